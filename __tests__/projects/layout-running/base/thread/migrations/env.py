import asyncio
import threading

from alembic import context
from sqlalchemy.ext.asyncio import async_engine_from_config

config = context.config
failures = []


def migrate(connection):
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()


async def main():
    engine = async_engine_from_config(config.get_section(config.config_ini_section, {}))
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


def run():
    try:
        asyncio.run(main())
    except BaseException as error:
        failures.append(error)


try:
    asyncio.get_running_loop()
except RuntimeError:
    # As a server would: its loop must not be blocked.
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
