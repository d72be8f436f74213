import { describe, expect, test } from 'vitest';
import { roundTripChecks } from '../../../src/checks/round-trip/index.ts';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { RevisionObservation } from '../../../src/observe/observation.ts';
import { makeCatalog, makeTable } from '../../catalog/make-catalog.ts';
import { makeStep, makeTrip } from '../../report/make-observation.ts';
import { makeContext, makeError, makeFailedStep, makeRows, makeRowTrip, makeStages } from '../rows/make-rows.ts';
import type { ContextWords } from '../rows/make-rows.ts';

/** What the checks of the round trip say that look at rows beside it. */
function find(words: ContextWords): string[] {
  const context = makeContext(words);
  return roundTripChecks.flatMap((check) => check.find(context).map(({ message, remedy }) => `${check.id}: ${message} | ${remedy.text}${remedy.code === undefined ? '' : ` ${remedy.code}`}`));
}

const upgrade = (message: string, words = {}) => ({ ...makeFailedStep('upgrade', 1, makeError(message, { code: 'P0002' }), [], words), walk: 'empty' as const });
const passes = makeRowTrip(makeStages([]), { steps: [makeStep('b1', 'upgrade', 1, { walk: 'rows' }), makeStep('b1', 'downgrade', 1, { walk: 'rows' })] });
const onlyEmpty = 'With rows in the tables it passes: it assumes rows that an empty database, and so a new installation, does not have.';
const general = 'Run `alembic upgrade` on a database of your own to see the same, and correct the line.';

describe('a step that fails on an empty database alone', () => {
  test.each<[string, readonly RevisionObservation[], readonly RevisionObservation[], readonly string[]]>([
    ['is told as that', [makeTrip('b1', { steps: [upgrade('No row was found')] })], [passes], [`round-trip/upgrade-fails: The upgrade of \`b1\` fails: No row was found. ${onlyEmpty} | ${general}`]],
    ['after an error that ends a sentence', [makeTrip('b1', { steps: [upgrade('Who is it?')] })], [passes], [`round-trip/upgrade-fails: The upgrade of \`b1\` fails: Who is it? ${onlyEmpty} | ${general}`]],
    ['is not, where it fails with rows too', [makeTrip('b1', { steps: [upgrade('No')] })], [{ ...passes, steps: [upgrade('No')] }], [`round-trip/upgrade-fails: The upgrade of \`b1\` fails: No | ${general}`]],
    ['is not, where there was no walk with rows', [makeTrip('b1', { steps: [upgrade('No')] })], [], [`round-trip/upgrade-fails: The upgrade of \`b1\` fails: No | ${general}`]],
    ['may be a downgrade', [makeTrip('b1', { steps: [makeStep('b1', 'upgrade', 1), { ...upgrade('No'), direction: 'downgrade' }] })], [passes], [`round-trip/downgrade-fails: The downgrade of \`b1\` fails: No. ${onlyEmpty} | ${general.replace('upgrade', 'downgrade')}`]],
  ])('%s', (_, empty, rows, expected) => {
    expect(find({ empty, rows })).toEqual(expected);
  });

  test('has one full stop after what stays of it', () => {
    const changes = diffCatalogs(makeCatalog(), makeCatalog(...makeTable('half', { id: 'integer' })));
    expect(find({ empty: [makeTrip('b1', { steps: [upgrade('No row was found', { changes })] })], rows: [passes] })).toEqual([
      `round-trip/upgrade-fails: The upgrade of \`b1\` fails: No row was found. What it did before stays: table \`half\` added. ${onlyEmpty} | ${general}`,
    ]);
  });
});

describe('a second upgrade that trips over rows', () => {
  const again = (code: string) => ({ ...makeFailedStep('upgrade', 2, makeError('duplicate key value', { code }), []), walk: 'empty' as const });
  const trip = (code: string, words: Partial<RevisionObservation> = {}) => makeTrip('b1', { steps: [makeStep('b1', 'upgrade', 1), makeStep('b1', 'downgrade', 1), again(code)], ...words });
  const rows = (count: number) => makeRows('users', { id: Array.from({ length: count }, (_, index) => index) });
  const said = 'round-trip/upgrade-not-repeatable: The second upgrade of `b1` fails, after its downgrade: duplicate key value';

  test('says which, where they were read', () => {
    expect(find({ empty: [trip('23505', { rows: makeStages([rows(1)], [rows(3)], [rows(3)]) })] })).toEqual([
      `${said} | The upgrade inserts rows that its downgrade leaves (2 rows in \`users\`). Delete them in \`downgrade()\`, for example: op.execute("DELETE FROM users WHERE ...")`,
    ]);
  });

  test('says what to write, where they were not', () => {
    expect(find({ empty: [trip('23505')] })).toEqual([`${said} | The upgrade inserts rows that its downgrade leaves. Delete them in \`downgrade()\`, for example: op.execute("DELETE FROM ... WHERE ...")`]);
  });
});

test('damage with rows is told once, and that of the empty walk before it', () => {
  const damaged = (walk: 'empty' | 'rows') => makeStep('b1', 'upgrade', 1, { walk, damage: ['row 1 of `users` refers to nothing'] });
  const said = 'the upgrade of `b1`: row 1 of `users` refers to nothing. | Let `upgrade()` leave rows, keys and views that fit together.';
  const rows = [makeRowTrip(makeStages([]), { steps: [damaged('rows')] })];
  expect(find({ rows })).toEqual([`round-trip/leaves-damage: With rows in the tables, after ${said}`]);
  expect(find({ rows, empty: [makeTrip('b1', { steps: [damaged('empty')] })] })).toEqual([`round-trip/leaves-damage: After ${said}`]);
});
