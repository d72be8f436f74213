"""The drivers of PostgreSQL, each replaced where it opens a connection; see `drivers.py`."""
import functools
import inspect

from alembic_gate_bridge.addresses import clear_addresses, keep_harmless, write_own
from alembic_gate_bridge.name_alike import name_alike


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


def _guard_psycopg2_core(module, watch):
    """The module in C, whose class `connection` is what `psycopg2.extensions` offers as a base."""
    plain, open_connection = module.connection, module._connect

    class connection(plain):
        def __init__(self, dsn, *positional, **keywords):
            from psycopg2.extensions import make_dsn

            own = write_own(watch.reach("postgresql", "psycopg2"), "dbname")
            plain.__init__(self, make_dsn(**keep_harmless(module.parse_dsn(dsn), own)), *positional, **keywords)
            watch.note_socket(self.fileno)

    name_alike(connection, plain)

    @functools.wraps(open_connection)
    def connect(dsn, connection_factory=None, *positional, **keywords):
        return open_connection(dsn, connection_factory or connection, *positional, **keywords)

    module.connection, module._connect = connection, connect


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

    _guard_psycopg_core(module, lambda conninfo: module.conninfo.make_conninfo("", **arguments(conninfo, {})))
    module.Connection.connect = classmethod(connect)
    module.AsyncConnection.connect = classmethod(connect_async)
    module.connect = module.Connection.connect


def _guard_psycopg_core(module, aim):
    """What each class of connection opens itself with, and what offers the functions of libpq."""
    generators, plain = module.generators, module.pq.PGconn
    open_connection = generators.connect

    @functools.wraps(open_connection)
    def connect(conninfo, *positional, **keywords):
        return open_connection(aim(conninfo), *positional, **keywords)

    class PGconn(plain):
        @classmethod
        def connect(cls, conninfo):
            return super().connect(aim(conninfo.decode()).encode())

        @classmethod
        def connect_start(cls, conninfo):
            return super().connect_start(aim(conninfo.decode()).encode())

    name_alike(PGconn, plain)
    generators.connect, module.pq.PGconn = connect, PGconn


def _guard_asyncpg(module, watch):
    """`asyncpg.connect` and the pool come here, with all arguments."""
    original = module._connect

    @functools.wraps(original)
    async def connect(*, loop, **keywords):
        own = write_own(watch.reach("postgresql", "asyncpg"), "database")
        connection = await original(loop=loop, **clear_addresses(keywords, own))
        transport = getattr(connection, "_transport", None)
        if transport is not None:
            watch.note_socket(lambda: transport.get_extra_info("socket").fileno())
        return connection

    module._connect = connect


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
    "psycopg2._psycopg": _guard_psycopg2_core,
    "psycopg2": _guard_psycopg2,
    "psycopg": _guard_psycopg,
    "asyncpg.connect_utils": _guard_asyncpg,
    "pg8000.core": _guard_pg8000,
}
