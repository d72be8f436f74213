from alembic import context
from sqlalchemy import engine_from_config, event, pool

config = context.config
connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)


@event.listens_for(connectable, "connect")
def prepare(connection, record):
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


@event.listens_for(connectable, "begin")
def begin(connection):
    connection.exec_driver_sql("BEGIN")


with connectable.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
