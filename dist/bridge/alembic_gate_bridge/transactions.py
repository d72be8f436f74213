"""Whether what a statement did is committed, as each driver tells it without asking the server."""

# libpq's PQtransactionStatus: https://www.postgresql.org/docs/current/libpq-status.html
_IDLE, _IN_TRANSACTION = 0, 2
# psycopg2's own.
_STATUS_READY = 1


def is_autocommit(context):
    """
    Whether no transaction is open after a statement: its connection is in autocommit mode, or the driver says that none
    is. `context`: SQLAlchemy's of the execution.
    """
    connection = getattr(context, "root_connection", None)
    if connection is None or connection.closed or connection.invalidated:
        return False
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return True
    try:
        if context.dialect.name == "postgresql":
            # Also where the revision has sent a COMMIT of its own.
            return find_state(connection.connection) in ("none", "begins")
        return _ask_driver(find_driver_connection(connection.connection))
    except Exception:
        # The connection was lost; what it had not committed is rolled back.
        return False


def find_driver_connection(pooled):
    """The driver's own connection, of SQLAlchemy's `pooled` one."""
    # SQLAlchemy 1.4.24 and later tell the driver's own from their adapter around an asynchronous one.
    return getattr(pooled, "driver_connection", None) or pooled.connection


def _ask_driver(connection):
    if hasattr(connection, "get_autocommit"):  # PyMySQL, mysqlclient, aiomysql, asyncmy
        return bool(connection.get_autocommit())
    if hasattr(connection, "in_transaction"):  # sqlite3, aiosqlite, mysql-connector-python, whose `autocommit` asks the server
        return not connection.in_transaction
    return bool(getattr(connection, "autocommit", False))  # MariaDB's connector


def find_adapter(pooled):
    """What SQLAlchemy executes on: the driver's connection, or its adapter around an asynchronous one."""
    return getattr(pooled, "dbapi_connection", None) or pooled.connection


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
        return _read_status(connection.get_transaction_status(), connection.autocommit or connection.status != _STATUS_READY)
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


def _read_status(status, is_autocommit):
    if status == _IN_TRANSACTION:
        return "open"
    if status == _IDLE:
        return "none" if is_autocommit else "begins"
    return "unusable"
