"""What models and database do not share, in words: each operation of autogenerate says what the database would need."""
from alembic.operations import ops


def name_kind(operation):
    """Autogenerate's own name for it, as `alembic check` prints it: `add_table`, `remove_column`, `modify_nullable`."""
    try:
        difference = operation.to_diff_tuple()
    except (AttributeError, NotImplementedError):
        return type(operation).__name__
    # An altered column gives a list of what was modified.
    first = difference[0] if isinstance(difference, list) and difference else difference
    return str(first[0]) if first else type(operation).__name__


def describe_difference(operation):
    """A sentence for people, naming what the models have and the database has not."""
    table = _name_table(operation)
    for kind, write in _SENTENCES:
        if isinstance(operation, kind):
            return write(operation, table)
    return "models and database differ: %s" % type(operation).__name__


def _name_table(operation):
    name = getattr(operation, "table_name", None) or getattr(operation, "source_table", None) or "(no name)"
    schema = getattr(operation, "schema", None) or getattr(operation, "source_schema", None)
    return "%s.%s" % (schema, name) if schema else str(name)


def _name_part(name):
    return "`%s`" % name if name else "without a name"


def _describe_altered_column(operation, table):
    changes = []
    if operation.modify_type is not None:
        changes.append("type %s, the database %s" % (operation.modify_type, operation.existing_type))
    if operation.modify_nullable is not None:
        changes.append("NULL allowed, the database not" if operation.modify_nullable else "NOT NULL, the database not")
    if operation.modify_server_default is not False:
        changes.append("another server default" if operation.modify_server_default is not None else "no server default, the database has one")
    if operation.modify_comment is not False:
        changes.append("another comment")
    return "column `%s.%s`: the models have %s" % (table, operation.column_name, "; ".join(changes) or "other attributes")


_SENTENCES = (
    (ops.CreateTableOp, lambda o, t: "table `%s` is in the models and not in the database" % t),
    (ops.DropTableOp, lambda o, t: "table `%s` is in the database and not in the models" % t),
    (ops.AddColumnOp, lambda o, t: "column `%s.%s` is in the models and not in the database" % (t, o.column.name)),
    (ops.DropColumnOp, lambda o, t: "column `%s.%s` is in the database and not in the models" % (t, o.column_name)),
    (ops.CreateIndexOp, lambda o, t: "index %s on `%s` is in the models and not in the database" % (_name_part(o.index_name), t)),
    (ops.DropIndexOp, lambda o, t: "index %s on `%s` is in the database and not in the models" % (_name_part(o.index_name), t)),
    (ops.AlterColumnOp, _describe_altered_column),
    (ops.AddConstraintOp, lambda o, t: "constraint %s on `%s` is in the models and not in the database" % (_name_part(o.constraint_name), t)),
    (ops.DropConstraintOp, lambda o, t: "constraint %s on `%s` is in the database and not in the models" % (_name_part(o.constraint_name), t)),
    (ops.CreateTableCommentOp, lambda o, t: "the comment on table `%s` is another in the models" % t),
    (ops.DropTableCommentOp, lambda o, t: "table `%s` has a comment in the database and none in the models" % t),
)
