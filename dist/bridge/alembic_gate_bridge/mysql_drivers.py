"""The drivers of MySQL and MariaDB, each replaced where it opens a connection; see `drivers.py`.

What they find in option files (`~/.my.cnf`), environment variables and sockets they look for only where an argument leaves
it open; host, port, user, password and database are always given.
"""
import functools
import inspect

from alembic_gate_bridge.addresses import find_socket, keep_harmless, write_as_sqlalchemy
from alembic_gate_bridge.name_alike import name_alike

# The order of mysqlclient, the only one that people still give arguments without names.
_MYSQLCLIENT_ORDER = ("host", "user", "passwd", "db", "port", "unix_socket")
_MARIADB_ORDER = ("dsn", "host", "user", "password", "database", "port", "unix_socket")


def _replace_initializer(owner, aim, order=None):
    """Has `owner.__init__` get what `aim(keywords)` makes of its arguments; `order`: their names where it does not tell them."""
    original = owner.__init__
    signature = None if order is not None else inspect.signature(original)

    @functools.wraps(original)
    def initialize(self, *positional, **keywords):
        if signature is None:
            keywords.update(zip(order, positional))
        else:
            keywords = dict(signature.bind_partial(self, *positional, **keywords).arguments)
            del keywords["self"]
        original(self, **aim(keywords))

    owner.__init__ = initialize


def _aim_at(watch, dialect, driver):
    def aim(keywords):
        return keep_harmless(keywords, write_as_sqlalchemy(watch.reach(dialect, driver), dialect, driver))

    return aim


def _point(connection, url, prefix, database, encode=str):
    """Gives the attributes that a connection reads when it opens, or opens again, the address of `url`."""
    values = {
        "host": url.host, "port": url.port or 3306, "user": url.username, "password": encode(url.password or ""),
        database: url.database, "unix_socket": find_socket(url),
    }  # fmt: skip
    for name, value in values.items():
        setattr(connection, prefix + name, value)


def _encode(password):
    return password.encode("latin1")


def _guard_pymysql(module, watch):
    _replace_initializer(module.Connection, _aim_at(watch, "mysql", "pymysql"))
    original = module.Connection.connect

    @functools.wraps(original)
    def connect(self, sock=None):
        # Called again when a connection that was ended reconnects, and with a socket of the project's choice by one that was deferred.
        _point(self, watch.reach("mysql", "pymysql"), "", "db", _encode)
        return original(self)

    module.Connection.connect = connect


def _guard_mysqlclient(module, watch):
    _replace_initializer(module.Connection, _aim_at(watch, "mysql", "mysqldb"), _MYSQLCLIENT_ORDER)


def _guard_mysqlclient_core(module, watch):
    aim = _aim_at(watch, "mysql", "mysqldb")
    renamed = {"passwd": "password", "db": "database"}
    _guard_core(module, lambda keywords: {renamed.get(name, name): value for name, value in aim(keywords).items()}, _MYSQLCLIENT_ORDER)


def _guard_mariadb_core(module, watch):
    _guard_core(module, _aim_at(watch, "mariadb", "mariadbconnector"), _MARIADB_ORDER)


def _guard_core(module, aim, order):
    """A module in C whose class `connection` the Python modules around it take as a base, after this or before."""
    plain = module.connection

    class connection(plain):
        def __init__(self, *positional, **keywords):
            plain.__init__(self, **aim(dict(keywords, **dict(zip(order, positional)))))

    name_alike(connection, plain)
    module.connection = connection
    module.connect = lambda *positional, **keywords: connection(*positional, **keywords)


def _guard_aiomysql(module, watch):
    _replace_initializer(module.Connection, _aim_at(watch, "mysql", "aiomysql"))
    _guard_coroutine(module.Connection, "_connect", lambda connection: _point(connection, watch.reach("mysql", "aiomysql"), "_", "db"))


def _guard_asyncmy(module, watch):
    # It takes its arguments by name only.
    _replace_initializer(module.Connection, _aim_at(watch, "mysql", "asyncmy"), ())

    def point(connection):
        _point(connection, watch.reach("mysql", "asyncmy"), "_", "db", _encode)
        connection._sock = connection._password_creator = None

    _guard_coroutine(module.Connection, "connect", point)


def _guard_coroutine(owner, name, point):
    original = getattr(owner, name)

    @functools.wraps(original)
    async def connect(self):
        # Called again when a connection that was ended reconnects.
        point(self)
        return await original(self)

    setattr(owner, name, connect)


def _guard_mariadb(module, watch):
    _replace_initializer(module.Connection, _aim_at(watch, "mariadb", "mariadbconnector"), _MARIADB_ORDER)


def _guard_mariadb_pool(module, watch):
    original = module.ConnectionPool.__init__

    @functools.wraps(original)
    def initialize(self, *positional, **keywords):
        # A pool that outlives a step must see at once that its connections were ended.
        original(self, *positional, **dict(keywords, pool_validation_interval=0))

    module.ConnectionPool.__init__ = initialize


def _guard_connector(module, watch):
    """mysql-connector-python: the class behind its Python and its C implementation, which connects when it is told to."""
    owner = module.MySQLConnectionAbstract
    aim = _aim_at(watch, "mysql", "mysqlconnector")
    configure = owner.config

    @functools.wraps(configure)
    def config(self, **keywords):
        configure(self, **aim(keywords))

    owner.config = config


def _guard_connector_opening(class_name):
    def guard(module, watch):
        owner = getattr(module, class_name)
        original = owner._open_connection

        @functools.wraps(original)
        def open_connection(self):
            # Also of a connection that was never configured, and again of one that was ended.
            _point(self, watch.reach("mysql", "mysqlconnector"), "_", "database")
            return original(self)

        owner._open_connection = open_connection

    return guard


def _guard_connector_aio(module, watch):
    _replace_initializer(module.MySQLConnectionAbstract, _aim_at(watch, "mysql", "mysqlconnector"))


def _guard_connector_aio_opening(module, watch):
    _guard_coroutine(module.MySQLConnection, "connect", lambda connection: _point(connection, watch.reach("mysql", "mysqlconnector"), "_", "database"))


def _guard_connector_pooling(module, watch):
    """Its `connect()` reads option files and tries one server after the other before it makes a connection."""
    aim = _aim_at(watch, "mysql", "mysqlconnector")
    original = module.connect

    @functools.wraps(original)
    def connect(*positional, **keywords):
        return original(*positional, **aim(keywords))

    module.connect = connect


GUARDS = {
    "pymysql.connections": _guard_pymysql,
    "MySQLdb.connections": _guard_mysqlclient,
    "MySQLdb._mysql": _guard_mysqlclient_core,
    "aiomysql.connection": _guard_aiomysql,
    "asyncmy.connection": _guard_asyncmy,
    "mariadb._mariadb": _guard_mariadb_core,
    "mariadb.connections": _guard_mariadb,
    "mariadb.connectionpool": _guard_mariadb_pool,
    "mysql.connector.abstracts": _guard_connector,
    "mysql.connector.connection": _guard_connector_opening("MySQLConnection"),
    "mysql.connector.connection_cext": _guard_connector_opening("CMySQLConnection"),
    "mysql.connector.pooling": _guard_connector_pooling,
    "mysql.connector.aio.abstracts": _guard_connector_aio,
    "mysql.connector.aio.connection": _guard_connector_aio_opening,
    "mysql.connector.aio.pooling": _guard_connector_pooling,
}
