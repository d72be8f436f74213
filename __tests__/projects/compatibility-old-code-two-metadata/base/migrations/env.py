import os
import sys

from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from shop import billing, models  # noqa: E402

target_metadata = [models.Base.metadata, billing.Billing.metadata]


def run_migrations_online() -> None:
    connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata, include_schemas=True)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
