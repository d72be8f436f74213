"""The files that statements of SQLite name in ATTACH: https://www.sqlite.org/lang_attach.html"""
import re

# Comments and white space; strings, quoted names, words with numbers and parameters, any other character.
_TOKEN = re.compile(
    r"""(?P<blank>\s+|--[^\n]*|/\*.*?(?:\*/|\Z))|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$?:@#]+|.""", re.DOTALL
)
_NAME = re.compile(r"[^\W\d]\w*")


def rewrite_files(sql, function):
    """`sql`, one statement or several, with the file of each ATTACH as the argument of `function`; and whether one is a VACUUM."""
    # Nearly all statements are neither, and some are long.
    words = sql.upper()
    if "ATTACH" not in words and "VACUUM" not in words:
        return sql, False
    tokens = [token for token in _TOKEN.finditer(sql) if token.group("blank") is None]
    written, end, has_vacuum, is_first = [], 0, False, True
    for place, token in enumerate(tokens):
        word = token.group().upper()
        has_vacuum = has_vacuum or is_first and word == "VACUUM"
        file = _find_file(tokens, place + 1) if is_first and word == "ATTACH" else None
        if file is not None:
            written += [sql[end : file[0].start()], "%s(%s)" % (function, _write_file(sql, file))]
            end = file[-1].end()
        is_first = word == ";"
    return "".join(written) + sql[end:], has_vacuum


def _find_file(tokens, begin):
    """The tokens between ATTACH and AS, or None."""
    if begin < len(tokens) and tokens[begin].group().upper() == "DATABASE":
        begin += 1
    depth = 0
    for place in range(begin, len(tokens)):
        word = tokens[place].group().upper()
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth == 0 and word in ("AS", ";"):
            return tokens[begin:place] if word == "AS" and place > begin else None
    return None


def _write_file(sql, tokens):
    """A name alone, which is a string in ATTACH but a column in the argument of a function, as a string."""
    text = sql[tokens[0].start() : tokens[-1].end()]
    if len(tokens) > 1 or text.upper() == "NULL":
        return text
    if text[0] in '"`':
        text = text[1:-1].replace(text[0] * 2, text[0])
    elif text[0] == "[":
        text = text[1:-1]
    elif not _NAME.fullmatch(text):
        return text
    return "'%s'" % text.replace("'", "''")
