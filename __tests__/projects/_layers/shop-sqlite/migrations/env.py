from alembic import context
from sqlalchemy import engine_from_config, event, pool

config = context.config


def run_migrations_online() -> None:
    connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)

    # Python's driver begins no transaction before it changes the schema; here every one is begun.
    @event.listens_for(connectable, "connect")
    def leave_transactions_to_us(connection, record):
        connection.isolation_level = None

    @event.listens_for(connectable, "begin")
    def begin(connection):
        connection.exec_driver_sql("BEGIN")

    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=None)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
