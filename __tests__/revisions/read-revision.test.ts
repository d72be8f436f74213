import { describe, expect, test } from 'vitest';
import { readRevision } from '../../src/revisions/read-revision.ts';
import type { Revision, RevisionReading } from '../../src/revisions/revision.ts';

const read = (source: string, file = 'versions/a1_first.py'): RevisionReading => readRevision({ file, source });

function readRight(source: string): Revision {
  const reading = read(source);
  if (reading.kind !== 'revision') throw new Error(`Read as ${JSON.stringify(reading)}`);
  return reading.revision;
}

const whole = `# coding: utf-8
"""Add the accounts

Revision ID: a2
"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision: str = 'a2'
down_revision: Union[str, Sequence[str], None] = ("a1", 'b1')
branch_labels: Union[str, Sequence[str], None] = ('shop',)
depends_on: Union[str, Sequence[str], None] = "c1"


def upgrade() -> None:
    op.drop_column('account', 'age')  # alembic-gate: ignore[destructive/drop-column] unused since 2.3


def downgrade() -> None:
    """Puts it back."""
    op.add_column('account', sa.Column('age', sa.Integer))
`;

describe('a revision as Alembic writes it', () => {
  const revision = {
    id: 'a2',
    parents: ['a1', 'b1'],
    dependsOn: ['c1'],
    branchLabels: ['shop'],
    message: 'Add the accounts',
    file: 'versions/a1_first.py',
    lines: { revision: 12, downRevision: 13, upgrade: 18, downgrade: 22 },
    downgradeBody: 'code',
    isUpgradeEmpty: false,
    codeHash: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    hashUpgrade: expect.any(Function) as () => string,
    suppressions: [{ line: 19, checks: ['destructive/drop-column'], reason: 'unused since 2.3', codeLine: 19 }],
  };

  test.each([
    ['with line feeds', whole],
    ['with carriage returns and line feeds', whole.replaceAll('\n', '\r\n')],
    ['with carriage returns', whole.replaceAll('\n', '\r')],
    ['with a byte order mark', `\uFEFF${whole}`],
  ])('%s', (_, source) => {
    expect(read(source)).toEqual({ kind: 'revision', revision });
  });
});

describe('the value of down_revision', () => {
  test.each<[written: string, parents: string[]]>([
    ['None', []],
    ['()', []],
    ['[]', []],
    ['(None)', []],
    [`'a1'`, ['a1']],
    ['"a1"', ['a1']],
    ['"""a1"""', ['a1']],
    [`'''a1'''`, ['a1']],
    ['("a1")', ['a1']],
    ['("a1",)', ['a1']],
    ['"a1",', ['a1']],
    ['"a1", "b1"', ['a1', 'b1']],
    [`("a1", 'b1')`, ['a1', 'b1']],
    [`(\n    "a1",  # ours\n    "b1",\n)`, ['a1', 'b1']],
    ['["a1", "b1"]', ['a1', 'b1']],
    ['{"a1"}', ['a1']],
    ['"a" "1"', ['a1']],
    ['("a"\n    "1")', ['a1']],
    ['"a" + "1"', ['a1']],
    ['"a" + ("b" + "c") + "1"', ['abc1']],
    ['("a" + "1", "b" "1")', ['a1', 'b1']],
    ['"a" \\\n    "1"', ['a1']],
    ['"a\\\n1"', ['a1']],
    ['u"a1"', ['a1']],
    ['r"a\\1"', ['a\\1']],
    [`'a\\x31'`, ['a1']],
    [`'\\u0061\\61'`, ['a1']],
    [`'it\\'s'`, [`it's`]],
    ['before', ['a0']],
    ['before + "1"', ['a01']],
    ['(before, "b1")', ['a0', 'b1']],
  ])('%s', (written, parents) => {
    const source = `before = "a0"\nrevision = "a2"\ndown_revision = ${written}\n`;
    expect(readRight(source).parents).toEqual(parents);
    expect(readRight(source.replaceAll('\n', '\r\n')).parents).toEqual(parents);
  });
});

