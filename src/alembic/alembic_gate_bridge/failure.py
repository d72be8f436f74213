"""An exception as an answer."""
import traceback

TRACEBACK_LIMIT = 12000


def describe_failure(error, sources, statement=None):
    """Everything people need of an exception.

    `sources`: absolute files in which a line is worth pointing at (the revision's), or None.
    """
    original = getattr(error, "orig", None) or error
    file, line = _find_place(error, sources)
    text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return {
        "type": _name(error),
        "message": _describe(error, original),
        "code": _find_code(original),
        "file": file,
        "line": line,
        "sql": statement or _as_text(getattr(error, "statement", None)),
        "traceback": text[-TRACEBACK_LIMIT:],
        "isIrreversible": isinstance(error, NotImplementedError),
    }


def _name(error):
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else "%s.%s" % (kind.__module__, kind.__qualname__)


def _describe(error, original):
    if isinstance(error, SystemExit):
        return "the revision called sys.exit(%s)" % ("" if error.code is None else repr(error.code))
    # pg8000 raises the server's fields as a dictionary.
    fields = original.args[0] if getattr(original, "args", None) and isinstance(original.args[0], dict) else None
    if fields is not None and "M" in fields:
        parts = [fields["M"]] + [fields[key] for key in ("D", "H") if fields.get(key)]
        return ". ".join(str(part) for part in parts)
    diagnostics = getattr(original, "diag", None)
    primary = getattr(diagnostics, "message_primary", None)
    if primary:
        parts = [primary, getattr(diagnostics, "message_detail", None), getattr(diagnostics, "message_hint", None)]
        return ". ".join(str(part).rstrip(".") for part in parts if part)
    # SQLAlchemy puts the driver's class in front: `<class 'asyncpg.exceptions.X'>: text`.
    text = str(original).strip()
    if text.startswith("<class '"):
        text = text.partition(">: ")[2] or text
    first = text.splitlines()[0] if text else ""
    return first or type(error).__name__


def _find_code(original):
    for name in ("pgcode", "sqlstate"):
        code = getattr(original, name, None)
        if isinstance(code, str):
            return code
    if getattr(original, "args", None) and isinstance(original.args[0], dict):
        return original.args[0].get("C")
    return None


def _find_place(error, sources):
    """The innermost line of the revision that led to the error."""
    place = (None, None)
    for frame in traceback.extract_tb(error.__traceback__):
        if sources is not None and frame.filename in sources:
            place = (frame.filename, frame.lineno)
    if place[0] is None and isinstance(error, SyntaxError) and error.filename:
        return (error.filename, error.lineno)
    return place


def _as_text(value):
    return value if isinstance(value, str) else None
