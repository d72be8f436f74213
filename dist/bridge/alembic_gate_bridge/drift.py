"""Alembic's own comparison of the models with the database, with the options of the project's env.py."""
from alembic.autogenerate import api, render
from alembic.operations import ops

from alembic_gate_bridge.differences import describe_difference, name_kind


def compare_models(project, settle):
    """
    One entry for each operation that `alembic revision --autogenerate` would write, or None where env.py gives no models: also where it gives
    a `MetaData` without a table, as one does that imports no model.
    """
    arguments = {
        "message": None, "autogenerate": True, "sql": False, "head": "head", "splice": False, "branch_label": None,
        "version_path": None, "rev_id": None, "depends_on": None,
    }  # fmt: skip
    # It reads the configuration for revision files only, of which none is written.
    revision = api.RevisionContext(None, project.script, arguments)
    contexts = []

    def compare(heads, migration):
        if _has_models(migration.opts.get("target_metadata")):
            contexts.append(migration)
            revision.run_autogenerate(heads, migration)
        return []

    project.run_environment(
        compare, settle, "revision", options=arguments, template_args=revision.template_args, revision_context=revision
    )  # fmt: skip
    if not contexts:
        return None
    context = api.AutogenContext(contexts[-1], opts=dict(contexts[-1].opts))
    # `process_revision_directives` may have taken every script away, as the recipe against empty ones does.
    return [
        {"kind": name_kind(operation), "description": describe_difference(operation), "code": _write_code(context, operation)}
        for script in revision.generated_revisions
        for container in script.upgrade_ops_list
        for operation in _order_removed(list(_flatten(container)))
    ]


def _has_models(metadata):
    return any(one is not None and len(one.tables) > 0 for one in (metadata if isinstance(metadata, (list, tuple)) else [metadata]))


def _flatten(container):
    for operation in container.ops:
        if isinstance(operation, ops.OpContainer):
            yield from _flatten(operation)
        else:
            yield operation


def _order_removed(operations):
    """Alembic comes to the tables that the models do not have in the order of a set, which is another one in each process: here by their names."""
    removed = {_name(operation) for operation in operations if isinstance(operation, ops.DropTableOp)}
    places = [place for place, operation in enumerate(operations) if _name(operation) in removed]
    ordered = sorted((operations[place] for place in places), key=_name)
    for place, operation in zip(places, ordered):
        operations[place] = operation
    return operations


def _name(operation):
    return getattr(operation, "schema", None) or "", getattr(operation, "table_name", None) or ""


def _write_code(context, operation):
    try:
        return "\n".join(render.render_op(context, operation))
    except ValueError:
        # An operation of an extension that says how it is executed but not how it is written.
        return "# %s" % type(operation).__name__
