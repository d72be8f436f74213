"""Reading of the server on the connection of a revision, so that the revision does not notice."""
from alembic_gate_bridge.transactions import find_driver_connection

# libpq's PQtransactionStatus: https://www.postgresql.org/docs/current/libpq-status.html
_IDLE, _IN_TRANSACTION = 0, 2
_SAVEPOINT = "alembic_gate_reading"


def find_state(pooled):
    """
    Of SQLAlchemy's `pooled` connection to PostgreSQL: `open` in a transaction; `none` without one, so that each statement
    is one of its own; `begins` where the driver begins one with the next statement; `unusable` where a query would fail,
    or be the place where an earlier one does.
    """
    connection = find_driver_connection(pooled)
    if hasattr(connection, "pgconn"):  # psycopg
        if connection.pgconn.pipeline_status:
            return "unusable"
        return _read_status(connection.pgconn.transaction_status, connection.autocommit)
    if hasattr(connection, "get_transaction_status"):  # psycopg2, which begins one only where it believes that none is open
        return _read_status(connection.get_transaction_status(), connection.autocommit or connection.status != _READY)
    if hasattr(connection, "is_in_transaction"):  # asyncpg, by SQLAlchemy's adapter, which believes as psycopg2 does
        if connection.is_in_transaction():
            return "open"
        adapter = find_adapter(pooled)
        believes = getattr(adapter, "_transaction", None) is not None
        return "none" if believes or getattr(adapter, "isolation_level", None) == "autocommit" else "begins"
    if hasattr(connection, "_transaction_status"):  # pg8000
        status = {b"I": _IDLE, b"T": _IN_TRANSACTION}.get(bytes(connection._transaction_status))
        return _read_status(status, connection.autocommit)
    return "unusable"


# psycopg2's STATUS_READY.
_READY = 1


def _read_status(status, is_autocommit):
    if status == _IN_TRANSACTION:
        return "open"
    if status == _IDLE:
        return "none" if is_autocommit else "begins"
    return "unusable"


def find_adapter(pooled):
    """What SQLAlchemy executes on: the driver's connection, or its adapter around an asynchronous one."""
    return getattr(pooled, "dbapi_connection", None) or pooled.connection


def read_text(pooled, query):
    """The one text that `query` gives, or None where it could not be had; the transaction is as it was."""
    try:
        state = find_state(pooled)
        if state == "unusable":
            return None
        adapter = find_adapter(pooled)
        if state == "open":
            return _read_in_savepoint(adapter, query)
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


def _read_in_savepoint(adapter, query):
    """A failure (a `statement_timeout` of the revision's, a full lock table) does not end the transaction."""
    _execute(adapter, "SAVEPOINT " + _SAVEPOINT)
    try:
        return _execute(adapter, query)
    except Exception:
        _execute(adapter, "ROLLBACK TO SAVEPOINT " + _SAVEPOINT)
        return None
    finally:
        _execute(adapter, "RELEASE SAVEPOINT " + _SAVEPOINT)


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
    module = type(adapter).__module__.partition(".")[0]
    if hasattr(adapter, "cursor_factory") and hasattr(adapter, "get_transaction_status"):
        from psycopg2.extensions import cursor

        return adapter.cursor(cursor_factory=cursor)
    if module == "psycopg":
        from psycopg.rows import tuple_row

        return adapter.cursor(row_factory=tuple_row)
    return adapter.cursor()
