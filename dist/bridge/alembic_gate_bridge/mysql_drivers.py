"""The drivers of MySQL and MariaDB, each replaced where it opens a connection; see `drivers.py`.

What they find in option files (`~/.my.cnf`), environment variables and sockets they look for only where an argument leaves
it open; host, port, user, password and database are always given.
"""
import functools
import inspect

from alembic_gate_bridge.addresses import find_socket, keep_harmless, write_as_sqlalchemy

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


def _guard_pymysql(module, watch):
    _replace_initializer(module.Connection, _aim_at(watch, "mysql", "pymysql"))
    original = module.Connection.connect

    @functools.wraps(original)
    def connect(self, sock=None):
        # Called again when a connection that was ended reconnects, and with a socket of the project's choice by one that was deferred.
        url = watch.reach("mysql", "pymysql")
        self.host, self.port, self.user, self.db = url.host, url.port or 3306, url.username, url.database
        self.password, self.unix_socket = (url.password or "").encode("latin1"), find_socket(url)
        return original(self)

    module.Connection.connect = connect


def _guard_mysqlclient(module, watch):
    _replace_initializer(module.Connection, _aim_at(watch, "mysql", "mysqldb"), _MYSQLCLIENT_ORDER)


def _guard_mysqlclient_core(module, watch):
    aim = _aim_at(watch, "mysql", "mysqldb")
    renamed = {"passwd": "password", "db": "database"}

    def connect(*positional, **keywords):
        keywords.update(zip(_MYSQLCLIENT_ORDER, positional))
        return module.connection(**{renamed.get(name, name): value for name, value in aim(keywords).items()})

    module.connect = connect


def _guard_aiomysql(module, watch):
    _replace_initializer(module.Connection, _aim_at(watch, "mysql", "aiomysql"))


def _guard_asyncmy(module, watch):
    # It takes its arguments by name only.
    _replace_initializer(module.Connection, _aim_at(watch, "mysql", "asyncmy"), ())


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
    configure, open_connection = owner.config, owner.connect

    @functools.wraps(configure)
    def config(self, **keywords):
        configure(self, **aim(keywords))

    @functools.wraps(open_connection)
    def connect(self, **keywords):
        if not keywords:
            # A connection that was ended connects again to where it was configured to.
            url = watch.reach("mysql", "mysqlconnector")
            self._host, self._port, self._database = url.host, url.port or 3306, url.database
            self._user, self._password, self._unix_socket = url.username, url.password, find_socket(url)
        return open_connection(self, **keywords)

    owner.config, owner.connect = config, connect


def _guard_connector_aio(module, watch):
    _replace_initializer(module.MySQLConnectionAbstract, _aim_at(watch, "mysql", "mysqlconnector"))


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
    "mariadb.connections": _guard_mariadb,
    "mariadb.connectionpool": _guard_mariadb_pool,
    "mysql.connector.abstracts": _guard_connector,
    "mysql.connector.pooling": _guard_connector_pooling,
    "mysql.connector.aio.abstracts": _guard_connector_aio,
    "mysql.connector.aio.pooling": _guard_connector_pooling,
}
