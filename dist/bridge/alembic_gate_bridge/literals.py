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
_MARKS = {
    "pyformat": re.compile(r"%\((?P<name>[^)]*)\)s|%(?P<escaped>%)"),
    "format": re.compile(r"%(?P<next>s)|%(?P<escaped>%)"),
    "numeric_dollar": re.compile(r"\$(?P<number>\d+)"),
}


class NoLiteral(Exception):
    """A value that has no literal form here, such as a driver's own wrapper."""


def write_sql(statement, parameters, style):
    """`statement` with the values of `parameters`; of many rows the first ones. `style`: the dialect's paramstyle."""
    # The values of one execution are a tuple or a dictionary, those of executemany() a list of them.
    executemany = isinstance(parameters, list)
    rows = parameters if executemany else [parameters or ()]
    try:
        written = [_fill(statement, row, _MARKS[style]) for row in rows[:ROWS_SHOWN]]
    except (NoLiteral, LookupError, TypeError, ValueError):
        return _add_comment(statement, rows, executemany)
    if len(rows) > ROWS_SHOWN:
        written.append("-- and %d more rows" % (len(rows) - ROWS_SHOWN))
    return ";\n".join(written)


def _fill(statement, values, marks):
    following = iter(values if not isinstance(values, dict) else ())

    def write(match):
        groups = match.groupdict()
        if groups.get("escaped"):
            return "%"
        if "name" in groups:
            return write_literal(values[groups["name"]])
        if "number" in groups:
            return write_literal(values[int(groups["number"]) - 1])
        return write_literal(next(following))

    try:
        return marks.sub(write, statement)
    except StopIteration:
        raise NoLiteral from None


def write_literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, decimal.Decimal)):
        return str(value)
    if isinstance(value, str):
        return "'%s'" % _cut(value).replace("'", "''")
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta, uuid.UUID)):
        return "'%s'" % value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "'\\x%s'" % _cut(bytes(value).hex())
    if isinstance(value, (list, tuple)):
        return "ARRAY[%s]" % ", ".join(write_literal(item) for item in value)
    if isinstance(value, dict):
        return _write_json(value)
    # The wrappers of psycopg2 and psycopg around bytes and JSON.
    inner = getattr(value, "adapted", getattr(value, "obj", None))
    if isinstance(inner, (bytes, bytearray, memoryview)):
        return write_literal(inner)
    if type(value).__name__ in ("Json", "Jsonb"):
        return _write_json(inner)
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
