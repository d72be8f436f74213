"""The files that a connection of SQLite attaches are opened for reading alone, because they may be real databases.

To refuse the statements that write to them would not do: SQLite asks nobody about `Connection.blobopen()`, the checkpoint of a
write-ahead log, the rollback of a journal or the pages of `sqlite_dbpage`; of VACUUM, ANALYZE, REINDEX and many a PRAGMA it does
not tell that they write; and the database that VACUUM makes for itself has a name that a project may give to its file. None of them
writes to a file that SQLite itself has opened with `mode=ro`, and whatever reads works.

So the name of each file goes through a function of SQL that makes it such a URI, and an ATTACH that goes past it is refused. A file
that is not there is refused as well: SQLite would make it, and the next run would find what this one left in it.
"""
import os
import pathlib
from urllib.parse import parse_qs, unquote, urlsplit

from alembic_gate_bridge.attach_statements import rewrite_files

_FUNCTION = "alembic_gate_attached"
_IN_MEMORY = ("", ":memory:")
# Of https://www.sqlite.org/c3ref/c_alter_table.html; Python's module names them, but not the same ones in each version.
_OK, _DENY = 0, 1
_ATTACH, _CALL = 24, 31
_REASON = "Alembic Gate lets revisions read the files that they attach but write only to the database that they migrate, because they may be real ones"


class AttachedFiles:
    """Of one connection, which it does not know: one that its own functions hold would never be freed."""

    def __init__(self, own):
        """`own`: the path of the throw-away file, None of a connection to memory."""
        self._own = own
        self._is_rewritten = False
        self._is_vacuum = False
        self._names = []
        self._refusal = None
        # The project's own.
        self.authorizer = None

    def guard(self, connection, module_connection):
        module_connection.create_function(connection, _FUNCTION, 1, self._open)
        module_connection.set_authorizer(connection, self._authorize)

    def run(self, execute, cursor, sql, parameters):
        """`execute` is a method of the driver's cursor."""
        self._is_vacuum, self._refusal = False, None
        if isinstance(sql, str):
            sql, self._is_vacuum = rewrite_files(sql, _FUNCTION)
        try:
            return execute(cursor, sql, *parameters)
        except Exception as error:
            self._explain(error)
            raise

    def _open(self, name):
        name = "" if name is None else os.fsdecode(name) if isinstance(name, bytes) else str(name)
        if is_in_memory(name, True):
            return name
        path = _find_path(name)
        if not os.path.exists(path):
            self._refusal = "the revision attaches %s, which does not exist; %s" % (name, _REASON)
            raise FileNotFoundError(path)
        if self._own is not None and os.path.samefile(path, self._own):
            return name
        self._names.append(name)
        if not name.startswith("file:"):
            return pathlib.Path(path).absolute().as_uri() + "?mode=ro"
        name = name.partition("#")[0]
        # Of several modes the last one counts.
        return "%s%smode=ro" % (name, "&" if "?" in name else "?")

    def _authorize(self, action, first, second, schema, trigger):
        """SQLite asks it when it prepares a statement, about half a microsecond each time: https://www.sqlite.org/c3ref/set_authorizer.html"""
        if action == _CALL and second == _FUNCTION:
            # Of the ATTACH that comes next.
            self._is_rewritten = True
            return _OK
        if action == _ATTACH:
            is_rewritten, self._is_rewritten = self._is_rewritten, False
            # VACUUM attaches a database in memory, and VACUUM INTO a file, which must be new or empty.
            if first not in _IN_MEMORY and not is_rewritten and not self._is_vacuum:
                return _DENY
        return _OK if self.authorizer is None else self.authorizer(action, first, second, schema, trigger)

    def _explain(self, error):
        """Gives an error of SQLite the reason where that is ours."""
        text = str(error)
        if self._refusal is not None:
            error.args = (self._refusal,)
        elif self._names and "readonly" in text:
            error.args = ("%s; %s (attached: %s)" % (text, _REASON, ", ".join(self._names)),)


def is_in_memory(name, is_uri):
    """Whether SQLite keeps a database of this name in memory or in a temporary file: https://www.sqlite.org/inmemorydb.html"""
    if name in _IN_MEMORY:
        return True
    if not is_uri or not name.startswith("file:"):
        return False
    parts = urlsplit(name)
    return parts.path in _IN_MEMORY or parse_qs(parts.query).get("mode") == ["memory"]


def _find_path(name):
    """Of a path or a URI, as SQLite reads it: https://www.sqlite.org/uri.html"""
    if not name.startswith("file:"):
        return name
    path = name[len("file:") :].partition("#")[0].partition("?")[0]
    if path.startswith("//"):
        path = "/" + path[2:].partition("/")[2]
    return unquote(path)
