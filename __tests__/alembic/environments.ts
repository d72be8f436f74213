/** env.py that makes its engine by the Python lines `make`. */
export function environmentWith(make: string): string {
  return `
from alembic import context
from sqlalchemy import create_engine, event, pool
import os
${make}
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
`;
}

/** The same with an asynchronous engine. */
export function asyncEnvironmentWith(make: string): string {
  return `
import asyncio, os
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine
${make}
def migrate(connection):
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
async def main():
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
asyncio.run(main())
`;
}
