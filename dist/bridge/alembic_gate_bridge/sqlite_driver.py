"""`sqlite3`, which aiosqlite and SQLAlchemy use too: files are replaced by the throw-away one; see `drivers.py`.

Databases in memory stay what they are: a revision that computes with one touches nothing. In a run for another dialect,
files are the project's own business, as every other file is.
"""
import functools
import os
import pathlib
import sys
import threading

from alembic_gate_bridge.attached_files import AttachedFiles, is_in_memory
from alembic_gate_bridge.fence_error import FenceError
from alembic_gate_bridge.name_alike import name_alike

_PARAMETERS = ("timeout", "detect_types", "isolation_level", "check_same_thread", "factory", "cached_statements", "uri")


def _guard_sqlite(module, watch):
    """The module in C, before the Python modules around it take their names from it, or after that."""
    open_connection, plain = module.connect, module.Connection
    Cursor = _make_cursor(module.Cursor)

    class Connection(plain):
        def __init__(self, database, *positional, **keywords):
            keywords.update(zip(_PARAMETERS, positional))
            if not watch.concerns("sqlite"):
                plain.__init__(self, database, **keywords)
                return
            own = None
            if not is_in_memory(os.fsdecode(database), keywords.get("uri", False)):
                own = pathlib.Path(watch.reach("sqlite", "pysqlite").database).absolute()
                database = own.as_uri()
            # The same switch is for the files that are attached, which get URIs of ours.
            keywords["uri"] = True
            # What is left open at the end of a step is closed by our thread.
            keywords["check_same_thread"] = False
            plain.__init__(self, database, **keywords)
            self.opened_by = threading.get_ident()
            self._attached_files = AttachedFiles(own)
            self._attached_files.guard(self, plain)
            watch.note_file(self)

        def set_authorizer(self, authorizer_callback):
            if hasattr(self, "_attached_files"):
                self._attached_files.authorizer = authorizer_callback
            else:
                plain.set_authorizer(self, authorizer_callback)

        def cursor(self, factory=Cursor):
            return plain.cursor(self, factory)

        # From Python 3.11 on, the original ones make a cursor of the plain kind whatever `cursor` gives.
        def execute(self, *positional):
            return self.cursor().execute(*positional)

        def executemany(self, *positional):
            return self.cursor().executemany(*positional)

        def executescript(self, *positional):
            return self.cursor().executescript(*positional)

    name_alike(Connection, plain)

    @functools.wraps(open_connection)
    def connect(database, *positional, **keywords):
        keywords.update(zip(_PARAMETERS, positional))
        factory = keywords.setdefault("factory", Connection)
        if isinstance(factory, type) and not issubclass(factory, Connection) and watch.concerns("sqlite"):
            raise FenceError("a connection to SQLite of the class %s goes past %s.Connection" % (factory.__qualname__, Connection.__module__))
        return open_connection(database, **keywords)

    package = module.__name__.rpartition(".")[0] or module.__name__.lstrip("_")
    for owner in (module, sys.modules.get(package + ".dbapi2"), sys.modules.get(package)):
        if getattr(owner, "Connection", None) is plain:
            owner.connect, owner.Connection, owner.Cursor = connect, Connection, Cursor


def _make_cursor(plain):
    class Cursor(plain):
        def execute(self, sql, *parameters):
            return _run(self, plain.execute, sql, parameters)

        def executemany(self, sql, *parameters):
            return _run(self, plain.executemany, sql, parameters)

        def executescript(self, sql):
            return _run(self, plain.executescript, sql, ())

    name_alike(Cursor, plain)
    return Cursor


def _run(cursor, execute, sql, parameters):
    attached = getattr(cursor.connection, "_attached_files", None)
    # In a run for another dialect there are none.
    return execute(cursor, sql, *parameters) if attached is None else attached.run(execute, cursor, sql, parameters)


# pysqlite3 is the same module with a newer SQLite, which projects put into the place of `sqlite3`.
GUARDS = {"_sqlite3": _guard_sqlite, "pysqlite3._sqlite3": _guard_sqlite}