describe('names assigned in one statement', () => {
  test.each<[written: string, expected: Pick<Revision, 'id' | 'parents' | 'branchLabels' | 'dependsOn'>]>([
    ['revision, down_revision = "a2", "a1"', { id: 'a2', parents: ['a1'], branchLabels: [], dependsOn: [] }],
    ['revision = "a2"; down_revision = None', { id: 'a2', parents: [], branchLabels: [], dependsOn: [] }],
    ['revision = "a2"\ndown_revision = branch_labels = depends_on = None', { id: 'a2', parents: [], branchLabels: [], dependsOn: [] }],
    ['revision = "a2"\ndown_revision = None\nbranch_labels = "shop"\ndepends_on = ["b1", "c1"]', { id: 'a2', parents: [], branchLabels: ['shop'], dependsOn: ['b1', 'c1'] }],
    ['revision = "a1"\nrevision = "a2"\ndown_revision = None', { id: 'a2', parents: [], branchLabels: [], dependsOn: [] }],
    ['revision: str\nrevision: str = "a2"\ndown_revision: str | None = None', { id: 'a2', parents: [], branchLabels: [], dependsOn: [] }],
  ])('%s', (written, expected) => {
    const { id, parents, branchLabels, dependsOn } = readRight(`${written}\n`);
    expect({ id, parents, branchLabels, dependsOn }).toEqual(expected);
  });
});

describe('what cannot be read', () => {
  const noLiteral = (name: string): string => `\`${name}\` is not a literal, so it cannot be known without running the file`;
  const hidden = (name: string): string => `\`${name}\` gets its value otherwise than by a plain assignment, so it cannot be known without running the file`;
  const noSyntax = 'Python cannot parse this line';

  test.each<[source: string, line: number, reason: string]>([
    ['revision = f"a2"\ndown_revision = None\n', 1, noLiteral('revision')],
    ['revision = b"a2"\ndown_revision = None\n', 1, noLiteral('revision')],
    ['revision = 2\ndown_revision = None\n', 1, noLiteral('revision')],
    ['revision = None\ndown_revision = None\n', 1, noLiteral('revision')],
    ['revision = "\\N{BULLET}"\ndown_revision = None\n', 1, noLiteral('revision')],
    ['revision = "a2"\ndown_revision = f"{before}"\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = "a" f"{before}"\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = find_head()\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = "a%s" % 1\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = "a" * 2\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = other.revision\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = unknown\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = ("a1", None)\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = ("a1", ("b1",))\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = [id for id in ids]\n', 2, noLiteral('down_revision')],
    ['revision = "a2"\ndown_revision = None\nbranch_labels = {"a": 1}\n', 3, noLiteral('branch_labels')],
    ['revision = "a2"\ndown_revision = None\ndepends_on = tuple()\n', 3, noLiteral('depends_on')],
    ['import os\nif os.name:\n    revision = "a2"\ndown_revision = None\n', 3, hidden('revision')],
    ['revision = "a2"\ndown_revision = "a1"\nif later:\n    down_revision = "b1"\n', 4, hidden('down_revision')],
    ['try:\n    revision = "a2"\nexcept NameError:\n    pass\ndown_revision = None\n', 2, hidden('revision')],
    ['from names import revision\ndown_revision = None\n', 1, hidden('revision')],
    ['from names import (a2 as revision, b2)\ndown_revision = None\n', 1, hidden('revision')],
    ['import revision\ndown_revision = None\n', 1, hidden('revision')],
    ['revision = "a2"\ndown_revision = "a"\ndown_revision += "1"\n', 3, hidden('down_revision')],
    ['(revision, down_revision) = ("a2", None)\n', 1, hidden('revision')],
    ['[revision, down_revision] = read()\n', 1, hidden('revision')],
    ['print(revision := "a2")\ndown_revision = None\n', 1, hidden('revision')],
    ['for revision in ("a1", "a2"):\n    pass\ndown_revision = None\n', 1, hidden('revision')],
    ['with open_names() as revision:\n    pass\ndown_revision = None\n', 1, hidden('revision')],
    ['revision = "a2"\ndown_revision = None\ndel revision\n', 3, hidden('revision')],
    ['def revision():\n    return "a2"\ndown_revision = None\n', 1, hidden('revision')],
    ['revision = "a2"\n', 1, 'it has no `down_revision`, which Alembic asks of every revision (`None` where it is the first)'],
    ['revision = "a2"\ndown_revision: str\n', 1, 'it has no `down_revision`, which Alembic asks of every revision (`None` where it is the first)'],
    ['revision = "a2"\ndown_revision = None\n\ndef upgrade(:\n    pass\n', 4, noSyntax],
    ['revision = "a2"\ndown_revision = None\n\ndef upgrade():\npass\n', 5, noSyntax],
    ['revision = "a2\ndown_revision = None\n', 1, noSyntax],
    ['revision = \ndown_revision = None\n', 1, noSyntax],
    ['"""Open\n\nrevision = "a2"\ndown_revision = None\n', 1, noSyntax],
    ['<<<<<<< HEAD\nrevision = "a2"\n=======\nrevision = "b2"\n>>>>>>> topic\ndown_revision = None\n', 1, noSyntax],
  ])('%j', (source, line, reason) => {
    const file = 'versions/a1_first.py';
    expect(read(source)).toEqual({ kind: 'unreadable', file, line, reason });
    expect(read(source.replaceAll('\n', '\r\n'))).toEqual({ kind: 'unreadable', file, line, reason });
  });
});

