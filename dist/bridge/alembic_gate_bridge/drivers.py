"""Connections that a project opens with a driver itself, past SQLAlchemy, go to the throw-away database as well.

The drivers are not imported here (a project has one of them, and importing all costs time); each one's `connect` is
replaced right after the project or SQLAlchemy imports it, before anybody can take hold of the original. The drivers are
also where connections are seen, so that those left open can be ended.
"""
import importlib.abc
import os
import socket
import sys
import threading
import time
import weakref

from alembic_gate_bridge import mysql_drivers, postgresql_drivers, sqlite_driver

# How long a statement of another thread has to notice that it was interrupted.
_PATIENCE_SECONDS = 0.02


class DriverWatch(importlib.abc.MetaPathFinder):
    """
    `reach(dialect, driver)` gives the URL to connect to or raises where the fence refuses. `concerns(dialect)`: whether
    the run is for this dialect, or for one not yet known.
    """

    def __init__(self, reach, concerns):
        self.reach = reach
        self.concerns = concerns
        self._sockets = []
        self._files = weakref.WeakSet()
        self._guards = dict(postgresql_drivers.GUARDS, **mysql_drivers.GUARDS, **sqlite_driver.GUARDS)
        for name, guard in self._guards.items():
            if name in sys.modules:
                guard(sys.modules[name], self)
        sys.meta_path.insert(0, self)

    def find_spec(self, fullname, path, target=None):
        guard = self._guards.get(fullname)
        if guard is None:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            spec = None if finder is self or find is None else find(fullname, path, target)
            if spec is not None:
                return self._follow(spec, guard)
        return None

    def _follow(self, spec, guard):
        # One that is a class loads the other modules that are part of the interpreter as well.
        loader = spec.loader = _OneModuleLoader(spec.loader) if isinstance(spec.loader, type) else spec.loader
        execute = loader.exec_module

        def exec_module(module):
            execute(module)
            guard(module, self)

        loader.exec_module = exec_module
        return spec

    def note_socket(self, find_descriptor):
        """`find_descriptor()` gives the file descriptor of a connection to a server, or raises where it is closed."""
        self._sockets.append(find_descriptor)

    def note_file(self, connection):
        """A connection to a file of SQLite, which any thread may close."""
        self._files.add(connection)

    def end_connections(self):
        """Ends every connection opened since the last call and still open, also one that another thread is using."""
        opened, self._sockets = self._sockets, []
        for find_descriptor in opened:
            try:
                descriptor = find_descriptor()
            except Exception:
                # Closed already: each driver says so by an exception of its own.
                continue
            shut_down(descriptor)
        self._close_files()

    def _close_files(self):
        files, self._files = list(self._files), weakref.WeakSet()
        for connection in files:
            _ignore_closed(connection, "interrupt")
        if any(connection.opened_by != threading.get_ident() for connection in files):
            time.sleep(_PATIENCE_SECONDS)
        for connection in files:
            # Its transaction is rolled back.
            _ignore_closed(connection, "close")


class _OneModuleLoader:
    """A loader of one module that does what another does."""

    def __init__(self, loader):
        self._loader = loader

    def __getattr__(self, name):
        return getattr(self._loader, name)


def shut_down(descriptor):
    """Ends a connection to a server: a driver's own close() waits for a running statement, and an asynchronous one for a loop that is gone."""
    try:
        with socket.socket(fileno=os.dup(descriptor)) as end:
            end.shutdown(socket.SHUT_RDWR)
    except OSError:
        # Ended by the server.
        return


def _ignore_closed(connection, name):
    try:
        getattr(connection, name)()
    except Exception:
        # Closed already.
        return
