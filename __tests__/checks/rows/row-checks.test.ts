import { describe, expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { FoundProblem } from '../../../src/checks/check.ts';
import { destructiveChecks } from '../../../src/checks/destructive/index.ts';
import { rowChecks } from '../../../src/checks/rows/index.ts';
import type { RevisionObservation, RowTrial, StepObservation, ValueLoss } from '../../../src/observe/observation.ts';
import type { TableFingerprint } from '../../../src/rows/fingerprint.ts';
import { makeCatalog, makeTable } from '../../catalog/make-catalog.ts';
import { makeStep, makeTrip } from '../../report/make-observation.ts';
import { base, makeContext, makeError, makeFailedStep, makeOperation, makeRows, makeRowTrip, makeStages, makeStatement } from './make-rows.ts';
import type { ContextWords } from './make-rows.ts';

const checks = [...rowChecks, ...destructiveChecks];

/** Everything that checks of rows and of destruction say: `severity check:line message`. */
function find(words: ContextWords): string[] {
  return findAll(words).map(({ check, severity, line, message }) => `${severity} ${check}:${String(line)} ${message}`);
}

function findAll(words: ContextWords) {
  const context = makeContext(words);
  return checks.flatMap((check) => check.find(context).map((problem: FoundProblem) => ({ ...problem, check: check.id, severity: problem.severity ?? check.severity })));
}

/** A table `users` with five rows; `null` where a phone is missing. */
const people = (phones: readonly (string | null)[], emails: readonly (string | null)[] = phones.map((_, index) => `e${String(index)}`)): TableFingerprint => makeRows('users', { id: phones.map((_, index) => index + 1), email: emails, phone: phones });
const five = people(['a', 'b', 'c', 'd', 'e']);
const none = [null, null, null, null, null];

function walk(...stages: readonly (readonly TableFingerprint[])[]): RevisionObservation {
  return makeRowTrip(makeStages(...stages));
}

const loss = (words: Partial<ValueLoss>): ValueLoss => ({ schema: 'public', table: 'users', column: 'phone', of: 5, lost: 0, changed: 0, ...words });

describe('rows/upgrade-fails', () => {
  const refused = makeError('column "kind" contains null values');
  const failed = makeFailedStep('upgrade', 1, refused, [makeOperation('add-column', 'users', { member: 'kind' })]);
  const trip = (trials: readonly RowTrial[] | undefined, step: StepObservation = failed) => makeRowTrip(makeStages([five]), { steps: [step], ...(trials === undefined ? {} : { trials }) });
  const trial = (rows: RowTrial['rows'], outcome: RowTrial['outcome'], because?: string): RowTrial => ({ direction: 'upgrade', rows, outcome, ...(because === undefined ? {} : { because }) });
  const message = 'The upgrade of `b1` works on an empty database and fails on one with rows: column "kind" contains null values. `users` had 5 rows, made up for this check.';

  test.each<[string, readonly RowTrial[] | undefined, string]>([
    ['any row', [trial(5, 'failed'), trial(1, 'failed')], `error rows/upgrade-fails:9 ${message} It fails on any row: one row in each table is enough, whatever is in it.`],
    ['any row, of which one was asked for', [trial(1, 'failed')], `error rows/upgrade-fails:9 ${message} It fails on any row: one row in each table is enough, whatever is in it.`],
    ['any row, also the user’s', [trial(5, 'failed'), trial('seeded', 'failed'), trial(1, 'timed-out')], `error rows/upgrade-fails:9 ${message} It fails on any row: one row in each table is enough, whatever is in it.`],
    ['some data', [trial(5, 'applied')], `warning rows/upgrade-fails:9 ${message} It depends on the data: on 5 rows without NULLs and extremes, which also keep the rules that the upgrade brings, it passes.`],
    ['all but the user’s', [trial(5, 'failed'), trial('seeded', 'applied')], `warning rows/upgrade-fails:9 ${message} It depends on the data: on the rows of \`seed-sql\` alone the upgrade passes.`],
    ['two rows', [trial(5, 'failed'), trial(1, 'applied')], `warning rows/upgrade-fails:9 ${message} It passes where each table has one row, and fails on 5, on such without NULLs and extremes as well.`],
    ['five rows, and one was not tried', [trial(5, 'failed'), trial(1, 'not-tried', 'the server is gone')], `error rows/upgrade-fails:9 ${message} It fails on 5 rows without NULLs and extremes as well.`],
    ['nobody knows what', [trial(5, 'not-tried', 'no copy could be made.')], `error rows/upgrade-fails:9 ${message} Whether it fails on any row was not tried: no copy could be made.`],
    ['what was not tried', undefined, `error rows/upgrade-fails:9 ${message}`],
  ])('fails on %s', (_, trials, expected) => {
    expect(find({ rows: [trip(trials)] })).toEqual([expected]);
  });

  test('whole', () => {
    const change = diffCatalogs(makeCatalog(...makeTable('users', { id: 'integer' })), makeCatalog(...makeTable('users', { id: 'integer' }), { ...makeTable('users', { kind: 'text' })[1]!, attributes: { type: 'text', nullable: false } }));
    const empty = makeTrip('b1', { steps: [makeStep('b1', 'upgrade', 1, { changes: change })] });
    expect(findAll({ rows: [trip([trial(5, 'failed'), trial(1, 'failed')])], empty: [empty] })).toEqual([
      {
        check: 'rows/upgrade-fails',
        severity: 'error',
        revision: 'b1',
        file: 'versions/b1.py',
        line: 9,
        message: `${message} It fails on any row: one row in each table is enough, whatever is in it.`,
        remedy: {
          text: 'Add the column nullable, give the rows that are there a value, and require it then (or give it a `server_default`):',
          code: 'op.add_column("users", sa.Column("kind", sa.Text(), nullable=True))\nop.execute("UPDATE users SET kind = ... WHERE kind IS NULL")\nop.alter_column("users", "kind", nullable=False)',
          language: 'python',
        },
        evidence: { error: 'column "kind" contains null values' },
        identity: ['b1'],
      },
    ]);
  });

  test('a second upgrade that fails on rows is an error by itself', () => {
    const again = makeFailedStep('upgrade', 2, makeError('duplicate key!'), [makeOperation('insert', 'users')]);
    const rows = makeRowTrip(makeStages([five], [five], [five]), { steps: [makeStep('b1', 'upgrade', 1), makeStep('b1', 'downgrade', 1), again] });
    expect(findAll({ rows: [rows] }).map(({ severity, message: said, identity }) => [severity, said, identity])).toEqual([
      ['error', 'The second upgrade of `b1` works on an empty database and fails on one with rows: duplicate key! `users` had 5 rows, made up for this check.', ['b1', 'again']],
    ]);
  });

  test('a step that takes too long with rows, whose statement nobody knows', () => {
    const slow = makeStep('b1', 'upgrade', 1, { outcome: 'timed-out', statements: [], error: makeError('not done within 60 s', { type: 'timeout' }), hung: { file: 'versions/b1.py', line: 11, sql: 'SELECT pg_sleep(99)' } });
    expect(findAll({ rows: [trip([trial(5, 'timed-out'), trial(1, 'timed-out')], slow)] }).map(({ message: said, remedy }) => [said, remedy.text])).toEqual([
      ['The upgrade of `b1` works on an empty database and fails on one with rows: not done within 60 s. It fails on any row: one row in each table is enough, whatever is in it.', 'Let it work in portions, or outside of the deployment.'],
    ]);
  });

  test('rows that are not made up, in a table of another schema, and one row', () => {
    const step = makeFailedStep('upgrade', 1, refused, [makeOperation('other', 'NOTES', { target: { schema: 'app', name: 'NOTES' } })]);
    const rows = makeRowTrip(makeStages([makeRows('notes', { id: [1] }, { schema: 'app' })]), { steps: [step] });
    expect(find({ rows: [rows] })).toEqual(['error rows/upgrade-fails:9 The upgrade of `b1` works on an empty database and fails on one with rows: column "kind" contains null values. `app.notes` had 1 row.']);
  });

  test.each<[string, ContextWords]>([
    ['fails without rows as well', { rows: [trip([])], empty: [makeTrip('b1', { steps: [{ ...failed, walk: 'empty' }] })] }],
    ['is on a table that the same pull request made, whose rows are made up', { rows: [trip([])], observation: { base: makeCatalog() } }],
    ['is declared irreversible', { rows: [trip([], makeFailedStep('upgrade', 1, makeError('no', { isIrreversible: true }), []))] }],
  ])('says nothing where it %s', (_, words) => {
    expect(find(words)).toEqual([]);
  });
});

describe('rows/downgrade-fails', () => {
  const failed = makeFailedStep('downgrade', 1, makeError('value too long'), [makeOperation('change-column-type', 'users', { member: 'phone' })]);
  const rows = makeRowTrip(makeStages([five], [five]), { steps: [makeStep('b1', 'upgrade', 1), failed], trials: [{ direction: 'downgrade', rows: 5, outcome: 'applied' }] });

  test('counts the rows that the upgrade left', () => {
    expect(find({ rows: [rows] })).toEqual([
      'warning rows/downgrade-fails:9 The downgrade of `b1` works on an empty database and fails on one with rows: value too long. `users` had 5 rows, made up for this check. It depends on the data: on 5 rows without NULLs and extremes, which also keep the rules that the downgrade brings, it passes.',
    ]);
  });

  test('is nothing where the project never goes back', () => {
    expect(find({ rows: [rows], downgrades: 'off' })).toEqual([]);
  });
});

describe('rows/lost', () => {
  test.each<[string, RevisionObservation, readonly string[]]>([
    ['nothing', walk([five], [five], [five]), []],
    ['values that the downgrade takes', walk([five], [five], [people(none)]), ['error rows/lost:11 `users.phone`: 5 of 5 values lost after upgrade and downgrade of `b1`.']],
    ['values that the upgrade takes', walk([five], [people(none)], [people(none)]), ['error rows/lost:7 `users.phone`: 5 of 5 values lost after upgrade and downgrade of `b1`.']],
    ['one value of one', walk([people(['a'])], [people([null])], [people([null])]), ['error rows/lost:7 `users.phone`: 1 of 1 value lost after upgrade and downgrade of `b1`.']],
    ['rows that the upgrade takes', walk([five], [people(['a', 'b', 'c'])], [people(['a', 'b', 'c'])]), ['error destructive/delete-rows:7 Table `users` loses rows, though no statement that could be read takes any. On the walk with rows 2 of 5 rows went.']],
    ['rows that the downgrade takes', walk([five], [five], [people([])]), ['error rows/lost:11 `users`: 5 of 5 rows lost after upgrade and downgrade of `b1`; the downgrade takes them away.']],
    ['rows that the downgrade doubles', walk([people(['a'])], [people(['a'])], [people(['a', 'a'])]), ['error rows/lost:11 `users` has 2 rows after upgrade and downgrade of `b1`, and had 1.']],
    ['a column that does not come back, which the catalog tells', walk([five], [five], [makeRows('users', { id: [1, 2, 3, 4, 5], email: ['e0', 'e1', 'e2', 'e3', 'e4'] })]), []],
    ['a table that does not come back', walk([five], [], []), []],
    ['a table of the same pull request', walk([makeRows('fresh', { id: [1] })], [makeRows('fresh', { id: [] })], [makeRows('fresh', { id: [] })]), []],
    ['a table of another schema', walk([makeRows('notes', { id: [1] }, { schema: 'app' })], [], [makeRows('notes', { id: [] }, { schema: 'app' })]), ['error rows/lost:7 `app.notes`: 1 of 1 row lost after upgrade and downgrade of `b1`.']],
    ['a walk that did not come back', walk([five], [people(none)]), []],
  ])('%s', (_, rows, expected) => {
    expect(find({ rows: [rows] })).toEqual(expected);
  });

  test('some values lost and others changed are one finding', () => {
    const after = people(['a', 'B', null, null, 'e']);
    const rows = { ...walk([five], [after], [after]), losses: [loss({ lost: 2, changed: 1, example: { before: 'b', after: 'B', row: '2' } })] };
    expect(find({ rows: [rows] })).toEqual(['error rows/lost:7 `users.phone`: 2 of 5 values lost after upgrade and downgrade of `b1`, and 1 came back different.']);
  });

  test('findings of rows and of columns with names alike are told apart', () => {
    const [table, column] = [makeRows('notes', { id: [1] }, { schema: 'app' }), makeRows('app', { id: [1], notes: ['x'] })];
    const rows = walk([table, column], [table, column], [makeRows('notes', { id: [] }, { schema: 'app' }), makeRows('app', { id: [1], notes: [null] })]);
    const at = makeCatalog(...base.objects.values(), ...makeTable('app', { id: 'integer' }));
    expect(findAll({ rows: [rows], observation: { base: at } }).map(({ identity }) => identity)).toEqual([['b1', 'app.notes'], ['b1', 'app', 'notes']]);
  });
});

describe('rows/changed', () => {
  const other = people(['A', 'B', 'c', 'd', 'e']);
  const example = (before: string, after: string | null, row?: string) => ({ ...walk([five], [other], [other]), losses: [loss({ changed: 2, example: { before, after, ...(row === undefined ? {} : { row }) } })] });

  test('says how many, and one of them', () => {
    expect(findAll({ rows: [example('a', 'A', '1')] })).toEqual([
      {
        check: 'rows/changed',
        severity: 'warning',
        revision: 'b1',
        file: 'versions/b1.py',
        line: 7,
        message: '`users.phone`: 2 of 5 values came back different after upgrade and downgrade of `b1`: `a` is now `A`.',
        remedy: { text: 'Let `downgrade()` put back what was there: keep the old values beside the new ones until the release is settled.' },
        evidence: { diff: ['- users.phone of row 1: a', '+ users.phone of row 1: A'] },
        identity: ['b1', 'users', 'phone'],
      },
    ]);
  });

  test.each([
    ['blanks at an end', 'a ', 'a', '`"a "` is now `a`'],
    ['nothing left', 'a', '', '`a` is now `""`'],
    ['backticks', '`a`', 'a', "`'a'` is now `a`"],
    ['line ends', 'a\nb\r\n\tc', 'a', '`a\\nb\\r\\n\\tc` is now `a`'],
    ['control characters', '\u0000\u001b[31mx\u2028y', 'a', '`\\u0000\\u001b[31mx\\u2028y` is now `a`'],
    ['quotes and backslashes as they are', 'C:\\x "y"', 'a', '`C:\\x "y"` is now `a`'],
    ['sixty characters', 'x'.repeat(60), 'a', `\`${'x'.repeat(60)}\` is now \`a\``],
    ['more, none of them halved', '😀'.repeat(61), 'a', `\`${'😀'.repeat(60)}…\` is now \`a\``],
  ])('shows an example with %s', (_, before, after, expected) => {
    expect(find({ rows: [example(before, after)] })).toEqual([`warning rows/changed:7 \`users.phone\`: 2 of 5 values came back different after upgrade and downgrade of \`b1\`: ${expected}.`]);
  });

  test('says so where values could not be read one by one', () => {
    expect(find({ rows: [walk([five], [other], [other])] })).toEqual(['warning rows/changed:7 `users.phone`: some of 5 values came back different after upgrade and downgrade of `b1`.']);
  });

  test('a column that the pull request added holds what no running release wrote', () => {
    const added = (column: string) => diffCatalogs(makeCatalog(...makeTable('users', { id: 'integer' })), makeCatalog(...makeTable('users', { id: 'integer', [column]: 'text' })));
    const empty = (column: string) => [makeTrip('b1', { steps: [makeStep('b1', 'upgrade', 1, { changes: added(column) })] })];
    const without = makeCatalog(...makeTable('users', { id: 'integer', email: 'text' }));
    expect(find({ rows: [example('a', 'A')], empty: empty('phone'), observation: { base: without } })).toEqual([]);
    // It stood there before and was made anew, or another one was.
    expect(find({ rows: [example('a', 'A')], empty: empty('phone') })).toHaveLength(1);
    expect(find({ rows: [example('a', 'A')], empty: empty('mobile'), observation: { base: without } })).toHaveLength(1);
  });

  test('values in other rows', () => {
    const moved = people(['b', 'a', 'c', 'd', 'e']);
    const rows = walk([five], [five], [moved]);
    expect(find({ rows: [rows] })).toEqual(['warning rows/changed:11 `users.phone`: values stand in other rows after upgrade and downgrade of `b1`.']);
    expect(find({ rows: [walk([five], [moved], [moved])] })).toEqual(['warning rows/changed:7 `users.phone`: values stand in other rows after upgrade and downgrade of `b1`.']);
    expect(find({ rows: [{ ...rows, losses: [loss({ changed: 1, example: { before: 'a', after: 'b', row: '1' } })] }] })[0]).toContain('`users.phone`: 1 of 5 values stands in other rows after upgrade and downgrade of `b1`: `a` is now `b`.');
  });

  test('a value that came in the place of NULL is none', () => {
    const rows = { ...walk([people(['a', null])], [people(['a', 'x'])], [people(['a', 'x'])]), losses: [loss({ of: 1 })] };
    expect(find({ rows: [rows] })).toEqual([]);
  });
});

describe('rows/left-behind', () => {
  const left = makeStages([five], [people(['a', 'b', 'c', 'd', 'e', 'f', 'g'])], [people(['a', 'b', 'c', 'd', 'e', 'f'])]);

  test('is told once, whichever walk saw it', () => {
    const expected = ['warning rows/left-behind:11 1 row that the upgrade of `b1` inserts into `users` is still there after its downgrade.'];
    expect(find({ rows: [makeRowTrip(left)] })).toEqual(expected);
    expect(find({ empty: [makeTrip('b1', { rows: left })] })).toEqual(expected);
    expect(find({ empty: [makeTrip('b1', { rows: left })], rows: [makeRowTrip(left)] })).toEqual(expected);
  });

  test('whole, of a table whose name needs quotes', () => {
    const order = (count: number) => [makeRows('order', { id: Array.from({ length: count }, (_, index) => index) }, { schema: 'app' })];
    const rows = makeRowTrip(makeStages(order(0), order(2), order(2)));
    expect(findAll({ rows: [rows], observation: { base: makeCatalog(...makeTable('order', { id: 'integer' }, { schema: 'app' })) } })).toEqual([
      {
        check: 'rows/left-behind',
        severity: 'warning',
        revision: 'b1',
        file: 'versions/b1.py',
        line: 11,
        message: '2 rows that the upgrade of `b1` inserts into `app.order` are still there after its downgrade.',
        remedy: { text: 'Delete them in `downgrade()`, for example:', code: "op.execute('DELETE FROM app.\"order\" WHERE ...')", language: 'python' },
        identity: ['b1', 'app.order'],
      },
    ]);
  });

  test('is silent where the second upgrade tripped over them', () => {
    const again = makeFailedStep('upgrade', 2, makeError('duplicate key value violates unique constraint', { code: '23505' }), []);
    const tripped = makeTrip('b1', { rows: left, steps: [makeStep('b1', 'upgrade', 1), makeStep('b1', 'downgrade', 1), again] });
    expect(find({ empty: [tripped], rows: [makeRowTrip(left)] })).toEqual([]);
  });

  test('is none of rows that came with their table', () => {
    const fresh = makeRows('fresh', { id: [1] });
    expect(find({ rows: [walk([], [fresh], [fresh])] })).toEqual([]);
    expect(find({ rows: [walk([makeRows('fresh', { id: [] })], [fresh], [fresh])] })).toEqual([]);
  });
});

describe('the number in what destructive checks say', () => {
  const drop = (sql: string, operation: ReturnType<typeof makeOperation>, after: ReturnType<typeof makeCatalog>) => makeTrip('b1', { steps: [makeStep('b1', 'upgrade', 1, { changes: diffCatalogs(base, after), statements: [makeStatement(sql, [operation])] })] });
  const without = (...names: readonly string[]) => makeCatalog(...[...base.objects.values()].filter(({ kind, name, parentName }) => !names.includes(kind === 'column' ? `${parentName ?? ''}.${name}` : name) && !names.includes(parentName ?? '')));
  const column = drop('ALTER TABLE users DROP COLUMN phone', makeOperation('drop-column', 'users', { member: 'phone' }), without('users.phone'));
  const table = drop('DROP TABLE users', makeOperation('drop-table', 'users'), without('users'));
  const gone = makeRows('users', { id: [1, 2, 3, 4, 5], email: ['e0', 'e1', 'e2', 'e3', 'e4'] });
  const dropped = 'error destructive/drop-column:9 Column `users.phone` is dropped, with every value in it.';

  test.each<[string, RevisionObservation, string]>([
    ['all are lost', walk([five], [gone], [people(none)]), ' On the walk with rows 5 of 5 values were lost: the downgrade does not bring them back.'],
    ['the only one is lost', walk([people(['a'])], [makeRows('users', { id: [1] })], [people([null])]), ' On the walk with rows 1 of 1 value was lost: the downgrade does not bring it back.'],
    ['all come back', walk([five], [gone], [five]), ' The downgrade brings all 5 values back.'],
    ['the only one comes back', walk([people(['a'])], [makeRows('users', { id: [1] })], [people(['a'])]), ' The downgrade brings its value back.'],
    ['it was not gone back', walk([five], [gone]), ' On the walk with rows 5 values went with it.'],
    ['the upgrade failed', walk([five]), ''],
    ['there was none', walk([people(none)], [gone], [people(none)]), ''],
  ])('of a column: %s', (_, rows, expected) => {
    expect(find({ empty: [column], rows: [rows] })).toEqual([`${dropped}${expected}`]);
  });

  test.each<[string, RevisionObservation, string]>([
    ['all are lost', walk([five], [], [people([])]), ' On the walk with rows 5 of 5 rows were lost: the downgrade does not bring them back.'],
    ['it does not come back', walk([five], [], []), ' On the walk with rows 5 of 5 rows were lost: the downgrade does not bring them back.'],
    ['all come back', walk([five], [], [five]), ' The downgrade brings all 5 rows back.'],
    ['it was empty', walk([people([])], [], [people([])]), ''],
  ])('of a table: %s', (_, rows, expected) => {
    expect(find({ empty: [table], rows: [rows] })).toEqual([`error destructive/drop-table:9 Table \`users\` is dropped.${expected}`]);
  });

  test('of rows that a statement deletes, told by nobody else', () => {
    const deleting = drop('DELETE FROM users', makeOperation('delete', 'users'), base);
    const said = 'error destructive/delete-rows:9 Table `users` loses rows by DELETE without a condition.';
    expect(find({ empty: [deleting], rows: [walk([five], [people(['a', 'b'])], [people(['a', 'b'])])] })).toEqual([`${said} On the walk with rows 3 of 5 rows went.`]);
    expect(find({ empty: [deleting], rows: [walk([five], [five], [five])] })).toEqual([said]);
  });

  test('what a downgrade takes beside it is told', () => {
    const deleting = drop('DELETE FROM users WHERE false', makeOperation('delete', 'users', { flags: ['conditional'] }), base);
    expect(find({ empty: [deleting], rows: [walk([five], [five], [people([])])] })).toEqual([
      'error rows/lost:11 `users`: 5 of 5 rows lost after upgrade and downgrade of `b1`; the downgrade takes them away.',
      'error destructive/delete-rows:9 Table `users` loses rows by DELETE with a condition.',
    ]);
  });

  test('of a column that is narrowed', () => {
    const narrow = makeCatalog(...[...base.objects.values()].map((object) => (object.name === 'phone' ? { ...object, attributes: { ...object.attributes, type: 'character varying(3)' } } : object)));
    const narrowing = drop('ALTER TABLE users ALTER phone TYPE varchar(3)', makeOperation('change-column-type', 'users', { member: 'phone' }), narrow);
    const cut = people(['A', 'b', 'c', 'd', 'e']);
    const said = 'error destructive/narrow-type:9 Column `users.phone` is narrowed from `text` to `character varying(3)`.';
    expect(find({ empty: [narrowing], rows: [{ ...walk([five], [cut], [cut]), losses: [loss({ changed: 1, example: { before: 'a', after: 'A' } })] }] })).toEqual([`${said} On the walk with rows 1 of 5 values came back different: \`a\` is now \`A\`.`]);
    expect(find({ empty: [narrowing], rows: [walk([five], [five])] })).toEqual([said]);
  });
});
