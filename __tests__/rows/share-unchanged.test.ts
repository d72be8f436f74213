import { expect, test } from 'vitest';
import { shareUnchanged } from '../../src/rows/share-unchanged.ts';
import { makeFingerprint, makeRows } from '../checks/rows/make-rows.ts';

const read = (): ReturnType<typeof makeFingerprint> => makeFingerprint(makeRows('users', { id: [1, 2], name: ['a', 'b'] }), makeRows('roles', { id: [1] }));

test('a reading that tells what the earlier one told is the earlier one', () => {
  const earlier = read();
  expect(shareUnchanged(read(), earlier)).toBe(earlier);
});

test('what changed is as it was read, and the rest as it was', () => {
  const earlier = read();
  const reading = makeFingerprint(makeRows('users', { id: [1, 2], name: ['a', 'c'] }), makeRows('roles', { id: [1] }));
  const shared = shareUnchanged(reading, earlier);
  expect(shared).toEqual(reading);
  const [users, roles] = [...earlier.keys()].map((key) => [earlier.get(key), shared.get(key)] as const);
  expect(roles?.[1]).toBe(roles?.[0]);
  expect(users?.[1]).not.toBe(users?.[0]);
  expect(users?.[1]?.columns.get('id')).toBe(users?.[0]?.columns.get('id'));
  expect(users?.[1]?.columns.get('name')).not.toBe(users?.[0]?.columns.get('name'));
});

test.each([
  ['a table more', makeFingerprint(makeRows('users', { id: [1, 2], name: ['a', 'b'] }), makeRows('roles', { id: [1] }), makeRows('tags', { id: [] }))],
  ['a table less', makeFingerprint(makeRows('roles', { id: [1] }))],
  ['a column less', makeFingerprint(makeRows('users', { id: [1, 2] }), makeRows('roles', { id: [1] }))],
  ['a row more', makeFingerprint(makeRows('users', { id: [1, 2, 3], name: ['a', 'b', null] }), makeRows('roles', { id: [1] }))],
])('a reading with %s is as it was read', (_, reading) => {
  expect(shareUnchanged(reading, read())).toEqual(reading);
});
