import { describe, expect, test } from 'vitest';
import { readRevision } from '../../src/revisions/read-revision.ts';
import type { Suppression } from '../../src/revisions/revision.ts';

/** The suppressions of a file in whose `upgrade` these lines stand; the first of them is line 7. */
function read(body: readonly string[], top = '"""Add accounts"""'): readonly Suppression[] {
  const source = [top, 'revision = "a2"', 'down_revision = "a1"', '', '', 'def upgrade():', ...body.map((line) => `    ${line}`), ''].join('\n');
  const reading = readRevision({ file: 'versions/a2.py', source });
  if (reading.kind !== 'revision') throw new Error(`Read as ${JSON.stringify(reading)}`);
  return reading.revision.suppressions;
}

describe('a comment in a revision', () => {
  test.each<[title: string, body: string[], expected: Suppression[]]>([
    ['none', ['run()  # a word about it'], []],
    ['behind code', ['run()  # alembic-gate: ignore[destructive/drop-table] empty since 2.3'], [{ line: 7, checks: ['destructive/drop-table'], reason: 'empty since 2.3', codeLine: 7 }]],
    ['without a reason', ['run()  # alembic-gate: ignore[destructive/drop-table]'], [{ line: 7, checks: ['destructive/drop-table'], reason: '', codeLine: 7 }]],
    ['with blanks alone as a reason', ['run()  # alembic-gate: ignore[destructive]   '], [{ line: 7, checks: ['destructive'], reason: '', codeLine: 7 }]],
    ['of a category', ['run()  # alembic-gate: ignore[destructive] agreed'], [{ line: 7, checks: ['destructive'], reason: 'agreed', codeLine: 7 }]],
    ['of several checks', ['run()  # alembic-gate: ignore[ destructive/drop-table,models/drift , ] agreed'], [{ line: 7, checks: ['destructive/drop-table', 'models/drift'], reason: 'agreed', codeLine: 7 }]],
    ['of no check', ['run()  # alembic-gate: ignore[] agreed'], [{ line: 7, checks: [], reason: 'agreed', codeLine: 7 }]],
    ['written tightly', ['run()#alembic-gate:ignore[destructive]agreed'], [{ line: 7, checks: ['destructive'], reason: 'agreed', codeLine: 7 }]],
    ['on a line of its own', ['# alembic-gate: ignore[destructive] agreed', 'run()'], [{ line: 7, checks: ['destructive'], reason: 'agreed', codeLine: 8 }]],
    [
      'on a line of its own, with other comments and empty lines below',
      ['# alembic-gate: ignore[destructive] agreed', '# with Ada', '', 'run()'],
      [{ line: 7, checks: ['destructive'], reason: 'agreed', codeLine: 10 }],
    ],
    [
      'two for the same line',
      ['# alembic-gate: ignore[destructive] agreed', '# alembic-gate: ignore[models] soon', 'run()'],
      [
        { line: 7, checks: ['destructive'], reason: 'agreed', codeLine: 9 },
        { line: 8, checks: ['models'], reason: 'soon', codeLine: 9 },
      ],
    ],
    ['inside of a call', ['run(', '    # alembic-gate: ignore[destructive] agreed', '    1,', ')'], [{ line: 8, checks: ['destructive'], reason: 'agreed', codeLine: 9 }]],
    ['behind the end of a call', ['run("""', '  DROP TABLE a', '""")  # alembic-gate: ignore[destructive] agreed'], [{ line: 9, checks: ['destructive'], reason: 'agreed', codeLine: 9 }]],
    ['below the last code', ['run()', '# alembic-gate: ignore[destructive] agreed'], [{ line: 8, checks: ['destructive'], reason: 'agreed', codeLine: undefined }]],
    ['inside of a string', ['run("# alembic-gate: ignore[destructive] agreed")'], []],
    ['that only speaks of one', ['run()  # see alembic-gate: ignore[destructive] agreed'], []],
    ['without brackets', ['run()  # alembic-gate: ignore destructive'], []],
  ])('%s', (_, body, expected) => {
    expect(read(body)).toEqual(expected);
  });
});

describe('a comment outside of a function', () => {
  const comment = '# alembic-gate: ignore[destructive] agreed';
  test.each<[title: string, top: string, expected: Suppression[]]>([
    ['at the top speaks for the file', `${comment}\n"""Add accounts"""`, [{ line: 1, checks: ['destructive'], reason: 'agreed', codeLine: undefined }]],
    ['below the docstring speaks for the file', `"""Add accounts"""\n\n${comment}\n`, [{ line: 3, checks: ['destructive'], reason: 'agreed', codeLine: undefined }]],
    ['behind the docstring speaks for the file', `"""Add accounts"""  ${comment}`, [{ line: 1, checks: ['destructive'], reason: 'agreed', codeLine: undefined }]],
    ['below a docstring in parts speaks for the file', `"Add " "accounts"\n${comment}`, [{ line: 2, checks: ['destructive'], reason: 'agreed', codeLine: undefined }]],
    ['below an import speaks for the next line', `import os\n${comment}\n`, [{ line: 2, checks: ['destructive'], reason: 'agreed', codeLine: 4 }]],
    ['behind an import speaks for its line', `import os  ${comment}`, [{ line: 1, checks: ['destructive'], reason: 'agreed', codeLine: 1 }]],
  ])('%s', (_, top, expected) => {
    expect(read(['run()'], top)).toEqual(expected);
  });

  test('above a function, and on its line, speaks for the line of its `def`', () => {
    const source = [
      'revision = "a2"', 'down_revision = "a1"', '',
      comment, 'def upgrade():', '    run()', '',
      `def downgrade():  ${comment}`, '    run()', '',
    ].join('\r\n'); // prettier-ignore
    const reading = readRevision({ file: 'versions/a2.py', source });
    expect(reading.kind === 'revision' ? [reading.revision.lines, reading.revision.suppressions] : reading).toEqual([
      { revision: 1, downRevision: 2, upgrade: 5, downgrade: 8 },
      [
        { line: 4, checks: ['destructive'], reason: 'agreed', codeLine: 5 },
        { line: 8, checks: ['destructive'], reason: 'agreed', codeLine: 8 },
      ],
    ]);
  });
});
