from alembic import context
from sqlalchemy import create_engine

from shop_factory import create_app

connectable = context.config.attributes.get("connection")
if connectable is None:
    connectable = create_app("settings_of_production").engine
with connectable.connect() as connection:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