describe('what Python parses and the parser does not is no syntax error', () => {
  test.each([
    ['a bare yield', 'def limit():\n    set_limit()\n    yield\n    reset_limit()\n'],
    ['a yield for its value', 'def wait():\n    return (yield)\n'],
    ['several contexts in parentheses', 'def upgrade():\n    with (a() as one, b() as two):\n        pass\n'],
    ['a context as a tuple', 'def upgrade():\n    with a() as (one, two):\n        pass\n'],
    ['a number that ends with its point', 'share = 2.\nhalf = 2. / 4.\n'],
    ['a generator with a starred target', 'pairs = [one for one, *rest in table]\n'],
    ['a literal in a pattern', 'match word:\n    case (str(), "in"):\n        pass\n'],
  ])('%s', (_, code) => {
    const { id, parents } = readRight(`revision = "a2"\ndown_revision = "a1"\n\n${code}`);
    expect({ id, parents }).toEqual({ id: 'a2', parents: ['a1'] });
  });
});

describe('files that are no revisions', () => {
  test.each([
    ['nothing', ''],
    ['a docstring', '"""Names."""\n'],
    ['other names', 'PREFIX = "app_"\n\ndef name(table):\n    return PREFIX + table\n'],
    ['a name inside of a function', 'def make():\n    revision = "a2"\n    down_revision = None\n'],
    ['a name inside of a class', 'class Header:\n    revision = "a2"\n    down_revision = None\n'],
    ['a name inside of a string', 'text = """\nother\n  revision = "a2"\n"""\n'],
    ['an annotation alone', 'revision: str\ndown_revision: str\n'],
    ['an attribute and an item', 'script.revision = "a2"\nscript["revision"] = "a2"\n'],
    ['a keyword argument', 'make(revision="a2", down_revision=None)\n'],
    ['a module of that name', 'from revision import names\nimport alembic.script.revision as script\nimport alembic.revision\n'],
    ['a name that is read', 'from names import a2 as name\nprint(revision)\nif revision:\n    pass\n'],
    ['a syntax error elsewhere', 'def name(:\n    pass\n'],
    ['down_revision alone', 'down_revision = "a1"\n'],
  ])('%s', (_, source) => {
    expect(read(source)).toEqual({ kind: 'not-a-revision', file: 'versions/a1_first.py' });
  });
});

