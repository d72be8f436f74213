import { describe, expect, test } from 'vitest';
import { compareFingerprints, isSameRows } from '../../src/rows/compare-fingerprints.ts';
import type { TableFingerprint } from '../../src/rows/fingerprint.ts';
import { makeFingerprint, makeRows } from '../checks/rows/make-rows.ts';

/** What became of one table: its numbers of rows, and `column kind before>after`. */
function compare(before: TableFingerprint, after: TableFingerprint): string[] {
  return compareFingerprints(makeFingerprint(before), makeFingerprint(after)).flatMap(({ schema, name, before: first, after: last, columns }) => [
    `${schema ?? '-'} ${name} ${String(first)}>${String(last)}`,
    ...columns.map((column) => `${column.column} ${column.kind} ${String(column.before)}>${String(column.after)}`),
  ]);
}

const users = makeRows('users', { id: [1, 2, 3], name: ['a', 'b', null] });

describe('the rows of a table', () => {
  test.each<[string, TableFingerprint, readonly string[]]>([
    ['are the same', users, []],
    ['are the same in another order', makeRows('users', { id: [3, 1, 2], name: [null, 'a', 'b'] }), []],
    ['have a column that came', makeRows('users', { id: [1, 2, 3], name: ['a', 'b', null], more: ['x', 'y', 'z'] }), []],
    ['lack a column', makeRows('users', { id: [1, 2, 3] }), ['public users 3>3', 'name missing 2>0']],
    ['lost all values of a column', makeRows('users', { id: [1, 2, 3], name: [null, null, null] }), ['public users 3>3', 'name emptied 2>0']],
    ['lost one value of a column', makeRows('users', { id: [1, 2, 3], name: ['a', null, null] }), ['public users 3>3', 'name emptied 2>1']],
    ['have other values', makeRows('users', { id: [1, 2, 3], name: ['a', 'B', null] }), ['public users 3>3', 'name changed 2>2']],
    ['have a value in the place of NULL', makeRows('users', { id: [1, 2, 3], name: ['a', 'b', ''] }), ['public users 3>3', 'name changed 2>3']],
    ['have the same values in other rows', makeRows('users', { id: [1, 2, 3], name: ['b', 'a', null] }), ['public users 3>3', 'name exchanged 2>2']],
    ['have other keys, with which nothing else can be told', makeRows('users', { id: [4, 5, 6], name: ['b', 'a', null] }), ['public users 3>3', 'id changed 3>3']],
    ['have another primary key', makeRows('users', { id: [1, 2, 3], name: ['b', 'a', null] }, { key: ['name'] }), []],
    ['are fewer', makeRows('users', { id: [1], name: ['a'] }), ['public users 3>1']],
    ['are fewer, and none has a value', makeRows('users', { id: [1], name: [null] }), ['public users 3>1', 'name emptied 2>0']],
    ['are fewer, without a column', makeRows('users', { id: [1] }), ['public users 3>1', 'name missing 2>0']],
    ['are gone', makeRows('users', { id: [], name: [] }), ['public users 3>0']],
    ['are more', makeRows('users', { id: [1, 2, 3, 4], name: ['a', 'b', null, 'd'] }), ['public users 3>4']],
  ])('%s', (_, after, expected) => {
    expect(compare(users, after)).toEqual(expected);
  });

  test('lack a column that had no value', () => {
    expect(compare(makeRows('users', { id: [1], name: [null] }), makeRows('users', { id: [1] }))).toEqual([]);
  });

  test('without a key are told by their values alone', () => {
    const keyless = (...names: readonly string[]) => makeRows('log', { name: names }, { key: [] });
    expect(compare(keyless('a', 'b'), keyless('b', 'a'))).toEqual([]);
    expect(compare(keyless('a', 'b'), keyless('b', 'c'))).toEqual(['public log 2>2', 'name changed 2>2']);
  });
});

test('tables that came or are gone are none of it', () => {
  expect(compareFingerprints(makeFingerprint(users), makeFingerprint(makeRows('teams', { id: [1] })))).toEqual([]);
});

test('a table of the same name in another schema is another', () => {
  const [one, other] = [makeRows('users', { id: [1] }, { schema: 'app' }), makeRows('users', { id: [1, 2] }, { schema: 'app' })];
  expect(compareFingerprints(makeFingerprint(users, one), makeFingerprint(users, other))).toEqual([{ schema: 'app', name: 'users', before: 1, after: 2, columns: [] }]);
});

test.each<[boolean, string, readonly TableFingerprint[], readonly TableFingerprint[]]>([
  [true, 'nothing', [], []],
  [true, 'the same', [users], [users]],
  [false, 'a table that is gone', [users], []],
  [false, 'a table that came', [], [users]],
  [false, 'another table', [users], [makeRows('teams', { id: [1, 2, 3], name: ['a', 'b', null] })]],
  [false, 'a column that came', [makeRows('users', { id: [1] })], [makeRows('users', { id: [1], name: ['a'] })]],
  [false, 'a value that came', [makeRows('users', { id: [1], name: [null] })], [makeRows('users', { id: [1], name: ['a'] })]],
  [false, 'a row that came', [makeRows('users', { id: [1] })], [makeRows('users', { id: [1, 2] })]],
])('whether rows are the same is %s: %s', (expected, _, a, b) => {
  expect(isSameRows(makeFingerprint(...a), makeFingerprint(...b))).toBe(expected);
});
