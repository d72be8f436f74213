"""The recorder: every statement that is executed, with the line of the revision that led to it."""
import sys
import time

from sqlalchemy import event
from sqlalchemy.engine import Engine

# Longer lists of parameters are cut in the report; the statement itself never is.
ROWS_SHOWN = 20
PARAMETERS_SHOWN = 500


class Recorder:
    def __init__(self):
        self._sources = frozenset()
        self._version_table = None
        self._running = None
        self.statements = []
        self._is_recording = False
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)
        event.listen(Engine, "handle_error", self._failed)

    def start(self, sources, keeps_statements):
        """`sources`: absolute files whose lines are worth telling."""
        self._sources = frozenset(sources)
        self._is_recording = keeps_statements
        self._running = None
        self.statements = []

    def set_version_table(self, name):
        self._version_table = name

    @property
    def running(self):
        """SQL, file and line of the statement that is being executed, or None."""
        return self._running

    def _before(self, _connection, _cursor, statement, parameters, context, executemany):
        file, line = find_line(sys._getframe(), self._sources)
        self._running = (statement, file, line)
        if self._is_recording and context is not None:
            context._alembic_gate_started = time.perf_counter()

    def _after(self, _connection, cursor, statement, parameters, context, executemany):
        running, self._running = self._running, None
        if self._is_recording:
            self._keep(running, statement, parameters, context, executemany, getattr(cursor, "rowcount", -1), False)

    def _failed(self, exception_context):
        running, self._running = self._running, None
        if self._is_recording and exception_context.statement is not None:
            self._keep(
                running, exception_context.statement, exception_context.parameters, exception_context.execution_context, False, -1, True
            )  # fmt: skip

    def _keep(self, running, statement, parameters, context, executemany, row_count, is_failed):
        _, file, line = running or (None, None, None)
        started = getattr(context, "_alembic_gate_started", None)
        self.statements.append(
            {
                "sql": write_sql(statement, parameters, context, executemany),
                "file": file,
                "line": line,
                "durationMs": 0 if started is None else (time.perf_counter() - started) * 1000,
                "rowCount": row_count if isinstance(row_count, int) and row_count >= 0 else None,
                "isBookkeeping": self._is_bookkeeping(context, file),
                "isFailed": is_failed,
            }
        )

    def _is_bookkeeping(self, context, file):
        """Alembic's and the driver's own work: nothing of it was asked for by a line of a revision."""
        if file is not None:
            return False
        compiled = getattr(context, "compiled", None)
        element = getattr(compiled, "statement", None)
        table = getattr(element, "table", None)
        element = getattr(element, "element", None)
        names = {getattr(table, "name", None), getattr(element, "name", None)}
        return self._version_table in names or not self._sources or table is None


def find_line(frame, sources):
    """File and line of the innermost frame that belongs to one of `sources`."""
    while frame is not None:
        if frame.f_code.co_filename in sources:
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return None, None


def write_sql(statement, parameters, context, executemany):
    """The statement as `alembic upgrade --sql` would show it: with literal values where SQLAlchemy can write them."""
    if not parameters:
        return statement
    literal = _write_literals(context)
    if literal is not None and not executemany:
        return literal
    shown = parameters[:ROWS_SHOWN] if executemany else parameters
    text = repr(shown)
    cut = "" if len(text) <= PARAMETERS_SHOWN and len(shown) == len(parameters) else " …"
    return "%s\n-- parameters: %s%s" % (statement, text[:PARAMETERS_SHOWN].replace("\n", " "), cut)


def _write_literals(context):
    compiled = getattr(context, "compiled", None)
    if compiled is None or getattr(compiled, "statement", None) is None:
        return None
    try:
        values = dict(context.compiled_parameters[0]) if context.compiled_parameters else {}
        element = compiled.statement
        unset = {name: value for name, value in values.items() if name in getattr(compiled, "binds", {})}
        bound = element.params(unset) if hasattr(element, "params") and getattr(element, "is_select", False) else element
        if getattr(element, "is_insert", False) and hasattr(element, "values"):
            bound = element.values({key: value for key, value in values.items() if key in element.table.c})
        return str(bound.compile(dialect=context.dialect, compile_kwargs={"literal_binds": True}))
    except Exception:
        # A type without a literal form (bytes, json, a driver's own). The parameters are shown beside the statement instead.
        return None
