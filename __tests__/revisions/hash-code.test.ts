import { describe, expect, test } from 'vitest';
import { readRevision } from '../../src/revisions/read-revision.ts';

function hash(code: string): string {
  const reading = readRevision({ file: 'versions/a2.py', source: `revision = "a2"\ndown_revision = None\n${code}\n` });
  if (reading.kind !== 'revision') throw new Error(`Read as ${JSON.stringify(reading)}`);
  return reading.revision.codeHash;
}

/** Lines of `upgrade`. */
const inUpgrade = (...lines: string[]): string => `def upgrade():\n${lines.map((line) => `    ${line}`).join('\n')}`;

describe('what a formatter does is no change', () => {
  test.each<[title: string, before: string, after: string]>([
    ['comments', inUpgrade('run()'), inUpgrade('# why', 'run()  # and how')],
    ['a suppression', inUpgrade('run()'), inUpgrade('run()  # alembic-gate: ignore[destructive] agreed')],
    ['empty lines', 'a = 1\nb = 2', '\n\na = 1\n\n\nb = 2\n\n'],
    ['blanks', 'a=run( 1,b = 2 )', 'a = run(1, b=2)'],
    ['indentation', 'def upgrade():\n  run()', 'def upgrade():\n\trun()'],
    ['line endings', inUpgrade('run("""a', 'b""")'), inUpgrade('run("""a', 'b""")').replaceAll('\n', '\r\n')],
    ['a body on the same line', 'if a: run()', 'if a:\n    run()'],
    ['statements on one line', 'a = 1; b = 2;', 'a = 1\nb = 2'],
    ['quotes', `run('a', "it's")`, `run("a", 'it\\'s')`],
    ['triple quotes', `run('a')`, 'run("""a""")'],
    ['quotes of bytes', `run(b'a', B"it's")`, `run(b"a", b'it\\'s')`],
    ['quotes of f-strings', `run(f'a {b} c', F"it's {b}")`, `run(f"a {b} c", f'it\\'s {b}')`],
    ['prefixes without meaning', `run(u'a', R'\\d', Rb'\\d')`, `run('a', r'\\d', bR'\\d')`],
    ['escapes', `run('\\x61')`, `run('a')`],
    ['joined strings', 'run("a" "b")', 'run("ab")'],
    ['joined strings on lines', 'run(\n    "a "\n    "b"\n)', 'run("a b")'],
    ['continued lines', 'a = 1 + \\\n    2', 'a = 1 + 2'],
    ['trailing commas', 'run([1, 2], {3: 4}, (5, 6))', 'run([1, 2,], {3: 4,}, (5, 6,),)'],
    ['redundant parentheses', 'a = (1 + 2)\nrun((b), ((3)))\nif (b or c):\n    run((not b))', 'a = 1 + 2\nrun(b, 3)\nif b or c:\n    run(not b)'],
    ['parentheses of one value', 'a = (b) + (c) if (d()) else (e)', 'a = b + c if d() else e'],
    ['parentheses of imports', 'from a import b, c', 'from a import (\n    b,\n    c,\n)'],
    ['letters of numbers', 'a = 0XFF + 1E5', 'a = 0xff + 1e5'],
    ['docstrings', '"""One."""\n' + inUpgrade('"""Two."""', 'run()'), '"""Three."""\n' + inUpgrade('run()')],
    ['imports in another order', 'import os\nfrom a import b, c\nrun(os, b, c)', 'from a import c, b\nimport os\nrun(os, b, c)'],
    ['an import that nothing uses', 'import os\nfrom a import b, c\nrun(b)', 'from a import b\nrun(b)'],
    ['`pass` beside a docstring', inUpgrade('"""Nothing."""', 'pass'), inUpgrade('"""Nothing."""')],
    ['the text of a log line', inUpgrade('run()', 'log.info("{n} rows".format(n=len(rows)))'), inUpgrade('run()', 'log.info(f"{len(rows)} rows")')],
    ['a log line more', inUpgrade('run()'), inUpgrade('print("running", rows)', 'run()')],
    ['`text()` around SQL', 'op.execute("a")', 'from sqlalchemy import text\nop.execute(text("a"))'],
    ['`sa.text()` around SQL', 'import sqlalchemy as sa\nop.execute(f"a {sa}")', 'import sqlalchemy as sa\nop.execute(sa.text(f"a {sa}",))'],
    ['a `return` at the end', inUpgrade('run()'), inUpgrade('run()', 'return None')],
    ['a docstring in parts', inUpgrade('"Two" "parts"', 'run()'), inUpgrade('run()')],
  ])('%s', (_, before, after) => {
    expect(hash(after)).toBe(hash(before));
  });
});

