"""How many statements a revision has, where it did not come to its end."""
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext

_TRANSACTION = ("BEGIN", "COMMIT")


def count_statements(config, script_directory, revision, direction, dialect):
    """As `alembic upgrade --sql` writes them, without a connection; None where the revision cannot do without one."""
    counter = _Counter()
    try:
        with EnvironmentContext(config, script_directory, as_sql=True):
            migration = MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True, "output_buffer": counter})
            with Operations.context(migration):
                getattr(script_directory.get_revision(revision).module, direction)()
    except BaseException:  # noqa: B902 - a revision may raise anything
        # It asks the database, or fails without one in whatever way of its own; then the number is not known.
        return None
    return counter.count


class _Counter:
    """What Alembic writes SQL to: one call for each statement."""

    def __init__(self):
        self.count = 0

    def write(self, text):
        words = text.split(None, 1)
        if words and words[0].rstrip(";") not in _TRANSACTION and not words[0].startswith("--"):
            self.count += 1

    def flush(self):
        """Asked for after each one."""
