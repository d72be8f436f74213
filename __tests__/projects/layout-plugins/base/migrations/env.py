import alembic_postgresql_enum
from alembic import context
from alembic_utils.pg_extension import PGExtension
from alembic_utils.pg_function import PGFunction
from alembic_utils.pg_view import PGView
from alembic_utils.replaceable_entity import register_entities
from geoalchemy2 import alembic_helpers
from sqlalchemy import engine_from_config, pool

from shop_entities import double, emails
from shop_plugins import Base

config = context.config
alembic_postgresql_enum.set_configuration(alembic_postgresql_enum.Config(add_type_ignore=True))
register_entities([double, emails], entity_types=[PGFunction, PGView])


def include_object(item, name, kind, reflected, other):
    return not getattr(item, "_is_copy", False) and alembic_helpers.include_object(item, name, kind, reflected, other)


with engine_from_config(config.get_section(config.config_ini_section), poolclass=pool.NullPool).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object,
        process_revision_directives=alembic_helpers.writer,
        render_item=alembic_helpers.render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