describe('what changes the code is a change', () => {
  test.each<[title: string, before: string, after: string]>([
    ['a `return` before the end', inUpgrade('if a:', '    run()', 'run()'), inUpgrade('if a:', '    run()', '    return', 'run()')],
    ['a value that is returned', inUpgrade('return None'), inUpgrade('return 1')],
    ['a name', 'run(a)', 'run(b)'],
    ['a string', 'run("a")', 'run("b")'],
    ['a blank inside of a string', 'run("a")', 'run("a ")'],
    ['bytes for a string', 'run("a")', 'run(b"a")'],
    ['bytes', 'run(b"a")', 'run(b"b")'],
    ['a raw string', `run('\\n')`, `run(r'\\n')`],
    ['a named character', `run('\\N{BULLET}')`, `run('\\N{DASH}')`],
    ['an f-string for a string', 'run("{a}")', 'run(f"{a}")'],
    ['the text of an f-string', 'run(f"DROP TABLE {a}")', 'run(f"TRUNCATE {a}")'],
    ['the text behind an f-string', 'run(f"{a} CASCADE")', 'run(f"{a} RESTRICT")'],
    ['an escape of an f-string', `run(f"{a}\\n")`, `run(f"{a}\\t")`],
    ['the text between two values of an f-string', 'run(f"{a}.{b}")', 'run(f"{a}_{b}")'],
    ['the text of an f-string without a value', `run(f'a')`, `run(f'b')`],
    ['what an f-string holds', 'run(f"{a}")', 'run(f"{b}")'],
    ['the format of an f-string', 'run(f"{a:>1}")', 'run(f"{a:>2}")'],
    ['the format around a value', 'run(f"{a:>{b}}")', 'run(f"{a:<{b}}")'],
    ['the conversion of an f-string', 'run(f"{a!r}")', 'run(f"{a!s}")'],
    ['an f-string that tells its expression', 'run(f"{a}")', 'run(f"{a=}")'],
    ['the text of a joined f-string', 'run(f"{a}" "b")', 'run(f"{a}" "c")'],
    ['a number', 'run(1)', 'run(2)'],
    ['one argument more', 'run(1)', 'run(1, 2)'],
    ['arguments in another order', 'run(1, 2)', 'run(2, 1)'],
    ['a tuple of arguments', 'run(1, 2)', 'run((1, 2))'],
    ['a tuple for a value', 'a = (1)', 'a = (1,)'],
    ['a tuple for a value, by a comma', 'a = 1', 'a = 1,'],
    ['a tuple as an index', 'a[1]', 'a[1,]'],
    ['a list for a tuple', 'run([1])', 'run((1,))'],
    ['parentheses that matter', 'a = (1 + 2) * 3', 'a = 1 + 2 * 3'],
    ['parentheses that matter to `not`', 'a = not (b and c)', 'a = not b and c'],
    ['parentheses of a comparison', 'a = (b < c) < d', 'a = b < (c < d)'],
    ['a difference for two arguments', 'run(a, -b)', 'run(a - b)'],
    ['a call', 'run(a)', 'run(a())'],
    ['an operator', 'a = b + c', 'a = b - c'],
    ['a statement more', inUpgrade('run()'), inUpgrade('run()', 'run()')],
    ['statements in another order', inUpgrade('run(1)', 'run(2)'), inUpgrade('run(2)', 'run(1)')],
    ['a statement inside of a condition', inUpgrade('if a:', '    run()', 'stop()'), inUpgrade('if a:', '    run()', '    stop()')],
    ['a function of another name', inUpgrade('run()'), inUpgrade('run()').replace('upgrade', 'downgrade')],
    ['a decorator', inUpgrade('run()'), `@twice\n${inUpgrade('run()')}`],
    ['an annotation', 'a: int = 1', 'a: str = 1'],
    ['code that becomes a comment', inUpgrade('run()', 'stop()'), inUpgrade('run()', '# stop()')],
    ['code that becomes a string', inUpgrade('run()', 'stop()'), inUpgrade('run()', '"stop()"')],
    ['a string that is not alone', inUpgrade('"a", run()'), inUpgrade('"a", stop()')],
    ['where a name is imported from', 'from a import b\nrun(b)', 'from c import b\nrun(b)'],
    ['what a name is imported as', 'import a.x as b\nrun(b)', 'import a.y as b\nrun(b)'],
    ['what is imported under another name', 'from a import b as d\nrun(d)', 'from a import c as d\nrun(d)'],
    ['all names of another module', 'from a import *', 'from b import *'],
    ['a log line that runs something', inUpgrade('print("a")'), inUpgrade('print(op.execute("DROP TABLE a"))')],
    ['a log line that runs something in its text', inUpgrade('log.info("a")'), inUpgrade('log.info(f"{run()}")')],
    ['a log line that sets a name', inUpgrade('log.info("a")'), inUpgrade('log.info(rows := 1)')],
    ['what is called like a log line', inUpgrade('log.run("a")'), inUpgrade('log.run("b")')],
    ['SQL in `text()`', 'run(text("a"))', 'run(text("b"))'],
    ['`text()` of two values', 'run(text("a"))', 'run(text("a", "b"))'],
    ['the parent', '', 'down_revision = "a1"'],
  ])('%s', (_, before, after) => {
    expect(hash(after)).not.toBe(hash(before));
  });
});
