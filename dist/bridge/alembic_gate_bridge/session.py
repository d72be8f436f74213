"""One project and what is done with it: each request of `protocol.ts` has its method."""
import gc
import os
import sys
import threading
import time

import alembic
import sqlalchemy

from alembic_gate_bridge.drift import compare_models
from alembic_gate_bridge.failure import describe_failure
from alembic_gate_bridge.fence import Fence
from alembic_gate_bridge.models import create_tables, read_models
from alembic_gate_bridge.originals import name_originals
from alembic_gate_bridge.own_code import find_own_place
from alembic_gate_bridge.places import find_place
from alembic_gate_bridge.project import Project
from alembic_gate_bridge.recorder import Recorder
from alembic_gate_bridge.relocate import Relocation
from alembic_gate_bridge.steps import Progress, Steps, list_files


class Session:
    def __init__(self, output, surroundings, begin):
        # Before any module of the project is imported.
        self._fence = Fence()
        self._recorder = Recorder()
        self._output = output
        self._surroundings = surroundings
        self._settle = surroundings.settle
        self._begin = begin
        self._project = None
        self._steps = None
        self._dialect = None
        self._relocation = None
        self._files = frozenset()
        self._main_thread = threading.main_thread().ident

    def handle(self, request):
        self._output.clear()
        self._begin("")
        try:
            return getattr(self, "_" + request["do"])(request)
        finally:
            self._fence.end_connections()

    def describe_current(self):
        """Called by another thread while the main thread hangs."""
        running = self._recorder.find_running()
        if running is not None:
            sql, file, line = running
        else:
            frame = sys._current_frames().get(self._main_thread)
            file, line, _ = find_place(frame, self._files)
            if file is None and self._project is not None and not self._project.has_begun:
                file, line = find_own_place(frame)
            sql = None
        return {"sql": sql, "file": _absolute(file), "line": line}

    def _load(self, request):
        self._dialect = request["dialect"]
        self._fence.aim(None, self._dialect)
        try:
            if request["relocate"] is not None:
                self._relocate(request["relocate"])
            self._project = Project(request)
            # Of another commit only the models are asked for, and it may have no revisions yet.
            revisions, heads, bases = self._project.read_revisions() if self._relocation is None else ([], [], [])
        except BaseException as error:  # noqa: B902 - a revision file may raise anything when it is imported
            return {"error": describe_failure(error, self._project and self._project.is_revision_file)}
        self._settle()
        self._steps = Steps(self._project, self._recorder, self._output, self._begin)
        self._files = frozenset(list_files(revisions))
        # Thousands of modules that stay: no collection needs to look at them again. Until here there was none (`bridge.py`).
        gc.freeze()
        gc.enable()
        return {
            "python": "%d.%d.%d" % sys.version_info[:3],
            "alembic": alembic.__version__,
            "sqlalchemy": sqlalchemy.__version__,
            "databaseVersion": _find_database_version(request["dialect"]),
            "revisions": [_describe_revision(revision) for revision in revisions],
            "heads": heads,
            "bases": bases,
            "error": None,
        }

    def _run(self, request):
        self._aim(request["database"])
        progress = Progress()
        error = self._attempt(lambda: self._steps.run(request["revisions"], self._settle, progress))
        applied = progress.done if error is None or progress.keeps_each else []
        return {
            "applied": applied,
            "failedRevision": progress.begun if error else None,
            "error": error,
            "durationMs": _milliseconds_since(progress.started),
            "databaseSql": self._recorder.database_sql,
            "versionTable": self._project.version_table,
        }

    def _step(self, request):
        self._aim(request["database"])
        progress = Progress()
        error = self._attempt(lambda: self._steps.step(request["revision"], request["direction"], self._settle, progress, request["stopAfter"], request["measuresLocks"]))
        duration = _milliseconds_since(progress.started)
        if self._recorder.has_stopped:
            # Also where the revision caught it, or met another error on the connection that is gone.
            error = self._describe_stop()
        if error is not None and request["direction"] == "downgrade" and self._has_no_downgrade(request["revision"]):
            error.update(isIrreversible=True, message="the revision has no downgrade()")
        for statement in self._recorder.statements:
            statement["file"] = _absolute(statement["file"])
        output = self._fence.hide_password(self._output.read())
        return {
            "error": error,
            "durationMs": duration,
            "statements": self._recorder.statements,
            "plannedStatements": None if error is None or self._recorder.has_stopped else self._count_statements(request),
            "output": output,
            "keepsEach": progress.keeps_each,
            "versionTable": self._project.version_table,
        }

    def _count_statements(self, request):
        # Whatever it opens itself must not reach the database any more, whose state is looked at next.
        self._fence.end_connections()
        self._fence.aim(None, self._dialect)
        return self._project.count_statements(request["revision"], request["direction"])

    def _drift(self, request):
        self._aim(request["database"])
        self._recorder.start((), False)
        found = []
        error = self._attempt(lambda: found.append(compare_models(self._project, self._settle)))
        return {"operations": found[0] if found else None, "error": error}

    def _models(self, request):
        self._aim(request["database"])
        found = []
        error = self._attempt(lambda: found.append(read_models(self._project, self._settle)))
        strays = [] if self._relocation is None else self._relocation.list_strays(self._project.environment_file)
        return {"tables": found[0] if found else None, "strays": strays, "error": error}

    def _createTables(self, request):
        self._aim(request["database"])
        made = []
        error = self._attempt(lambda: made.append(create_tables(self._project, self._settle)))
        strays = [] if self._relocation is None else self._relocation.list_strays(self._project.environment_file)
        return {"tables": made[0] if made else 0, "strays": strays, "error": error}

    def _stamp(self, request):
        self._aim(request["database"])
        heads = []
        error = self._attempt(lambda: heads.extend(self._steps.stamp(request["revisions"], self._settle)))
        return {"heads": heads, "error": error}

    def _relocate(self, move):
        self._relocation = Relocation(move["root"], move["directory"])
        self._relocation.apply()
        self._surroundings.move(self._relocation.locate(os.getcwd()))

    def _probe(self, _request):
        self._aim(None)
        self._fence.refused = []
        error = self._attempt(lambda: self._project.run_environment(lambda _heads, _migration: [], self._settle, "upgrade", "heads"))
        wanted = self._fence.refused
        return {"wanted": wanted, "error": None if wanted else error}

    def _survey(self, request):
        self._aim(request["database"])
        found = []
        error = self._attempt(lambda: found.extend(self._project.list_originals(self._settle)))
        return {"databases": [{"key": key, "name": name} for key, name in zip(found, name_originals(found))], "error": error}

    def _aim(self, database):
        self._fence.aim(database, self._dialect)
        self._project.aim(database)
        self._recorder.start((), False)

    def _attempt(self, work):
        try:
            work()
        except BaseException as error:  # noqa: B902 - whatever the project raises is the answer
            # Once the revisions have begun, env.py is named only for what it raises itself.
            environment = self._project.environment_file
            is_its_own = not self._project.has_begun or _innermost_file(error) == environment
            answer = describe_failure(
                error, lambda file: file in self._files, self._recorder.find_failed(error), environment if is_its_own else None
            )  # fmt: skip
            for name in ("message", "traceback", "sql"):
                answer[name] = self._fence.hide_password(answer[name])
            answer["file"] = _absolute(answer["file"])
            return answer
        return None

    def _describe_stop(self):
        last = self._recorder.statements[-1] if self._recorder.statements else {}
        return {
            "type": "stopped-on-purpose",
            "message": "stopped on purpose",
            "code": None,
            "file": _absolute(last.get("file")),
            "line": last.get("line"),
            "sql": last.get("sql"),
            "traceback": "",
            "isIrreversible": False,
        }

    def _has_no_downgrade(self, revision):
        return not hasattr(self._project.script.get_revision(revision).module, "downgrade")


def _describe_revision(revision):
    return {
        "id": revision.revision,
        "parents": list(revision._versioned_down_revisions),
        "dependsOn": list(getattr(revision, "_resolved_dependencies", ())),
        "branchLabels": sorted(getattr(revision, "_orig_branch_labels", ())),
        "file": os.path.abspath(revision.path),
    }


def _innermost_file(error):
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return None if step is None else os.path.abspath(step.tb_frame.f_code.co_filename)


def _absolute(path):
    return None if path is None else os.path.abspath(path)


def _milliseconds_since(started):
    return (time.perf_counter() - started) * 1000


def _find_database_version(dialect):
    """Of the database that runs inside of Python."""
    if dialect != "sqlite":
        return None
    import sqlite3

    return sqlite3.sqlite_version
