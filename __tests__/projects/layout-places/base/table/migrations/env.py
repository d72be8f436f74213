from alembic import context
from sqlalchemy import create_engine
from table_settings import url

with create_engine(url).connect() as connection:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
