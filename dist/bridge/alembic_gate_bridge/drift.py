"""Alembic's own comparison of the models with the database, with the options of the project's env.py."""
from alembic.autogenerate import api, render
from alembic.operations import ops

from alembic_gate_bridge.differences import describe_difference, name_kind


def compare_models(project, settle):
    """One entry for each operation that `alembic revision --autogenerate` would write, or None where env.py gives no models."""
    arguments = {
        "message": None, "autogenerate": True, "sql": False, "head": "head", "splice": False, "branch_label": None,
        "version_path": None, "rev_id": None, "depends_on": None,
    }  # fmt: skip
    # It reads the configuration for revision files only, of which none is written.
    revision = api.RevisionContext(None, project.script, arguments)
    contexts = []

    def compare(heads, migration):
        if migration.opts.get("target_metadata") is not None:
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
        for operation in _flatten(container)
    ]


def _flatten(container):
    for operation in container.ops:
        if isinstance(operation, ops.OpContainer):
            yield from _flatten(operation)
        else:
            yield operation


def _write_code(context, operation):
    try:
        return "\n".join(render.render_op(context, operation))
    except ValueError:
        # An operation of an extension that says how it is executed but not how it is written.
        return "# %s" % type(operation).__name__
