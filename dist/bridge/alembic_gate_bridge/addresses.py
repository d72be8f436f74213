"""Where connections go, in the words of each driver."""
import os

# What addresses a server or proves who we are to it; the rest of a project's connection arguments (search_path options,
# statement caches, factories) has a meaning for the revisions and stays.
ADDRESSING = frozenset(
    """
    host hostaddr port user username password passwd passfile dbname database db dsn conninfo service servicefile ssl ssl_context
    sslmode sslrootcert sslcert sslkey sslpassword sslcrl sslcrldir sslcertmode sslnegotiation sslcompression sslsni sslkeylogfile
    ssl_min_protocol_version ssl_max_protocol_version direct_tls gssencmode gsslib gssdelegation krbsrvname channel_binding requirepeer
    require_auth requiressl target_session_attrs load_balance_hosts unix_sock unix_socket server_hostname source_address sock
    async_creator_fn loop
    """.split()
)

# libpq and asyncpg take what an argument leaves open from these, and PGHOSTADDR even wins over a given host.
# https://www.postgresql.org/docs/current/libpq-envars.html
_VARIABLES = tuple(
    """
    PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE PGSERVICE PGSERVICEFILE PGSSLMODE PGREQUIRESSL PGSSLCOMPRESSION
    PGSSLCERT PGSSLKEY PGSSLCERTMODE PGSSLROOTCERT PGSSLCRL PGSSLCRLDIR PGSSLSNI PGSSLNEGOTIATION PGSSLMINPROTOCOLVERSION
    PGSSLMAXPROTOCOLVERSION PGREQUIREPEER PGREQUIREAUTH PGCHANNELBINDING PGGSSENCMODE PGGSSLIB PGGSSDELEGATION PGKRBSRVNAME
    PGTARGETSESSIONATTRS PGLOADBALANCEHOSTS
    """.split()
)


def keep_harmless(keywords, own):
    """`own`, and those of a project's connection arguments that lead nowhere else."""
    kept = {name: value for name, value in keywords.items() if name not in ADDRESSING and name not in own}
    kept.update(own)
    return kept


def write_own(url, database_key):
    """Host, port, user, password and database of a SQLAlchemy URL as arguments of a driver."""
    own = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, database_key: url.database}
    return {name: value for name, value in own.items() if value is not None}


def aim_variables(url):
    """Leads programs that a revision starts (`psql`), and drivers, to `url`."""
    for name in _VARIABLES:
        os.environ.pop(name, None)
    if not url.drivername.startswith("postgresql"):
        return
    values = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password, "PGDATABASE": url.database}
    for name, value in values.items():
        if value is not None:
            os.environ[name] = str(value)
