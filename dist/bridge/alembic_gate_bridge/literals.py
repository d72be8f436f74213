"""A statement with its values written into it, so that it reads as `alembic upgrade --sql` would show it.

The values are those handed to the driver, so this also holds for plain strings with parameters, for which SQLAlchemy's
`literal_binds` has nothing to go by.
"""
import datetime
import decimal
import json
import re
import uuid

ROWS_SHOWN = 20
TEXT_SHOWN = 1000
PARAMETERS_SHOWN = 500
# A question mark or a colon within quotes or a comment is none of ours; a percent sign is, wherever it stands.
_QUOTED = r"""'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|`[^`]*`|--[^\n]*|/\*.*?\*/"""
_QUOTED_WITHOUT_BACKSLASH = r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|/\*.*?\*/"""
_MARKS = {
    # A driver of the one kind takes the other's too, where the values are of that kind.
    "pyformat": r"%\((?P<name>[^)]*)\)s|%(?P<next>s)|%(?P<escaped>%)",
    "numeric_dollar": r"\$(?P<number>\d+)",
    "qmark": r"(?P<quoted>QUOTED)|(?P<next>\?)",
    "named": r"(?P<quoted>QUOTED)|(?<![:\w]):(?P<name>[A-Za-z_]\w*)",
    "numeric": r"(?P<quoted>QUOTED)|(?<![:\w]):(?P<number>\d+)",
}


class NoLiteral(Exception):
    """A value that has no literal form here, such as a driver's own wrapper."""


def write_sql(statement, parameters, dialect):
    """`statement` with the values of `parameters`; of many rows the first ones. `dialect`: SQLAlchemy's, or None."""
    # The values of one execution are a tuple or a dictionary, those of executemany() a list of them.
    executemany = isinstance(parameters, list)
    rows = parameters if executemany else [parameters or ()]
    try:
        marks = _find_marks(dialect, rows[0])
        write = _WRITERS.get(dialect.name, write_literal)
        # mysql-connector-python takes a doubled percent sign as it stands.
        percent = "%" if getattr(dialect.identifier_preparer, "_double_percents", True) else "%%"
        written = [_fill(statement, row, marks, write, percent) for row in rows[:ROWS_SHOWN]]
    except (NoLiteral, AttributeError, LookupError, TypeError, ValueError):
        return _add_comment(statement, rows, executemany)
    if len(rows) > ROWS_SHOWN:
        written.append("-- and %d more rows" % (len(rows) - ROWS_SHOWN))
    return ";\n".join(written)


def _find_marks(dialect, values):
    style = "pyformat" if dialect.paramstyle == "format" else dialect.paramstyle
    if style == "qmark" and isinstance(values, dict):
        style = "named"
    quoted = _QUOTED if dialect.name in ("mysql", "mariadb") else _QUOTED_WITHOUT_BACKSLASH
    # The module `re` keeps what it compiled.
    return re.compile(_MARKS[style].replace("QUOTED", quoted), re.DOTALL)


def _fill(statement, values, marks, write, percent):
    following = iter(values if not isinstance(values, dict) else ())

    def write_mark(match):
        groups = match.groupdict()
        if groups.get("quoted") is not None:
            return match.group()
        if groups.get("escaped"):
            return percent
        if groups.get("name") is not None:
            return write(values[groups["name"]])
        if groups.get("number") is not None:
            return write(values[int(groups["number"]) - 1])
        return write(next(following))

    try:
        return marks.sub(write_mark, statement)
    except StopIteration:
        raise NoLiteral from None


def write_literal(value):
    """A value as PostgreSQL would read it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'%s'" % _cut(value).replace("'", "''")
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "'\\x%s'" % _cut(bytes(value).hex())
    if isinstance(value, (list, tuple)):
        return "ARRAY[%s]" % ", ".join(write_literal(item) for item in value)
    if isinstance(value, dict):
        return _write_json(value)
    if isinstance(value, (datetime.timedelta, uuid.UUID)):
        return "'%s'" % value
    # The wrappers of psycopg2 and psycopg around bytes and JSON.
    inner = getattr(value, "adapted", getattr(value, "obj", None))
    if isinstance(inner, (bytes, bytearray, memoryview)):
        return write_literal(inner)
    if type(value).__name__ in ("Json", "Jsonb"):
        return _write_json(inner)
    return _write_plain(value)


def _write_mysql(value):
    if isinstance(value, str):
        # Both servers read a backslash as an escape unless they are told not to.
        return "'%s'" % _cut(value).replace("\\", "\\\\").replace("'", "''")
    if isinstance(value, datetime.timedelta):
        seconds = abs(value) // datetime.timedelta(seconds=1)
        sign = "-" if value < datetime.timedelta(0) else ""
        fraction = ".%06d" % abs(value).microseconds if value.microseconds else ""
        return "'%s%02d:%02d:%02d%s'" % (sign, seconds // 3600, seconds // 60 % 60, seconds % 60, fraction)
    return _write_common(value)


def _write_common(value):
    """What MySQL, MariaDB and SQLite read alike."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str):
        return "'%s'" % _cut(value).replace("'", "''")
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "X'%s'" % _cut(bytes(value).hex())
    return _write_plain(value)


_WRITERS = {"mysql": _write_mysql, "mariadb": _write_mysql, "sqlite": _write_common}


def _write_plain(value):
    if value is None:
        return "NULL"
    if isinstance(value, (int, float, decimal.Decimal)):
        return str(value)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return "'%s'" % value
    raise NoLiteral


def _write_json(value):
    return write_literal(json.dumps(value, default=str))


def _cut(text):
    return text if len(text) <= TEXT_SHOWN else text[:TEXT_SHOWN] + "…"


def _add_comment(statement, rows, executemany):
    try:
        text = repr(rows[:ROWS_SHOWN] if executemany else rows[0])
    except Exception:
        text = "(not shown: their repr() fails)"
    cut = " …" if len(text) > PARAMETERS_SHOWN else ""
    return "%s\n-- parameters: %s%s" % (statement, " ".join(text[:PARAMETERS_SHOWN].splitlines()), cut)
