import { describe, expect, test } from 'vitest';
import { findSeverity, isOffEverywhere } from '../../src/checks/find-severity.ts';
import type { Severities } from '../../src/checks/find-severity.ts';

const id = 'destructive/drop-column';
const file = 'migrations/legacy/.old/a1.py';

const order = [
  ['destructive', 'note'],
  ['destructive in migrations/legacy/**', 'warning'],
  [id, 'error'],
  [`${id} in migrations/**`, 'off'],
] as const;

test('the most specific goes first, wherever it stands', () => {
  for (let most = 0; most <= order.length; most += 1) {
    for (const severities of [order.slice(0, most), order.slice(0, most).toReversed()]) expect(findSeverity(new Map(severities), id, file)).toBe(severities.length === 0 ? undefined : order[most - 1]?.[1]);
  }
});

test('of two paths the later goes first', () => {
  expect(findSeverity(new Map([['destructive in **/a1.py', 'note'], ['destructive in migrations/**', 'off']]), id, file)).toBe('off');
});

test.each([
  ['destructive in migrations/*.py', file, undefined],
  ['destructive in migrations/legacy', file, undefined],
  ['destructive in migrations/{legacy,older}/**', file, 'off'],
  ['destructive in **/*.py', file, 'off'],
  ['destructive in **/*.py', 'a1.py', 'off'],
  ['destructive in MIGRATIONS/**', file, undefined],
  ['destructive in **', undefined, undefined],
  ['destruct in **', file, undefined],
] as const)('%s for %s', (key, path, expected) => {
  expect(findSeverity(new Map([[key, 'off']]), id, path)).toBe(expected);
});

describe('a check is off everywhere', () => {
  test.each<[boolean, Severities]>([
    [false, new Map()],
    [true, new Map([['destructive', 'off']])],
    [true, new Map([['destructive', 'off'], ['destructive in a/**', 'off'], ['rows in a/**', 'error']])],
    [false, new Map([['destructive', 'off'], ['destructive in a/**', 'note']])],
    [false, new Map([[id, 'off'], [`${id} in a/**`, 'note']])],
    [true, new Map([[id, 'off'], ['destructive in a/**', 'note']])],
    [false, new Map([['destructive', 'off'], [id, 'note']])],
  ])('%s: %j', (expected, severities) => expect(isOffEverywhere(severities, id)).toBe(expected));
});