test('a file named by its id alone needs no `revision`', () => {
  const readings = ['versions/1a2b.py', 'versions/1a2b_first.py', 'versions/1a2g.py'].map((file) => read('down_revision = None\n', file));
  expect(readings.map((reading) => (reading.kind === 'revision' ? reading.revision.id : reading.kind))).toEqual(['1a2b', 'not-a-revision', 'not-a-revision']);
});

describe('the message', () => {
  test.each([
    ['"""Add accounts"""', 'Add accounts'],
    ["'Add accounts'", 'Add accounts'],
    ['"""\n\n   Add accounts  \nand more\n\nRevision ID: a2\n"""', 'Add accounts'],
    ['# a comment\n\nr"""Add \\d accounts"""', 'Add \\d accounts'],
    ['"Add " "accounts"', 'Add accounts'],
    ['f"""Add {accounts}"""', ''],
    ['import os\n"""Add accounts"""', ''],
    ['', ''],
  ])('%j', (docstring, message) => {
    expect(readRight(`${docstring}\nrevision = "a2"\ndown_revision = None\n`).message).toBe(message);
  });
});

describe('the bodies of upgrade and downgrade', () => {
  const header = 'revision = "a2"\ndown_revision = None\n\n';
  test.each<[body: string, downgradeBody: Revision['downgradeBody']]>([
    ['    pass', 'empty'],
    ['    ...', 'empty'],
    ['    return', 'empty'],
    ['    return None', 'empty'],
    ['    """Nothing to do."""', 'empty'],
    ['    # nothing to do\n    pass', 'empty'],
    ['    """Nothing to do."""\n    pass\n    return', 'empty'],
    ['    raise NotImplementedError', 'not-implemented'],
    ['    raise NotImplementedError("no way back")', 'not-implemented'],
    ['    """No way back."""\n    raise NotImplementedError()  # on purpose', 'not-implemented'],
    ['    raise NotImplementedErrors()', 'code'],
    ['    raise Exception("no way back")', 'code'],
    ['    op.drop_table("a")\n    raise NotImplementedError()', 'code'],
    ['    if online:\n        pass', 'code'],
    ['    return op.drop_table("a")', 'code'],
    ['    op.drop_table("a")', 'code'],
  ])('%j', (body, downgradeBody) => {
    const functions = `def upgrade():\n${body}\n\n\ndef downgrade():\n${body}\n`;
    const read = readRight(header + functions);
    expect([read.downgradeBody, read.isUpgradeEmpty]).toEqual([downgradeBody, downgradeBody === 'empty']);
  });

  test.each<[functions: string, expected: Pick<Revision, 'downgradeBody' | 'isUpgradeEmpty' | 'lines'>]>([
    ['', { downgradeBody: 'missing', isUpgradeEmpty: true, lines: { revision: 1, downRevision: 2, upgrade: 1, downgrade: 1 } }],
    ['def upgrade():\n    run()\n', { downgradeBody: 'missing', isUpgradeEmpty: false, lines: { revision: 1, downRevision: 2, upgrade: 4, downgrade: 4 } }],
    ['def downgrade(): pass\n\ndef upgrade(): run()\n', { downgradeBody: 'empty', isUpgradeEmpty: false, lines: { revision: 1, downRevision: 2, upgrade: 6, downgrade: 4 } }],
    ['@online\ndef upgrade():\n    run()\n\n@online\n@twice\ndef downgrade():\n    run()\n', { downgradeBody: 'code', isUpgradeEmpty: false, lines: { revision: 1, downRevision: 2, upgrade: 5, downgrade: 10 } }],
    ['class Steps:\n    def downgrade(self):\n        run()\n', { downgradeBody: 'missing', isUpgradeEmpty: true, lines: { revision: 1, downRevision: 2, upgrade: 1, downgrade: 1 } }],
  ])('%j', (functions, expected) => {
    const { downgradeBody, isUpgradeEmpty, lines } = readRight(header + functions);
    expect({ downgradeBody, isUpgradeEmpty, lines }).toEqual(expected);
  });
});
