from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
section = config.get_section(config.config_ini_section, {})
tenant = context.get_x_argument(as_dictionary=True)["tenant"]
assert "data" in context.get_x_argument()
assert config.cmd_opts.x == ["tenant=one two", "data"]

with engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool).connect() as connection:
    context.configure(connection=connection, target_metadata=None, version_table="version of " + tenant)
    with context.begin_transaction():
        context.run_migrations(tenant=tenant)
