"""Reading of the server on the connection of a revision, so that the revision does not notice."""
from sqlalchemy.util import concurrency

from alembic_gate_bridge.transactions import find_adapter, find_driver_connection, find_state

_SAVEPOINT = "alembic_gate_reading"
# SQLAlchemy 2.1 has another name for it.
_await = getattr(concurrency, "await_", None) or concurrency.await_only


def read_text(pooled, query, may_fail):
    """
    The one text that `query` gives, or None where it could not be had. `may_fail`: it may be cancelled by a timeout that
    the revision has set; a transaction is then as it was.
    """
    try:
        state = find_state(pooled)
        if state == "unusable":
            return None
        adapter = find_adapter(pooled)
        if state == "open" and may_fail:
            return _read_in_savepoint(pooled, query)
        try:
            return _execute(adapter, query)
        except Exception:
            if state == "begins":
                # The one that was begun for this alone.
                adapter.rollback()
            return None
    except Exception:
        # The connection was lost, or is one whose driver we do not know enough of.
        return None


def _read_in_savepoint(pooled, query):
    """A failure does not end the transaction."""
    _command(pooled, "SAVEPOINT " + _SAVEPOINT)
    try:
        return _execute(find_adapter(pooled), query)
    except Exception:
        _command(pooled, "ROLLBACK TO SAVEPOINT " + _SAVEPOINT)
        return None
    finally:
        _command(pooled, "RELEASE SAVEPOINT " + _SAVEPOINT)


def _command(pooled, sql):
    connection = find_driver_connection(pooled)
    if hasattr(connection, "is_in_transaction"):
        # asyncpg: not prepared, because a prepared one is gone after the revision's DEALLOCATE ALL.
        _await(connection.execute(sql))
    else:
        _execute(find_adapter(pooled), sql)


def _execute(adapter, sql):
    cursor = _open_cursor(adapter)
    try:
        cursor.execute(sql)
        if cursor.description is None:
            return None
        row = cursor.fetchone()
        value = row[0]
        # psycopg, of a database whose encoding is SQL_ASCII.
        return value.decode() if isinstance(value, bytes) else value
    finally:
        cursor.close()


def _open_cursor(adapter):
    """One that gives plain rows, whatever the revision has set on its connection."""
    if hasattr(adapter, "cursor_factory") and hasattr(adapter, "get_transaction_status"):
        from psycopg2.extensions import cursor

        return adapter.cursor(cursor_factory=cursor)
    if type(adapter).__module__.partition(".")[0] == "psycopg":
        from psycopg.rows import tuple_row

        return adapter.cursor(row_factory=tuple_row)
    return adapter.cursor()
