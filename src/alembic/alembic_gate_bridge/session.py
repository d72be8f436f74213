"""One project, loaded once, and what is done with it."""
import os
import sys
import threading
import time
from argparse import Namespace

import alembic
import sqlalchemy
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationStep
from alembic.script import ScriptDirectory

from alembic_gate_bridge.drift import compare_models
from alembic_gate_bridge.failure import describe_failure
from alembic_gate_bridge.fence import Fence, FenceError
from alembic_gate_bridge.recorder import Recorder, find_line


class EnvironmentDidNothing(Exception):
    """env.py ended without running the revisions."""


class Session:
    def __init__(self):
        # Before any module of the project is imported.
        self._fence = Fence()
        self._recorder = Recorder()
        self._main_thread = threading.main_thread().ident
        self._config = None
        self._script = None
        self._dialect = None
        self._sources = frozenset()
        self._variables = ()
        self._version_table = None

    def handle(self, request, output):
        do = request["do"]
        if do == "load":
            return self._load(request)
        output.clear()
        answer = {"run": self._run, "step": self._step, "drift": self._drift, "probe": self._probe}[do](request)
        self._close_pools()
        if do == "step":
            answer["output"] = output.read()
        return answer

    def describe_current(self):
        running = self._recorder.running
        if running is not None:
            return {"sql": running[0], "file": running[1], "line": running[2]}
        frame = sys._current_frames().get(self._main_thread)
        file, line = find_line(frame, self._sources)
        return {"sql": None, "file": file, "line": line}

    def _load(self, request):
        self._dialect = request["dialect"]
        self._variables = tuple(request["databaseEnv"])
        self._config = self._read_config(request)
        self._script = ScriptDirectory.from_config(self._config)
        revisions = list(self._script.walk_revisions())
        self._sources = frozenset(os.path.abspath(revision.path) for revision in revisions)
        return {
            "python": "%d.%d.%d" % sys.version_info[:3],
            "alembic": alembic.__version__,
            "sqlalchemy": sqlalchemy.__version__,
            "revisions": [
                {
                    "id": revision.revision,
                    "parents": list(revision._versioned_down_revisions),
                    "dependsOn": list(getattr(revision, "_resolved_dependencies", ())),
                    "branchLabels": sorted(getattr(revision, "_orig_branch_labels", ())),
                    "file": os.path.abspath(revision.path),
                }
                for revision in revisions
            ],
            "heads": list(self._script.get_heads()),
            "bases": list(self._script.get_bases()),
            "error": None,
        }

    def _read_config(self, request):
        paths = request["config"]
        ini = next((path for path in paths if not path.endswith(".toml")), None)
        toml = next((path for path in paths if path.endswith(".toml")), None)
        options = Namespace(x=list(request["xArguments"]) or None, name=request["section"], config=ini, raiseerr=False)
        arguments = {"ini_section": request["section"], "cmd_opts": options}
        # `[tool.alembic]` is read by Alembic 1.16 and later; earlier ones have no such argument.
        if toml is not None:
            arguments["toml_file"] = toml
        config = Config(ini, **arguments) if ini is not None else Config(**arguments)
        return config

    def _aim(self, database):
        self._fence.aim(database, self._dialect)
        for name in self._variables:
            os.environ[name] = _with_driver_of(os.environ.get(name), database)

    def _in_environment(self, work, destination, **options):
        """Runs env.py with `work` as what its `run_migrations()` does."""
        has_run = []

        def run(heads, context):
            has_run.append(True)
            self._version_table = {"schema": context.version_table_schema, "name": context.version_table}
            self._recorder.set_version_table(context.version_table)
            return work(heads, context)

        with EnvironmentContext(self._config, self._script, fn=run, as_sql=False, destination_rev=destination, **options):
            self._script.run_env()
        if not has_run:
            raise EnvironmentDidNothing("env.py ended without calling context.run_migrations()")

    def _run(self, request):
        self._aim(request["database"])
        self._recorder.start(self._sources, False)
        revisions = [self._script.get_revision(revision) for revision in request["revisions"]]
        begun = []

        def upgrade(_heads, _context):
            for revision in revisions:
                begun.append(revision.revision)
                yield MigrationStep.upgrade_from_script(self._script.revision_map, revision)

        started = time.perf_counter()
        error = self._attempt(lambda: self._in_environment(upgrade, request["revisions"][-1]))
        return {
            # One transaction or many: what a failed run left applied is for the catalog to tell, so nothing is claimed.
            "applied": [] if error else [revision.revision for revision in revisions],
            "failedRevision": begun[-1] if error and begun else None,
            "error": error,
            "durationMs": (time.perf_counter() - started) * 1000,
            "versionTable": self._version_table,
        }

    def _step(self, request):
        self._aim(request["database"])
        script = self._script.get_revision(request["revision"])
        self._recorder.start(self._sources, True)
        is_upgrade = request["direction"] == "upgrade"
        make = MigrationStep.upgrade_from_script if is_upgrade else MigrationStep.downgrade_from_script
        destination = script.revision if is_upgrade else (script._versioned_down_revisions or ("base",))[0]

        def move(_heads, _context):
            return [make(self._script.revision_map, script)]

        started = time.perf_counter()
        error = self._attempt(lambda: self._in_environment(move, destination))
        return {
            "error": error,
            "durationMs": (time.perf_counter() - started) * 1000,
            "statements": self._recorder.statements,
            "versionTable": self._version_table,
        }

    def _drift(self, request):
        self._aim(request["database"])
        self._recorder.start(frozenset(), False)
        found = {"operations": None, "error": None}

        def work():
            found["operations"] = compare_models(self._config, self._script, self._in_environment)

        found["error"] = self._attempt(work)
        return found

    def _probe(self, _request):
        self._fence.aim(None, None)
        self._fence.refused = []
        error = self._attempt(lambda: self._in_environment(lambda _heads, _context: [], None))
        wanted = self._fence.refused
        return {"wanted": wanted, "error": None if wanted else error}

    def _attempt(self, work):
        try:
            work()
        except BaseException as error:  # noqa: B902 - whatever the project raises is the answer
            failed = [statement["sql"] for statement in self._recorder.statements if statement["isFailed"]]
            return describe_failure(error, self._sources, failed[-1] if failed else None)
        return None

    def _close_pools(self):
        try:
            self._fence.close_pools()
        except Exception:
            # An asynchronous driver cannot close outside of its loop; the database's removal ends what is left.
            pass


def _with_driver_of(before, url):
    """`url` with the driver that the variable's value names, so that `postgresql+asyncpg://` stays asynchronous."""
    name = (before or "").partition("://")[0]
    driver = name.partition("+")[2]
    dialect, _, rest = url.partition("://")
    return "%s+%s://%s" % (dialect, driver, rest) if driver else url


__all__ = ["Session", "FenceError"]
