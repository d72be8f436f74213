"""Where connections go, in the words of each driver."""
import os

from sqlalchemy.engine import make_url

# What addresses a server or proves who we are to it; the rest of a project's connection arguments (search_path options,
# character sets, statement caches, factories) has a meaning for the revisions and stays.
_ADDRESSING = frozenset(
    """
    host hostaddr port user username password passwd passfile dbname database db dsn conninfo service servicefile
    direct_tls gssencmode gsslib gssdelegation krbsrvname channel_binding requirepeer require_auth requiressl
    target_session_attrs load_balance_hosts unix_sock unix_socket server_hostname source_address sock async_creator_fn loop
    password1 password2 password3 passwd1 passwd2 passwd3 password_creator named_pipe bind_address force_ipv6 failover dns_srv
    read_default_file read_default_group option_files option_groups default_file default_group
    auth_plugin auth_plugin_map default_auth server_public_key server_public_key_path kerberos_auth_mode krb_service_principal
    openid_token_file oci_config_file oci_config_profile webauthn_callback
    """.split()
)
_ADDRESSING_PREFIXES = ("ssl", "tls")

# libpq and asyncpg take what an argument leaves open from these, and PGHOSTADDR even wins over a given host.
# https://www.postgresql.org/docs/current/libpq-envars.html
# The clients of MySQL and MariaDB, which also look into option files that these name.
# https://dev.mysql.com/doc/refman/en/environment-variables.html
_VARIABLES = tuple(
    """
    PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE PGSERVICE PGSERVICEFILE PGSSLMODE PGREQUIRESSL PGSSLCOMPRESSION
    PGSSLCERT PGSSLKEY PGSSLCERTMODE PGSSLROOTCERT PGSSLCRL PGSSLCRLDIR PGSSLSNI PGSSLNEGOTIATION PGSSLMINPROTOCOLVERSION
    PGSSLMAXPROTOCOLVERSION PGREQUIREPEER PGREQUIREAUTH PGCHANNELBINDING PGGSSENCMODE PGGSSLIB PGGSSDELEGATION PGKRBSRVNAME
    PGTARGETSESSIONATTRS PGLOADBALANCEHOSTS
    MYSQL_HOST MYSQL_TCP_PORT MYSQL_PWD MYSQL_UNIX_PORT MYSQL_HOME MYSQL_GROUP_SUFFIX MYSQL_TEST_LOGIN_FILE
    MARIADB_HOST MARIADB_UNIX_PORT MARIADB_HOME MARIADB_GROUP_SUFFIX
    """.split()
)

# Without a host, or with `localhost`, a client of MySQL takes the socket of the machine's own server and no port.
_NO_SOCKET = "/nonexistent/alembic-gate.sock"


def read_url(text):
    """A SQLAlchemy URL; of MySQL one that no client takes for the machine's own server."""
    url = make_url(text)
    return url.set(host="127.0.0.1") if _speaks_mysql(url) and url.host == "localhost" else url


def keep_harmless(keywords, own):
    """`own`, and those of a project's connection arguments that lead nowhere else, which win over ours of that kind."""
    kept = {name: value for name, value in own.items() if not _leads_elsewhere(name)}
    kept.update((name, value) for name, value in keywords.items() if not _leads_elsewhere(name))
    kept.update((name, value) for name, value in own.items() if _leads_elsewhere(name))
    return kept


def clear_addresses(keywords, own):
    """All of a project's connection arguments, for a function that leaves none out: ours where they lead elsewhere, or None."""
    return {name: own.get(name) if _leads_elsewhere(name) else value for name, value in keywords.items()}


def write_own(url, database_key):
    """Host, port, user, password and database of a SQLAlchemy URL as arguments of a driver."""
    own = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, database_key: url.database}
    return {name: value for name, value in own.items() if value is not None}


def write_as_sqlalchemy(url, dialect, driver):
    """The address of a SQLAlchemy URL, encryption included, as arguments of a driver that SQLAlchemy knows."""
    _, own = url.set(drivername="%s+%s" % (dialect, driver)).get_dialect()().create_connect_args(url)
    return {name: value for name, value in own.items() if _leads_elsewhere(name)}


def aim_variables(url):
    """Leads programs that a revision starts (`psql`, `mysql`), and drivers, to `url`."""
    for name in _VARIABLES:
        os.environ.pop(name, None)
    values = {}
    if url.drivername.startswith("postgresql"):
        values = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password, "PGDATABASE": url.database}
    elif _speaks_mysql(url):
        # Which user and database only the command line and option files can say.
        values = {
            "MYSQL_HOST": url.host, "MARIADB_HOST": url.host, "MYSQL_TCP_PORT": url.port, "MYSQL_PWD": url.password,
            "MYSQL_UNIX_PORT": find_socket(url) or _NO_SOCKET, "MARIADB_UNIX_PORT": find_socket(url) or _NO_SOCKET,
            "MYSQL_TEST_LOGIN_FILE": os.devnull,
        }  # fmt: skip
    for name, value in values.items():
        if value is not None:
            os.environ[name] = str(value)


def find_socket(url):
    """The path of the socket that a URL of MySQL names instead of a host, or None."""
    return url.query.get("unix_socket")


def _leads_elsewhere(name):
    return name in _ADDRESSING or name.startswith(_ADDRESSING_PREFIXES)


def _speaks_mysql(url):
    return url.drivername.partition("+")[0] in ("mysql", "mariadb")
