"""Connections that a project opens with a driver itself, past SQLAlchemy, go to the throw-away database as well.

The drivers are not imported here (a project has one of them, and importing all costs time); each one's `connect` is
replaced right after the project or SQLAlchemy imports it, before anybody can take hold of the original. The drivers are
also where connections are seen, so that those left open can be ended.
"""
import functools
import importlib.abc
import inspect
import os
import socket
import sys

from alembic_gate_bridge.addresses import keep_harmless, write_own


class DriverWatch(importlib.abc.MetaPathFinder):
    """`reach(dialect, driver)` gives the URL to connect to or raises where the fence refuses."""

    def __init__(self, reach):
        self._reach = reach
        self._sockets = []
        self._guards = {
            "psycopg2": self._guard_psycopg2,
            "psycopg": self._guard_psycopg,
            "asyncpg": self._guard_asyncpg,
            "pg8000.core": self._guard_pg8000,
        }
        for name, guard in self._guards.items():
            if name in sys.modules:
                guard(sys.modules[name])
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

    @staticmethod
    def _follow(spec, guard):
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            guard(module)

        spec.loader.exec_module = exec_module
        return spec

    def end_connections(self):
        """Ends every connection opened since the last call and still open, also one that another thread is using."""
        opened, self._sockets = self._sockets, []
        for find_descriptor in opened:
            try:
                # A driver's own close() waits for a running statement, and an asynchronous one for a loop that is gone.
                with socket.socket(fileno=os.dup(find_descriptor())) as end:
                    end.shutdown(socket.SHUT_RDWR)
            except Exception:
                # Closed already: each driver says so by an exception of its own.
                continue

    def _guard_psycopg2(self, module):
        original = module.connect

        @functools.wraps(original)
        def connect(dsn=None, connection_factory=None, cursor_factory=None, **keywords):
            own = write_own(self._reach("postgresql", "psycopg2"), "dbname")
            given = dict(module.extensions.parse_dsn(dsn)) if dsn else {}
            given.update(keywords)
            connection = original(None, connection_factory, cursor_factory, **keep_harmless(given, own))
            self._sockets.append(connection.fileno)
            return connection

        module.connect = connect

    def _guard_psycopg(self, module):
        def arguments(conninfo, keywords):
            own = write_own(self._reach("postgresql", "psycopg"), "dbname")
            return keep_harmless({**module.conninfo.conninfo_to_dict(conninfo or ""), **keywords}, own)

        open_connection = module.Connection.__dict__["connect"].__func__
        open_async = module.AsyncConnection.__dict__["connect"].__func__

        @functools.wraps(open_connection)
        def connect(cls, conninfo="", **keywords):
            connection = open_connection(cls, "", **arguments(conninfo, keywords))
            self._sockets.append(connection.fileno)
            return connection

        @functools.wraps(open_async)
        async def connect_async(cls, conninfo="", **keywords):
            connection = await open_async(cls, "", **arguments(conninfo, keywords))
            self._sockets.append(connection.fileno)
            return connection

        module.Connection.connect = classmethod(connect)
        module.AsyncConnection.connect = classmethod(connect_async)
        module.connect = module.Connection.connect

    def _guard_asyncpg(self, module):
        # The pool asks for `connection.connect` each time, the project for `asyncpg.connect`.
        inner = sys.modules["asyncpg.connection"]
        original = inner.connect

        @functools.wraps(original)
        async def connect(dsn=None, **keywords):
            own = write_own(self._reach("postgresql", "asyncpg"), "database")
            connection = await original(**keep_harmless(keywords, own))
            transport = getattr(connection, "_transport", None)
            if transport is not None:
                self._sockets.append(lambda: transport.get_extra_info("socket").fileno())
            return connection

        inner.connect = connect
        module.connect = connect

    def _guard_pg8000(self, module):
        original = module.CoreConnection.__init__
        signature = inspect.signature(original)
        watch = self

        @functools.wraps(original)
        def initialize(self, *positional, **keywords):
            given = dict(signature.bind_partial(self, *positional, **keywords).arguments)
            del given["self"]
            own = write_own(watch._reach("postgresql", "pg8000"), "database")
            original(self, **keep_harmless(given, own))
            watch._sockets.append(lambda: self._usock.fileno())

        module.CoreConnection.__init__ = initialize
