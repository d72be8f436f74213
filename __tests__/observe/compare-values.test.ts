import { describe, expect, test } from 'vitest';
import { compareValues } from '../../src/observe/compare-values.ts';

type Rows = readonly (readonly (string | null)[])[];

describe('values of rows that have a key', () => {
  const before: Rows = [['1', 'a'], ['2', 'b'], ['3', null]];

  test.each<[string, Rows, ReturnType<typeof compareValues>]>([
    ['that are the same, in another order', [['3', null], ['2', 'b'], ['1', 'a']], { of: 2, lost: 0, changed: 0 }],
    ['of which one is NULL', [['1', 'a'], ['2', null], ['3', null]], { of: 2, lost: 1, changed: 0, example: { row: '2', before: 'b', after: null } }],
    ['of which one is another', [['1', 'A'], ['2', 'b'], ['3', null]], { of: 2, lost: 0, changed: 1, example: { row: '1', before: 'a', after: 'A' } }],
    ['of which the changed one is shown before the lost one', [['1', null], ['2', 'B'], ['3', null]], { of: 2, lost: 1, changed: 1, example: { row: '2', before: 'b', after: 'B' } }],
    ['that stand in other rows', [['1', 'b'], ['2', 'a'], ['3', null]], { of: 2, lost: 0, changed: 2, example: { row: '1', before: 'a', after: 'b' } }],
    ['whose row is gone', [['1', 'a']], { of: 2, lost: 1, changed: 0, example: { row: '2', before: 'b', after: null } }],
    ['that came in the place of NULL', [['1', 'a'], ['2', 'b'], ['3', 'c']], { of: 2, lost: 0, changed: 0 }],
  ])('%s', (_, after, expected) => {
    expect(compareValues(before, after, { keyLength: 1, at: 1 })).toEqual(expected);
  });

  test('of several columns, whose values have commas', () => {
    const rows: Rows = [['a, b', 'c', 'x'], ['a', 'b, c', 'y']];
    expect(compareValues(rows, rows, { keyLength: 2, at: 2 })).toEqual({ of: 2, lost: 0, changed: 0 });
    expect(compareValues(rows, [['a, b', 'c', 'x'], ['a', 'b, c', 'z']], { keyLength: 2, at: 2 })).toEqual({ of: 2, lost: 0, changed: 1, example: { row: 'a, b, c', before: 'y', after: 'z' } });
  });

  test('in a column after others', () => {
    expect(compareValues([['1', 'same', 'a']], [['1', 'same', 'b']], { keyLength: 1, at: 2 })).toEqual({ of: 1, lost: 0, changed: 1, example: { row: '1', before: 'a', after: 'b' } });
  });
});

describe('values of rows without a key', () => {
  test.each<[string, readonly (string | null)[], readonly (string | null)[], ReturnType<typeof compareValues>]>([
    ['that are the same, in another order', ['a', 'b', null], [null, 'b', 'a'], { of: 2, lost: 0, changed: 0 }],
    ['of which one is another', ['a', 'b'], ['b', 'A'], { of: 2, lost: 0, changed: 1, example: { before: 'a', after: 'A' } }],
    ['of which one is gone', ['a', 'a', 'b'], ['a', 'b', null], { of: 3, lost: 1, changed: 0, example: { before: 'a', after: null } }],
    ['that were none', [null], ['a'], { of: 0, lost: 0, changed: 0 }],
    ['of no row', [], [], { of: 0, lost: 0, changed: 0 }],
  ])('%s', (_, before, after, expected) => {
    expect(compareValues(before.map((value) => [value]), after.map((value) => [value]), { keyLength: 0, at: 0 })).toEqual(expected);
  });
});
