import { expect, test } from 'vitest';
import { TakenValues } from '../../../src/rows/making/taken-values.ts';
import type { RowValue } from '../../../src/rows/row-value.ts';

const text = (value: string): RowValue => ({ kind: 'text', value });
const number = (digits: string): RowValue => ({ kind: 'number', digits });
const nothing: RowValue = { kind: 'null' };

test('values that a collation may compare as equal are taken', () => {
  const taken = new TakenValues([]);
  taken.add(new Map([['name', text('Café ')], ['price', number('1.50')]]));
  expect([text('CAFE'), text('cafés'), nothing].map((value) => taken.has('name', value))).toEqual([true, false, false]);
  expect([number('1.5'), number('1.05'), text('1.5')].map((value) => taken.has('price', value))).toEqual([true, false, false]);
});

test('a key is taken by all of its columns, by NULL only where that counts, and never where the server makes a part', () => {
  const strict = { name: 'strict', columns: ['a', 'b'], hasDistinctNulls: false, isSoft: false };
  const soft = { name: 'soft', columns: ['c'], hasDistinctNulls: true, isSoft: true };
  const taken = new TakenValues([strict, soft]);
  taken.add(new Map([['a', number('1')], ['b', nothing], ['c', number('7')]]));
  taken.add(new Map([['a', number('2')], ['c', nothing]]));
  const find = (isStrict: boolean, ...[a, b, c]: readonly (RowValue | undefined)[]): string | undefined =>
    taken.findClash(new Map([['a', a], ['b', b], ['c', c]].flatMap(([column, value]) => (value === undefined ? [] : [[column as string, value as RowValue] as const]))), isStrict)?.name;
  expect([
    find(true, number('1'), nothing, number('8')),
    find(true, number('1'), number('1'), number('8')),
    find(true, number('2'), undefined, number('8')),
    find(true, number('3'), nothing, number('7')),
    find(false, number('3'), nothing, number('7')),
    find(true, number('3'), nothing, nothing),
  ]).toEqual(['strict', undefined, undefined, 'soft', undefined, undefined]);
});
