"""The tables of a project's models: what its code asks of each when it reads rows and when it writes one."""
import sys

from sqlalchemy import MetaData
from sqlalchemy.schema import Sequence


def read_models(project, settle):
    """The tables of every `target_metadata` that env.py gives, or None where it gives none."""
    found = []
    _look_at_models(project, settle, lambda metadata, migration: found.append((metadata, migration)))
    if not found:
        return None
    tables = {}
    mappers = _group_mappers()
    for metadata, migration in found:
        for table in metadata.tables.values():
            described = _describe_table(table, migration, mappers.get(table, ()))
            tables.setdefault((described["schema"], described["name"]), described)
    return list(tables.values())


def create_tables(project, settle):
    """Makes the tables of every `target_metadata` in the database, as `create_all()` does; gives how many there are."""
    tables = set()

    def create(metadata, migration):
        # As Alembic commits a revision.
        with migration.begin_transaction(_per_migration=True):
            metadata.create_all(migration.connection)
        tables.update(metadata.tables)

    _look_at_models(project, settle, create)
    return len(tables)


def _look_at_models(project, settle, look):
    # As the command that needs them, which some env.py look for before they import the models.
    options = {"autogenerate": True, "message": None, "sql": False, "head": "head", "splice": False, "rev_id": None}

    def look_at_each(_heads, migration):
        metadata = migration.opts.get("target_metadata")
        for one in metadata if isinstance(metadata, (list, tuple)) else [metadata]:
            if isinstance(one, MetaData):
                look(one, migration)
        return []

    project.run_environment(look_at_each, settle, "revision", options=options, dont_mutate=True)


def _describe_table(table, migration, mappers):
    properties = [mapper._columntoproperty for mapper in mappers]
    columns = []
    for column in table.columns:
        # Code that maps a table asks for the columns that it maps, at once or when they are needed.
        if properties and not any(column in mapped for mapped in properties):
            continue
        columns.append({"name": str(column.name), "isWritten": not _is_made_by_server(column)})
    base = next((mapper for mapper in mappers if mapper.inherits is None), next(iter(mappers), None))
    return {
        "schema": _find_schema(table, migration),
        "name": str(table.name),
        "model": base and {"module": str(base.class_.__module__), "name": str(base.class_.__qualname__)},
        "columns": columns,
    }


def _is_made_by_server(column):
    if column.server_default is not None or getattr(column, "computed", None) is not None or getattr(column, "identity", None) is not None:
        return True
    if isinstance(column.default, Sequence):
        return True
    return column.default is None and column.table._autoincrement_column is column


def _find_schema(table, migration):
    """The schema in which the table is looked for; None where the database has none."""
    translated = migration.connection.get_execution_options().get("schema_translate_map") if migration.connection is not None else None
    schema = (translated or {}).get(table.schema, table.schema)
    if schema is None and migration.dialect.name == "postgresql":
        schema = migration.dialect.default_schema_name
    return None if schema is None else str(schema)


def _group_mappers():
    """Mappers by their table, in the order of their classes' names; none where the project does not use the ORM."""
    orm = sys.modules.get("sqlalchemy.orm.mapper")
    mappers = {mapper for registry in orm._all_registries() for mapper in registry.mappers} if orm is not None else set()
    grouped = {}
    for mapper in sorted(mappers, key=lambda mapper: (mapper.class_.__module__, mapper.class_.__qualname__)):
        # Not its attributes, for which SQLAlchemy would look up relationships to models that env.py need not import.
        for table in mapper.tables:
            grouped.setdefault(table, []).append(mapper)
    return grouped
