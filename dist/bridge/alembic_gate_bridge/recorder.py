"""The recorder: every statement that SQLAlchemy executes, with the line of the revision that led to it."""
import collections
import re
import sys
import threading
import time

from sqlalchemy import event
from sqlalchemy.engine import Engine

from alembic_gate_bridge.literals import write_sql
from alembic_gate_bridge.lock_reader import LockReader
from alembic_gate_bridge.places import find_place
from alembic_gate_bridge.transactions import is_autocommit

# A loop that executes one statement for each row of a table: the first ones are kept, the rest is counted.
REPEATS_KEPT = 50

# What makes or removes a database, which belongs to the whole server.
_SPEAKS_OF_DATABASES = re.compile(r"\b(?:DATABASE|SCHEMA)\b", re.IGNORECASE)


class StoppedOnPurpose(BaseException):
    """The step was to be stopped here; no exception that a revision catches when it looks out for failures.

    To SQLAlchemy it is like Ctrl+C: it closes the connection, so that what was not committed is rolled back.
    """


_Running = collections.namedtuple("_Running", "statement parameters file line is_bookkeeping started")


class Recorder:
    """
    Asynchronous drivers need nothing special: SQLAlchemy runs the revision in a greenlet, whose stack holds the
    revision's frames, and calls these events on it.
    """

    def __init__(self):
        self._sources = frozenset()
        self._is_recording = False
        # By thread, because a revision may start some.
        self._running = {}
        self._locks = LockReader()
        self._begin([])
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)
        event.listen(Engine, "handle_error", self._failed)

    def _begin(self, sources):
        self._sources = frozenset(sources)
        self._running = {}
        self._failures = []
        self.statements = []
        self.database_sql = []
        self._repeats = {}
        self._executed = 0
        self._stop_after = None
        self._is_in_revision = False
        self._locks.start(False)

    def start(self, sources, keeps_statements, stop_after=None, measures_locks=False):
        """
        `sources`: the files whose lines are worth telling. Without `keeps_statements` only the failed ones are kept, and the text of
        those that speak of databases.
        `stop_after`: raise after so many statements of the revision itself, failed ones counted, and at each that is tried after them.
        `measures_locks`: tell of each statement of the revision what it locked.
        """
        self._begin(sources)
        self._locks.start(measures_locks)
        self._stop_after = stop_after
        self._is_recording = keeps_statements

    def begin_revision(self):
        """From here on statements are the revision's own: Alembic's, and those of env.py, are others in an empty database."""
        self._is_in_revision = True

    def end_revision(self):
        self._is_in_revision = False

    def find_running(self):
        """SQL, file and line of the statement that is being executed, or None."""
        for running in list(self._running.values()):
            return running.statement, running.file, running.line
        return None

    def find_failed(self, error):
        """The statement that raised `error` or what led to it, or None."""
        seen = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            for original, sql in self._failures:
                if original is error or original is getattr(error, "orig", None):
                    return sql
            error = error.__cause__ or error.__context__
        return None

    @property
    def has_stopped(self):
        """Whether the step came to its `stop_after`, whatever the revision then made of it."""
        return self._stop_after is not None and self._executed >= self._stop_after

    def _before(self, connection, _cursor, statement, parameters, _context, _executemany):
        self._stop_where_told()
        # Only here are statement and parameters always those the driver gets: SQLAlchemy 2 splits a long list of rows into
        # statements of many VALUES, and tells of the whole list afterwards.
        place = find_place(sys._getframe(1), self._sources)
        if self._is_in_revision:
            self._locks.note_before(connection.connection, statement)
        self._running[threading.get_ident()] = _Running(statement, parameters, *place, time.perf_counter())

    def _after(self, _connection, cursor, _statement, _parameters, context, _executemany):
        running = self._running.pop(threading.get_ident(), None)
        self._count()
        if running is not None and not self._is_recording and not running.is_bookkeeping and _SPEAKS_OF_DATABASES.search(running.statement):
            self.database_sql.append(running.statement)
        if self._is_recording and running is not None:
            count = getattr(cursor, "rowcount", -1)
            self._keep(running, context, count if isinstance(count, int) and count >= 0 else None, False)
        self._stop_where_told()

    def _failed(self, failure):
        running = self._running.pop(threading.get_ident(), None)
        if running is None or failure.statement is None:
            return
        self._count()
        sql = self._keep(running, failure.execution_context, None, True)
        self._failures.append((failure.original_exception, sql))
        self._stop_where_told()

    def _count(self):
        if self._is_in_revision:
            self._executed += 1

    def _stop_where_told(self):
        if self.has_stopped:
            raise StoppedOnPurpose("stopped on purpose after %d statements" % self._stop_after)

    def _keep(self, running, context, row_count, is_failed):
        statement, parameters, file, line, is_bookkeeping, started = running
        duration = (time.perf_counter() - started) * 1000
        key = (statement, file, line)
        count = self._repeats.get(key, 0) + 1
        self._repeats[key] = count
        if count > REPEATS_KEPT and not is_failed:
            return self._count_again(key, duration, row_count, count)
        # Without any parameters the driver takes the text as it stands.
        is_plain = context is not None and getattr(context, "no_parameters", False) and not parameters
        sql = statement if is_plain else write_sql(statement, parameters, getattr(context, "dialect", None))
        entry = {
            "sql": sql, "file": file, "line": line, "durationMs": duration, "rowCount": row_count,
            "isBookkeeping": is_bookkeeping, "isFailed": is_failed,
            "ordinal": self._executed if self._is_in_revision else None, "isAutocommit": is_autocommit(context),
            "impact": self._read_impact(running, context) if self._is_in_revision and not is_failed and count == 1 else None,
        }  # fmt: skip
        if count == REPEATS_KEPT:
            self._repeats[("last",) + key] = (entry, sql)
        self.statements.append(entry)
        return sql

    def _read_impact(self, running, context):
        """Of the first of statements with the same text."""
        return None if running.is_bookkeeping or context is None else self._locks.read_after(context.root_connection.connection, running.statement)

    def _count_again(self, key, duration, row_count, count):
        entry, sql = self._repeats[("last",) + key]
        entry["durationMs"] += duration
        if row_count is not None:
            entry["rowCount"] = (entry["rowCount"] or 0) + row_count
        entry["sql"] = "%s\n-- and %d times more with other values" % (sql, count - REPEATS_KEPT)
        return sql
