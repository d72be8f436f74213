import asyncio

from alembic import context
from sqlalchemy import engine_from_config

config = context.config


async def main():
    # A synchronous engine, while a loop is running in this thread.
    assert asyncio.get_running_loop().is_running()
    engine = engine_from_config(config.get_section(config.config_ini_section, {}))
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=None, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()


asyncio.new_event_loop().run_until_complete(main())
