from alembic import context
from sqlalchemy import engine_from_config, pool, text

config = context.config
engine = engine_from_config(config.get_section(config.config_ini_section), poolclass=pool.NullPool)


def migrate(connection, tenant):
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {tenant}"))
    connection.execute(text(f"SET search_path TO {tenant}"))
    connection.commit()
    connection.dialect.default_schema_name = tenant
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()


for tenant in ("apple", "pear"):
    with engine.connect() as connection:
        migrate(connection, tenant)
        # A second time, as a retry would.
        migrate(connection, tenant)
