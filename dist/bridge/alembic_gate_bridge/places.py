"""Where in a revision something happens, from the Python stack."""
from alembic.runtime import migration as runtime

# Alembic's own work on its version table, by the functions that do it.
_BOOKKEEPERS = frozenset(
    function.__code__
    for owner, names in (
        (runtime.MigrationContext, ("get_current_heads", "_ensure_version_table", "_has_version_table")),
        (runtime.HeadMaintainer, ("_insert_version", "_update_version", "_delete_version")),
    )
    for function in (getattr(owner, name, None) for name in names)
    if function is not None
)
# Nothing below it on the stack belongs to a revision.
_BOTTOM = runtime.MigrationContext.run_migrations.__code__


def find_place(frame, sources):
    """File and line of the innermost frame that belongs to one of the files `sources`, and whether Alembic keeps its books."""
    is_bookkeeping = False
    while frame is not None:
        code = frame.f_code
        if code.co_filename in sources:
            return code.co_filename, frame.f_lineno, False
        if code in _BOOKKEEPERS:
            is_bookkeeping = True
        if code is _BOTTOM:
            break
        frame = frame.f_back
    return None, None, is_bookkeeping
