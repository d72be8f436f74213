"""An exception as an answer."""
import os
import re
import traceback

from alembic_gate_bridge.own_code import is_own

TRACEBACK_LIMIT = 12000
MESSAGE_LIMIT = 2000
# The packages whose exceptions carry the number of a MySQL error.
_MYSQL_DRIVERS = frozenset(("pymysql", "MySQLdb", "mysql", "asyncmy", "aiomysql", "mariadb"))
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{6,16}(?=>)")
_OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep


def describe_failure(error, is_source=None, sql=None, environment=None):
    """Everything people need of an exception.

    `is_source`: tells whether a file is one whose line is worth pointing at (the revision's).
    `sql`: the statement that raised it. `environment`: env.py, named where no revision is to blame.
    """
    original = getattr(error, "orig", None) or error
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(_OURS)]
    file, line = _find_place(error, frames, is_source, environment)
    return {
        "type": _name(error),
        # Where in memory an object lies is different each time, and means nothing.
        "message": _ADDRESS.sub("", _describe(error, original, frames))[:MESSAGE_LIMIT],
        "code": _find_code(original),
        "file": file,
        "line": line,
        "sql": sql or _as_text(getattr(error, "statement", None)),
        "traceback": _write_traceback(error),
        "isIrreversible": isinstance(error, NotImplementedError) and not _is_raised_by_library(error),
    }


def _name(error):
    kind = type(error)
    is_plain = kind.__module__ == "builtins" or kind.__module__.startswith("alembic_gate_bridge.")
    return kind.__qualname__ if is_plain else "%s.%s" % (kind.__module__, kind.__qualname__)


def _describe(error, original, frames):
    if isinstance(error, SystemExit):
        return "sys.exit(%s) was called" % ("" if error.code is None else repr(error.code))
    _, text = _read_mysql_error(original)
    parts = _read_fields(original) if text is None else [text]
    if parts is None:
        parts = [_first_line(original)]
    return ". ".join(str(part).strip().rstrip(".") for part in parts if part) or _find_assertion(error, frames) or type(error).__name__


def _find_assertion(error, frames):
    """What an `assert` without words asserts; Alembic and SQLAlchemy have such."""
    return frames[-1].line if isinstance(error, AssertionError) and frames else None


def _read_fields(original):
    """The server's message, detail and hint, where the driver keeps them apart."""
    arguments = getattr(original, "args", None) or (None,)
    if isinstance(arguments[0], dict) and "M" in arguments[0]:  # pg8000
        return [arguments[0].get(key) for key in ("M", "D", "H")]
    diagnostics = getattr(original, "diag", None)  # psycopg2, psycopg
    if getattr(diagnostics, "message_primary", None):
        return [diagnostics.message_primary, diagnostics.message_detail, diagnostics.message_hint]
    cause = original.__cause__ if getattr(original, "sqlstate", None) else None  # SQLAlchemy's adapter around asyncpg
    for error in (cause, original):
        if _as_text(getattr(error, "message", None)) and hasattr(error, "detail") and hasattr(error, "hint"):
            return [error.message, error.detail, error.hint]
    return None


def _read_mysql_error(original):
    """Number and words of an error of MySQL or MariaDB, None where the driver gives none."""
    if type(original).__module__.partition(".")[0] not in _MYSQL_DRIVERS:
        return None, None
    # mysql-connector-python and MariaDB's connector name them; the others give both as arguments.
    arguments = getattr(original, "args", ())
    if arguments and isinstance(arguments[0], BaseException):
        return _read_mysql_error(arguments[0])
    number = getattr(original, "errno", None)
    text = getattr(original, "msg", None) or getattr(original, "errmsg", None)
    if not isinstance(number, int) and arguments and isinstance(arguments[0], int):
        number = arguments[0]
    if text is None and arguments:
        text = arguments[-1]
    # The server quotes the statement with its line breaks.
    return (number if isinstance(number, int) and number > 0 else None), " ".join(text.split()) if isinstance(text, str) else None


def _first_line(original):
    try:
        text = str(original).strip()
    except Exception:
        return None
    return text.splitlines()[0] if text else None


def _find_code(original):
    number, _ = _read_mysql_error(original)
    if number is not None:
        return str(number)
    for name in ("pgcode", "sqlstate", "sqlite_errorname"):
        code = getattr(original, name, None)
        if isinstance(code, str):
            return code
    arguments = getattr(original, "args", None) or (None,)
    return _as_text(arguments[0].get("C")) if isinstance(arguments[0], dict) else None


def _find_place(error, frames, is_source, environment):
    """The innermost line of the revision that led to the error; else env.py's, or that of the project's code, where that raised it."""
    if isinstance(error, SyntaxError) and error.filename:
        # A file that cannot be compiled has no frame.
        if is_source is None or is_source(error.filename) or os.path.abspath(error.filename) == environment:
            return error.filename, error.lineno
    if is_source is not None:
        for frame in reversed(frames):
            if is_source(frame.filename):
                return frame.filename, frame.lineno
    for frame in reversed(frames) if environment is not None else ():
        if os.path.abspath(frame.filename) == environment:
            return environment, frame.lineno
    # The application that was loaded for env.py.
    own = next((frame for frame in reversed(frames) if is_own(frame.filename)), None) if environment is not None else None
    return (environment, None) if own is None else (own.filename, own.lineno)


def _is_raised_by_library(error):
    """Alembic raises NotImplementedError too, for what a dialect cannot do."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    name = "" if step is None else step.tb_frame.f_globals.get("__name__") or ""
    return name.partition(".")[0] in ("alembic", "sqlalchemy")


def _write_traceback(error):
    """The traceback without our own frames, which explain nothing; its end where it is long."""
    written = traceback.TracebackException(type(error), error, error.__traceback__)
    waiting, seen = [written], set()
    while waiting:
        part = waiting.pop()
        if part is None or id(part) in seen:
            continue
        seen.add(id(part))
        part.stack[:] = [frame for frame in part.stack if not frame.filename.startswith(_OURS)]
        waiting += [part.__cause__, part.__context__]
    return "".join(written.format())[-TRACEBACK_LIMIT:]


def _as_text(value):
    return value if isinstance(value, str) else None
