"""`sqlite3`, which aiosqlite and SQLAlchemy use too: files are replaced by the throw-away one; see `drivers.py`.

Databases in memory stay what they are: a revision that computes with one touches nothing. In a run for another dialect,
files are the project's own business, as every other file is.
"""
import functools
import os
import pathlib
import sys
import threading
from urllib.parse import parse_qs, urlsplit

_PARAMETERS = ("timeout", "detect_types", "isolation_level", "check_same_thread", "factory", "cached_statements", "uri")

# Of https://www.sqlite.org/c3ref/c_alter_table.html; Python's module names them, but not the same ones in each version.
_OK, _DENY = 0, 1
_ATTACH, _PRAGMA = 24, 19
# SELECT, READ, FUNCTION, RECURSIVE, TRANSACTION, SAVEPOINT, ATTACH, DETACH, ANALYZE, REINDEX
_READING = frozenset((21, 20, 31, 33, 22, 32, _ATTACH, 25, 28, 27))
# VACUUM attaches a database of its own.
_OWN_SCHEMAS = frozenset(("main", "temp", "vacuum_db", None))
_IN_MEMORY = ("", ":memory:")


class _Authorizer:
    """
    Lets statements read the files that they attach, but not write to them: they may be real databases. SQLite asks it when
    it prepares a statement, about half a microsecond each time.
    https://www.sqlite.org/c3ref/set_authorizer.html
    """

    def __init__(self, watch):
        self._watch = watch
        self._has_attached = False
        # The project's own.
        self.next = None

    def __call__(self, action, first, second, schema, trigger):
        if action == _ATTACH:
            # None is a name that is no literal.
            self._has_attached = self._has_attached or first not in _IN_MEMORY
        elif self._has_attached and _is_writing(action, first, second, schema):
            self._watch.refusal = (
                "the revision writes to an attached database (%s); Alembic Gate lets revisions read attached files but write only to "
                "the database that they migrate, because it may be a real one" % (schema or "all of them")
            )
            return _DENY
        return _OK if self.next is None else self.next(action, first, second, schema, trigger)


def _is_writing(action, first, second, schema):
    if action == _PRAGMA:
        # Without a schema this one is for every attached file.
        is_for_all = schema is None and (first or "").lower() == "journal_mode"
        return second is not None and (is_for_all or schema not in _OWN_SCHEMAS)
    return action not in _READING and schema not in _OWN_SCHEMAS


def _guard_sqlite(module, watch):
    open_connection, plain = module.connect, module.Connection

    class Connection(plain):
        def __init__(self, database, *positional, **keywords):
            keywords.update(zip(_PARAMETERS, positional))
            if not watch.concerns("sqlite"):
                plain.__init__(self, database, **keywords)
                return
            is_uri = keywords.get("uri", False)
            if not _is_in_memory(os.fsdecode(database), is_uri):
                database = watch.reach("sqlite", "pysqlite").database
                # The same switch is for the files that are attached.
                database = pathlib.Path(database).absolute().as_uri() if is_uri else database
            # What is left open at the end of a step is closed by our thread.
            keywords["check_same_thread"] = False
            plain.__init__(self, database, **keywords)
            self.opened_by = threading.get_ident()
            # It does not know this connection, which would then never be freed.
            self._authorizer = _Authorizer(watch)
            plain.set_authorizer(self, self._authorizer)
            watch.note_file(self)

        def set_authorizer(self, authorizer_callback):
            if hasattr(self, "_authorizer"):
                self._authorizer.next = authorizer_callback
            else:
                plain.set_authorizer(self, authorizer_callback)

    Connection.__module__, Connection.__qualname__, Connection.__doc__ = plain.__module__, plain.__qualname__, plain.__doc__

    @functools.wraps(open_connection)
    def connect(database, *positional, **keywords):
        if len(positional) <= _PARAMETERS.index("factory"):
            keywords.setdefault("factory", Connection)
        return open_connection(database, *positional, **keywords)

    # The package takes both from its module `dbapi2`, and may have done so already.
    for owner in (module, sys.modules.get(module.__name__.rpartition(".")[0])):
        if hasattr(owner, "connect"):
            owner.connect, owner.Connection = connect, Connection


def _is_in_memory(name, is_uri):
    """Whether SQLite keeps a database of this name in memory or in a temporary file: https://www.sqlite.org/inmemorydb.html"""
    if name in _IN_MEMORY:
        return True
    if not is_uri or not name.startswith("file:"):
        return False
    parts = urlsplit(name)
    return parts.path in _IN_MEMORY or parse_qs(parts.query).get("mode") == ["memory"]


# pysqlite3 is the same module with a newer SQLite, which projects put into the place of `sqlite3`.
GUARDS = {"sqlite3.dbapi2": _guard_sqlite, "pysqlite3.dbapi2": _guard_sqlite}
