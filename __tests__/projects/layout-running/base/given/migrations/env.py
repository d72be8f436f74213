from alembic import context

# The application runs Alembic itself and hands its connection over.
connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=None)
with context.begin_transaction():
    context.run_migrations()
