"""As Pyramid's starter has it, where `pyramid.paster` does what plaster does here."""
import plaster
from alembic import context
from sqlalchemy import MetaData, engine_from_config

config = context.config
plaster.setup_logging(config.config_file_name)
settings = plaster.get_settings(config.config_file_name, "app:main")
assert settings["retry.attempts"] == "3" and "pyramid_debugtoolbar" in settings["pyramid.includes"]


def run_migrations_online():
    engine = engine_from_config(settings, prefix="sqlalchemy.")
    connection = engine.connect()
    context.configure(connection=connection, target_metadata=MetaData())
    try:
        with context.begin_transaction():
            context.run_migrations()
    finally:
        connection.close()


run_migrations_online()
