"""The connection that an application hands over to env.py when it runs Alembic itself.

https://alembic.sqlalchemy.org/en/latest/cookbook.html#sharing-a-connection-across-one-or-more-programmatic-migration-commands
"""
import contextlib

from sqlalchemy import create_engine, pool


class _Attributes(dict):
    """`Config.attributes`: who asks for the connection with `get()` or `in`, and makes one himself, is told that there is none."""

    def __init__(self, given, connect):
        super().__init__(given)
        self._connect = connect

    def __missing__(self, name):
        if name != "connection":
            raise KeyError(name)
        self[name] = self._connect()
        return self[name]


@contextlib.contextmanager
def offering_connection(config, make_url):
    """While within `with`, `config.attributes["connection"]` is one to the URL that `make_url()` gives; what env.py leaves uncommitted is committed, as who gave it would."""
    opened = []

    def connect():
        opened.append(create_engine(make_url(), poolclass=pool.NullPool).connect())
        return opened[0]

    config.attributes = _Attributes(config.attributes, connect)
    try:
        yield
        for connection in opened:
            transaction = getattr(connection, "get_transaction", lambda: None)()
            if transaction is not None:
                transaction.commit()
    finally:
        for connection in opened:
            connection.close()
