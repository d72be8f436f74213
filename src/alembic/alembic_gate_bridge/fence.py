"""The fence: whatever URL the project computes, its connections reach only the throw-away database."""
import weakref

from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import Pool

# What addresses a server or proves who we are to it; the rest of a project's connection arguments (search_path options,
# statement caches, factories) has a meaning for the revisions and stays.
_ADDRESSING = {
    "host", "hostaddr", "port", "user", "username", "password", "passwd", "passfile", "dbname", "database", "db", "dsn",
    "service", "servicefile", "ssl", "ssl_context", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword",
    "sslcrl", "sslcrldir", "sslcertmode", "sslnegotiation", "sslcompression", "sslsni", "ssl_min_protocol_version",
    "ssl_max_protocol_version", "direct_tls", "gssencmode", "gsslib", "gssdelegation", "krbsrvname", "channel_binding",
    "requirepeer", "require_auth", "target_session_attrs", "load_balance_hosts", "unix_sock", "unix_socket", "server_hostname",
    "async_creator_fn", "conninfo", "loop",
}  # fmt: skip


class FenceError(Exception):
    """A connection that the fence refused."""


class Fence:
    def __init__(self):
        self._url = None
        self._dialect = None
        self.refused = []
        self._pools = weakref.WeakSet()
        # The class is named, so that engines of later imports are reached; ours is the first listener, and one that gives a
        # connection ends the list, so a later listener of the project cannot lead it elsewhere.
        event.listen(Engine, "do_connect", self._connect)
        self._wrap_creators()

    def aim(self, url, dialect):
        """From now on connections go to `url`, a SQLAlchemy URL without a driver; None refuses all of them."""
        self._url = url
        self._dialect = dialect

    def close_pools(self):
        """Ends the connections that engines keep open; they would hold the database against its removal."""
        for pool in list(self._pools):
            pool.dispose()

    def _connect(self, dialect, _record, _positional, keywords):
        return self._open(dialect, keywords)

    def _open(self, dialect, keywords):
        if self._url is None:
            self.refused.append({"dialect": dialect.name, "driver": dialect.driver})
            raise FenceError("connections are refused while Alembic Gate looks which dialect the project wants")
        family = {"mysql", "mariadb"}
        if dialect.name != self._dialect and not {dialect.name, self._dialect} <= family:
            raise FenceError(
                "the project opened a %s connection, but this run is for %s; set the option `dialect`" % (dialect.name, self._dialect)
            )
        url = make_url(self._url).set(drivername="%s+%s" % (dialect.name, dialect.driver))
        positional, own = dialect.create_connect_args(url)
        kept = {name: value for name, value in keywords.items() if name not in _ADDRESSING and name not in own}
        return dialect.connect(*positional, **{**kept, **own})

    def _wrap_creators(self):
        """Engines with a `creator`, `async_creator` or pool of their own never ask `do_connect`."""
        fence = self
        original = Pool.__init__

        def initialize(pool, creator, *positional, **keywords):
            original(pool, fence._guard(creator, weakref.ref(pool)), *positional, **keywords)
            fence._pools.add(pool)

        Pool.__init__ = initialize

    def _guard(self, creator, pool):
        # SQLAlchemy's own creator asks `do_connect`; one that is already guarded comes back when a pool is recreated.
        if getattr(creator, "__module__", None) == "sqlalchemy.engine.create" or getattr(creator, "_alembic_gate", False):
            return creator

        def connect(*_record):
            dialect = getattr(pool(), "_dialect", None)
            if dialect is None or not hasattr(dialect, "create_connect_args"):
                raise FenceError("a connection pool without an engine tried to connect")
            return self._open(dialect, {})

        connect._alembic_gate = True
        return connect
