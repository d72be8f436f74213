import { describe, expect, test } from 'vitest';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { choosePoints, planStopPoints } from '../../src/observe/retry-upgrade.ts';
import type { StopPoint } from '../../src/observe/retry-upgrade.ts';
import type { StatementObservation } from '../../src/observe/observation.ts';
import type { OperationKind } from '../../src/sql/operation.ts';

/** Statements in few words: `create-table!` commits itself, `(select)` is none of the revision's own, `?` cannot be parsed. */
function run(...words: readonly string[]): readonly StatementObservation[] {
  let executed = 0;
  return words.map((word) => {
    const name = word.replaceAll(/[()!]/g, '');
    const kind = name === 'commit' || name === 'rollback' ? 'transaction' : (name as OperationKind);
    const parsed: StatementObservation['parsed'] = word === '?' ? { parsed: false, reason: 'odd' } : { parsed: true, operations: [{ kind, target: { schema: undefined, name: 't' }, flags: [] }] };
    const isOwn = !word.startsWith('(');
    if (isOwn) executed += 1;
    return { sql: name, durationMs: 1, isBookkeeping: false, isFailed: false, ...(isOwn ? { ordinal: executed } : {}), isAutocommit: word.endsWith('!'), parsed };
  });
}

describe('the places where an upgrade is stopped', () => {
  test.each<[string, readonly string[], readonly (readonly [number, number, number])[]]>([
    ['none where a transaction takes everything back', ['(select)', 'create-table', 'create-index', '(update)'], []],
    ['none where there is one statement', ['(select)', 'create-table!', '(update)'], []],
    ['none after the last', ['create-table!', 'create-index!'], [[1, 2, 1]]],
    ['counted without those of Alembic and env.py, whether they commit or not', ['(create-table!)', '(select)', 'create-table!', 'create-index!', '(update)'], [[1, 2, 1]]],
    ['from the first on that commits itself', ['insert', 'create-index!', 'add-column', 'insert'], [[2, 4, 2], [3, 4, 3]]],
    ['not after what only reads, which does not count', ['select', 'create-table!', 'select', 'setting', 'create-index!', 'select'], [[1, 2, 2]]],
    ['after what commits a statement that did not itself', ['transaction', 'create-table', 'commit!', 'transaction', 'create-index', 'commit!'], [[1, 2, 3]]],
    ['after a COMMIT in a transaction of the driver', ['create-table', 'insert', 'commit', 'create-index', 'insert'], [[2, 4, 3], [3, 4, 4]]],
    ['after what only reads where the driver has committed before', ['create-table', 'select!', 'select!', 'create-index'], [[1, 2, 2]]],
    ['none after a ROLLBACK', ['create-table', 'rollback!', 'insert', 'insert'], []],
    ['none after a COMMIT of the last', ['create-table', 'commit!'], []],
    ['none after a COMMIT of nothing', ['commit!', 'create-table', 'insert'], []],
    ['also after what cannot be parsed', ['create-table!', '?', 'insert'], [[1, 3, 1], [2, 3, 2]]],
  ])('%s', (_, words, expected) => {
    expect(planStopPoints(run(...words), postgresql).map(({ number, of, ordinal }) => [number, of, ordinal])).toEqual(expected);
  });

  test('are all tried up to eight, and else eight from the first to the last', () => {
    const points = (count: number): StopPoint[] => Array.from({ length: count }, (_, index) => ({ number: index + 1, of: count + 1, ordinal: index + 1 }));
    expect(choosePoints(points(8))).toEqual(points(8));
    expect(choosePoints(points(100)).map(({ number }) => number)).toEqual([1, 15, 29, 43, 58, 72, 86, 100]);
  });
});
