"""Moving revisions: one for a step, many for a run, each exactly once and in the order asked for."""
import os
import time

from alembic.runtime.migration import MigrationStep

from alembic_gate_bridge.project import ANY


class Steps:
    """`begin(revision)` is told before each revision, in case this process does not outlive it."""

    def __init__(self, project, recorder, output, begin):
        self._project = project
        self._recorder = recorder
        self._output = output
        self._begin = begin

    def step(self, revision, direction, settle, progress, stop_after, measures_locks):
        """Exactly one revision in one direction; `progress` learns what Alembic would do after it."""
        script = self._project.script.get_revision(revision)
        is_upgrade = direction == "upgrade"
        self._recorder.start(list_files([script]), True, stop_after, measures_locks)
        make = MigrationStep.upgrade_from_script if is_upgrade else MigrationStep.downgrade_from_script
        destination = revision if is_upgrade else next(iter(script._versioned_down_revisions), "base")

        def move(heads, migration):
            # An env.py that comes twice to the same version table finds its work done, as Alembic does.
            if progress.has_started and (revision in self._project.list_applied(heads)) is is_upgrade:
                return []
            progress.start(migration)
            self._begin(revision)
            step = make(self._project.script.revision_map, script)
            step.migration_fn = self._watch(step.migration_fn)
            return [step]

        self._project.run_environment(move, settle, direction, destination, upgraded=revision if is_upgrade else None, starting_rev=None, tag=None)

    def run(self, revisions, settle, progress):
        """Many upgrades in one env.py run, as `alembic upgrade heads` does; `progress` learns how far it came.

        With no revisions env.py and what it loads alone do their work, on a database in which nothing is applied.
        """
        scripts = [self._project.script.get_revision(revision) for revision in revisions]
        self._recorder.start(list_files(scripts), False)

        def move(heads, migration):
            # Once for all: of a long history it takes long.
            applied = self._project.list_applied(heads) if progress.has_started else ()
            progress.start(migration)
            for script in scripts:
                if script.revision in applied:
                    progress.done.append(script.revision)
                    continue
                progress.begun = script.revision
                self._begin(script.revision)
                yield MigrationStep.upgrade_from_script(self._project.script.revision_map, script)
                progress.done.append(script.revision)
            progress.begun = None

        self._project.run_environment(move, settle, "upgrade", "heads", upgraded=next(iter(revisions), ANY), starting_rev=None, tag=None)

    def stamp(self, revisions, settle):
        """Notes in the version table that a database is at some revisions, as `alembic stamp` does, where it notes none; gives what it noted before."""
        before = []

        def move(heads, _migration):
            before.extend(heads)
            return [] if heads else self._project.script._stamp_revs(tuple(revisions), ())

        self._recorder.start((), False)
        self._project.run_environment(move, settle, "stamp", "heads")
        return before

    def _watch(self, function):
        """With what the revision prints, and knowing which statements are its own."""

        def migrate(*positional, **keywords):
            self._output.begin()
            self._recorder.begin_revision()
            try:
                function(*positional, **keywords)
            finally:
                self._recorder.end_revision()
                self._output.end()

        return migrate


class Progress:
    def __init__(self):
        self.begun = None
        self.done = []
        self.keeps_each = False
        self.has_started = False
        self.started = time.perf_counter()

    def start(self, migration):
        """Now the revisions begin; until here it was env.py, and at first the application that it loads."""
        self.keeps_each = _keeps_each(migration)
        self.started = time.perf_counter()
        self.has_started = True
        # Where env.py migrates several schemas, one after the other, a revision is done when the last one has it.
        self.done = []


def _keeps_each(migration):
    """Whether Alembic commits after each revision; else a failure undoes all."""
    if getattr(migration, "_in_external_transaction", False):
        # env.py began one around all of them, which MySQL commits at each statement of DDL.
        return migration.dialect.name in ("mysql", "mariadb")
    return bool(migration.opts.get("transaction_per_migration")) or not migration.impl.transactional_ddl


def list_files(scripts):
    """The revisions' files as code objects name them: Python before 3.10 keeps a path as it was given."""
    files = set()
    for script in scripts:
        files.update((str(script.path), os.path.abspath(script.path), getattr(script.module, "__file__", None)))
    return files - {None}
