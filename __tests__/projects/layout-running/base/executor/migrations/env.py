import asyncio

from alembic import context
from sqlalchemy import engine_from_config

config = context.config


def migrate():
    engine = engine_from_config(config.get_section(config.config_ini_section, {}))
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=None, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()


async def main():
    await asyncio.get_running_loop().run_in_executor(None, migrate)


asyncio.run(main())
