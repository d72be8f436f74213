"""Which database a connection of the project was to, before the fence led it to the throw-away one."""
import json
import os

_NOTE = "alembic_gate_original"
# Of a connection that the project's own function makes, nothing is known.
_UNKNOWN = ("", "", "")


class SeveralDatabases(BaseException):
    """env.py migrates more than one database; no exception that it may catch to go on with the next."""


def note_original(record, dialect, positional, keywords, own):
    """Writes host, port and name into a pool's record of the connection. `own`: the throw-away database's URL."""
    if record is not None:
        record.info[_NOTE] = _find_original(dialect, positional, keywords, own)


def read_original(migration):
    """What was noted of the connection that a MigrationContext works on, as text that is the same in every run."""
    connection = migration.connection
    noted = None if connection is None else connection.connection.info.get(_NOTE)
    return json.dumps(noted or _UNKNOWN)


def name_originals(keys):
    """A name for people for each of them, by the database's where that tells them apart."""
    parts = [json.loads(key) for key in keys]
    names = [os.path.basename(database) for _, _, database in parts]
    if len(set(names)) == len(names) and all(names):
        return names
    return [("%s:%s/%s" % tuple(part) if part[0] else part[2]) if any(part) else "the one of DATABASE_URL or of a creator" for part in parts]


def _find_original(dialect, positional, keywords, own):
    if dialect.name == "sqlite":
        path = str(positional[0]) if positional else str(keywords.get("database", ""))
        return _UNKNOWN if own is not None and path == own.database else ("", "", path)
    host = next((keywords[name] for name in ("host", "hostaddr", "unix_socket", "unix_sock", "dsn") if keywords.get(name)), "")
    port = keywords.get("port") or ""
    database = next((keywords[name] for name in ("dbname", "database", "db") if keywords.get(name)), "")
    # A variable that has the throw-away database's URL: another one each time.
    if own is not None and database == own.database:
        return _UNKNOWN
    return str(host), str(port), str(database)
