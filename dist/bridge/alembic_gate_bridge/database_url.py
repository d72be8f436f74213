"""The throw-away database's URL where a project looks for one: environment variables and `sqlalchemy.url`.

The fence leads every connection there whatever these say. They are for projects that cannot even build an engine without
them: a variable that must be set, a `driver://` left by `alembic init`.
"""
import importlib.util
import os
import re
import sys

from sqlalchemy.engine import make_url
from sqlalchemy.exc import NoSuchModuleError

# SQLAlchemy's names, in the order in which they are tried.
_MYSQL = ("mysqldb", "pymysql", "mysqlconnector", "mariadbconnector")
_DRIVERS = {
    "postgresql": ("psycopg2", "psycopg", "pg8000", "asyncpg"),
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "sqlite": ("pysqlite",),
}
_ASYNC_DRIVERS = {
    "postgresql": ("asyncpg", "psycopg"),
    "mysql": ("asyncmy", "aiomysql"),
    "mariadb": ("asyncmy", "aiomysql"),
    "sqlite": ("aiosqlite",),
}
# Names of one kind of server: the old one of PostgreSQL, and that of MySQL, whose drivers speak to MariaDB as well.
_FAMILIES = (("postgresql", "postgres"), ("mysql", "mariadb"))
# The modules of those that are named otherwise.
_MODULES = {"mysqldb": "MySQLdb", "mysqlconnector": "mysql.connector", "mariadbconnector": "mariadb", "pysqlite": "sqlite3"}
_IS_ASYNC = re.compile(r"async_engine_from_config|create_async_engine|AsyncEngine|asyncio\.run\(|run_sync\(")


def choose_driver(dialect, environment_file):
    """The driver to name in a URL where the project names none: one that is installed and fits env.py; None: the default."""
    try:
        with open(environment_file, encoding="utf-8", errors="replace") as source:
            is_async = _IS_ASYNC.search(source.read()) is not None
    except OSError:
        is_async = False
    if not is_async and _is_installed(_find_default_driver(dialect)):
        return None
    candidates = (_ASYNC_DRIVERS.get(dialect, ()) if is_async else ()) + _DRIVERS.get(dialect, ())
    return next((driver for driver in candidates if _is_installed(driver)), None)


def _find_default_driver(dialect):
    """What SQLAlchemy takes where a URL names no driver; psycopg2 for PostgreSQL before 2.1, psycopg since."""
    if dialect is None:
        return None
    try:
        return make_url("%s://" % dialect).get_dialect().driver
    except NoSuchModuleError:
        return None


def _is_installed(driver):
    if driver is None:
        return False
    try:
        return importlib.util.find_spec(_MODULES.get(driver, driver)) is not None
    except (ImportError, ValueError):
        # `mysql.connector` without a package `mysql`; PyMySQL under the name of another.
        return _MODULES.get(driver, driver) in sys.modules


def set_variables(names, url, driver):
    """Sets each variable to `url`, with the driver it named before, so that `postgresql+asyncpg://` stays asynchronous."""
    for name in names:
        before = os.environ.get(name)
        if before and _is_of(_find_family(url), before):
            driver_before = before.partition("://")[0].partition("+")[2]
            os.environ[name] = with_driver(url, driver_before or None)
        else:
            os.environ[name] = with_driver(url, driver)


def needs_url(config, dialect):
    """Whether the configuration has no usable `sqlalchemy.url`: none, a placeholder, one that cannot be interpolated or of another dialect.

    A URL that can be used is left alone, because env.py may look at it (its driver, its query).
    """
    try:
        url = config.get_main_option("sqlalchemy.url")
    except Exception:
        # `%(DB_USER)s` without a value: configparser's own exceptions, different in each version.
        return True
    if not url or url.startswith("driver://"):
        return True
    try:
        make_url(url)
    except Exception:
        # `${DATABASE_URL}` and the like, meant for a program that replaces it.
        return True
    # A project that runs on several is checked on each.
    return dialect is not None and not _is_of(_find_family("%s://" % dialect), url)


def _is_of(family, url):
    return _find_scheme(url) in family


def _find_family(url):
    scheme = _find_scheme(url)
    return next((family for family in _FAMILIES if scheme in family), (scheme,))


def _find_scheme(url):
    return url.partition("://")[0].partition("+")[0]


def set_main_url(config, url, driver):
    # The option is interpolated by configparser, to which a percent sign means something.
    config.set_main_option("sqlalchemy.url", with_driver(url, driver).replace("%", "%%"))


def with_driver(url, driver):
    """A SQLAlchemy URL that names a driver; None: it stays as it is."""
    if not driver:
        return url
    dialect, _, rest = url.partition("://")
    return "%s+%s://%s" % (dialect, driver, rest)
