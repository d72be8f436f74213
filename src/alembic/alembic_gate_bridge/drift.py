"""Alembic's own comparison of the models with the database, with the options of the project's env.py."""
from alembic.autogenerate import api, render
from alembic.operations import ops

UNNAMED = "unnamed"


def compare_models(config, script, in_environment):
    """One entry for each operation that autogenerate would write, or None where env.py gives no models."""
    context = api.RevisionContext(
        config,
        script,
        {
            "message": None, "autogenerate": True, "sql": False, "head": "head", "splice": False, "branch_label": None,
            "version_path": None, "rev_id": None, "depends_on": None,
        },
    )  # fmt: skip
    has_models = []
    found = []

    def compare(heads, migration):
        if migration.opts.get("target_metadata") is None:
            return []
        has_models.append(True)
        context.run_autogenerate(heads, migration)
        autogenerate = api.AutogenContext(migration, opts=dict(migration.opts))
        autogenerate.opts.setdefault("sqlalchemy_module_prefix", "sa.")
        autogenerate.opts.setdefault("alembic_module_prefix", "op.")
        for container in context.generated_revisions[-1].upgrade_ops_list:
            for operation in flatten(container):
                found.append(
                    {
                        "kind": type(operation).__name__,
                        "description": describe(operation),
                        "code": "\n".join(render.render_op(autogenerate, operation)),
                    }
                )
        return []

    in_environment(compare, None, template_args=context.template_args, revision_context=context)
    return found if has_models else None


def flatten(container):
    for operation in container.ops:
        if isinstance(operation, (ops.ModifyTableOps, ops.OpContainer)):
            for part in flatten(operation):
                yield part
        else:
            yield operation


def describe(operation):
    """The difference in words, named after what the models have and the database has not."""
    table = _table_name(operation)
    for kind, text in DESCRIPTIONS:
        if isinstance(operation, kind):
            return text(operation, table)
    return "%s on `%s`" % (type(operation).__name__, table)


def _table_name(operation):
    name = getattr(operation, "table_name", None) or getattr(operation, "source_table", None) or UNNAMED
    schema = getattr(operation, "schema", None) or getattr(operation, "source_schema", None)
    return "%s.%s" % (schema, name) if schema else name


def _alter_column(operation, table):
    changes = []
    if operation.modify_type is not None:
        changes.append("type %s instead of %s" % (operation.modify_type, operation.existing_type))
    if operation.modify_nullable is not None:
        changes.append("nullable" if operation.modify_nullable else "not nullable")
    if operation.modify_server_default is not False:
        changes.append("another server default")
    if getattr(operation, "modify_comment", False) is not False:
        changes.append("another comment")
    return "the models have column `%s.%s` with %s" % (table, operation.column_name, ", ".join(changes) or "other attributes")


DESCRIPTIONS = (
    (ops.CreateTableOp, lambda o, t: "the models have table `%s`, the database has not" % t),
    (ops.DropTableOp, lambda o, t: "the database has table `%s`, the models have not" % t),
    (ops.AddColumnOp, lambda o, t: "the models have column `%s.%s`, the database has not" % (t, o.column.name)),
    (ops.DropColumnOp, lambda o, t: "the database has column `%s.%s`, the models have not" % (t, o.column_name)),
    (ops.CreateIndexOp, lambda o, t: "the models have index `%s` on `%s`, the database has not" % (o.index_name or UNNAMED, t)),
    (ops.DropIndexOp, lambda o, t: "the database has index `%s` on `%s`, the models have not" % (o.index_name or UNNAMED, t)),
    (ops.AlterColumnOp, _alter_column),
    (ops.AddConstraintOp, lambda o, t: "the models have constraint `%s` on `%s`, the database has not" % (o.constraint_name or UNNAMED, t)),
    (ops.DropConstraintOp, lambda o, t: "the database has constraint `%s` on `%s`, the models have not" % (o.constraint_name or UNNAMED, t)),
    (ops.CreateTableCommentOp, lambda o, t: "the models have another comment on table `%s`" % t),
    (ops.DropTableCommentOp, lambda o, t: "the models have no comment on table `%s`" % t),
)
