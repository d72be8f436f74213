"""Whether what a statement did is committed, as each driver tells it without asking the server."""


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
    if hasattr(connection, "is_in_transaction"):  # asyncpg
        return not connection.is_in_transaction()
    return bool(getattr(connection, "autocommit", False))  # psycopg2, psycopg, pg8000, MariaDB's connector
