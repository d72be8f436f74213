"""The fence: whatever URL the project computes, its connections reach only the throw-away database."""
import weakref

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import Pool

from alembic_gate_bridge.addresses import aim_variables, keep_harmless, read_url
from alembic_gate_bridge.drivers import DriverWatch
from alembic_gate_bridge.fence_error import FenceError
from alembic_gate_bridge.originals import note_original
from alembic_gate_bridge.peers import end_connections_to

# One server speaks both; SQLAlchemy names the dialect as the project's URL does.
_FAMILIES = ({"mysql", "mariadb"},)


class Fence:
    """Made before any module of the project is imported, so that nothing has connected and nobody listens before us."""

    def __init__(self):
        self._url = None
        self._dialect = None
        self.refused = []
        self._pools = weakref.WeakSet()
        self._drivers = DriverWatch(self._reach, self._concerns)
        # The class is named, so that engines of later imports are reached. A listener that gives a connection ends the
        # list, so one that the project adds (an access token as password) can no longer lead it elsewhere.
        event.listen(Engine, "do_connect", self._connect)
        self._wrap_creators()

    def aim(self, url, dialect):
        """From now on connections go to `url`, a SQLAlchemy URL without a driver; None refuses all of them."""
        self._url = None if url is None else read_url(url)
        self._dialect = dialect
        if self._url is not None:
            aim_variables(self._url)

    def hide_password(self, text):
        """`text` without the password of the URL, which env.py may print."""
        password = None if self._url is None else self._url.password
        return text.replace(":%s@" % password, ":***@") if text and password else text

    def end_connections(self):
        """Ends the connections that engines and the project keep open; they would hold the database against its removal."""
        for pool in list(self._pools):
            try:
                pool.dispose()
            except Exception:
                # An asynchronous driver cannot close outside of its loop; its socket is closed below.
                continue
        # A pool adds itself again when it connects again.
        self._pools.clear()
        self._drivers.end_connections()
        if self._url is not None:
            end_connections_to(self._url)

    def _concerns(self, dialect):
        return self._dialect is None or _is_same_family(dialect, self._dialect)

    def _reach(self, dialect, driver):
        if self._url is None:
            self.refused.append({"dialect": dialect, "driver": driver})
            raise FenceError("connections are refused while Alembic Gate looks which dialect the project wants")
        if not _is_same_family(dialect, self._dialect):
            raise FenceError(
                "the project opened a %s connection (driver %s), but this run is for %s; set the option `dialect`"
                % (dialect, driver, self._dialect)
            )
        # env.py may have set them since.
        aim_variables(self._url)
        return self._url

    def _connect(self, dialect, record, positional, keywords):
        note_original(record, dialect, positional, keywords, self._url)
        return self._open(dialect, keywords)

    def _open(self, dialect, keywords):
        url = self._reach(dialect.name, dialect.driver).set(drivername="%s+%s" % (dialect.name, dialect.driver))
        positional, own = dialect.create_connect_args(url)
        return dialect.connect(*positional, **keep_harmless(keywords, own))

    def _wrap_creators(self):
        """Engines with a `creator`, `async_creator` or pool of their own never ask `do_connect`."""
        # Not in `Pool.__init__`, whose arguments `create_engine()` reads to know which of its own are for the pool.
        original = Pool._creator

        def replace(pool, creator):
            original.fset(pool, self._guard(creator, weakref.ref(pool)))

        Pool._creator = property(original.fget, replace)

    def _guard(self, creator, find_pool):
        # One that is guarded already comes back when a pool is recreated by `Engine.dispose()`.
        creator = getattr(creator, "_alembic_gate_creator", creator)
        # SQLAlchemy's own asks `do_connect`.
        is_own = getattr(creator, "__module__", None) == "sqlalchemy.engine.create"

        # The signature is that of SQLAlchemy's own creator; a pool passes the record to no other.
        def connect(connection_record=None):
            pool = find_pool()
            self._pools.add(pool)
            if is_own:
                return creator(connection_record)
            dialect = getattr(pool, "_dialect", None)
            if not hasattr(dialect, "create_connect_args"):
                # A pool without an engine; its driver's `connect` is guarded.
                return creator()
            return self._open(dialect, {})

        connect._alembic_gate_creator = creator
        return connect


def _is_same_family(dialect, other):
    return dialect == other or any(dialect in family and other in family for family in _FAMILIES)
