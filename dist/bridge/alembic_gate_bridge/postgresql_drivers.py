"""The drivers of PostgreSQL, each replaced where it opens a connection; see `drivers.py`."""
import functools
import inspect
import sys

from alembic_gate_bridge.addresses import keep_harmless, write_own


def _guard_psycopg2(module, watch):
    original = module.connect

    @functools.wraps(original)
    def connect(dsn=None, connection_factory=None, cursor_factory=None, **keywords):
        own = write_own(watch.reach("postgresql", "psycopg2"), "dbname")
        given = dict(module.extensions.parse_dsn(dsn)) if dsn else {}
        given.update(keywords)
        connection = original(None, connection_factory, cursor_factory, **keep_harmless(given, own))
        watch.note_socket(connection.fileno)
        return connection

    module.connect = connect


def _guard_psycopg(module, watch):
    def arguments(conninfo, keywords):
        own = write_own(watch.reach("postgresql", "psycopg"), "dbname")
        return keep_harmless({**module.conninfo.conninfo_to_dict(conninfo or ""), **keywords}, own)

    open_connection = module.Connection.__dict__["connect"].__func__
    open_async = module.AsyncConnection.__dict__["connect"].__func__

    @functools.wraps(open_connection)
    def connect(cls, conninfo="", **keywords):
        connection = open_connection(cls, "", **arguments(conninfo, keywords))
        watch.note_socket(connection.fileno)
        return connection

    @functools.wraps(open_async)
    async def connect_async(cls, conninfo="", **keywords):
        connection = await open_async(cls, "", **arguments(conninfo, keywords))
        watch.note_socket(connection.fileno)
        return connection

    module.Connection.connect = classmethod(connect)
    module.AsyncConnection.connect = classmethod(connect_async)
    module.connect = module.Connection.connect


def _guard_asyncpg(module, watch):
    # The pool asks for `connection.connect` each time, the project for `asyncpg.connect`.
    inner = sys.modules["asyncpg.connection"]
    original = inner.connect

    @functools.wraps(original)
    async def connect(dsn=None, **keywords):
        own = write_own(watch.reach("postgresql", "asyncpg"), "database")
        connection = await original(**keep_harmless(keywords, own))
        transport = getattr(connection, "_transport", None)
        if transport is not None:
            watch.note_socket(lambda: transport.get_extra_info("socket").fileno())
        return connection

    inner.connect = connect
    module.connect = connect


def _guard_pg8000(module, watch):
    original = module.CoreConnection.__init__
    signature = inspect.signature(original)

    @functools.wraps(original)
    def initialize(self, *positional, **keywords):
        given = dict(signature.bind_partial(self, *positional, **keywords).arguments)
        del given["self"]
        own = write_own(watch.reach("postgresql", "pg8000"), "database")
        original(self, **keep_harmless(given, own))
        watch.note_socket(lambda: self._usock.fileno())

    module.CoreConnection.__init__ = initialize


GUARDS = {
    "psycopg2": _guard_psycopg2,
    "psycopg": _guard_psycopg,
    "asyncpg": _guard_asyncpg,
    "pg8000.core": _guard_pg8000,
}
