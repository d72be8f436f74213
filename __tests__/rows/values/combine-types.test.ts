import { expect, test } from 'vitest';
import type { ValueType } from '../../../src/rows/value-type.ts';
import { combineTypes, rewriteValue } from '../../../src/rows/values/combine-types.ts';

const text = (maxLength?: number): ValueType => ({ kind: 'text', maxLength, isPadded: false, repertoire: 'unicode', isLoose: false });
const integer = (min: bigint, max: bigint): ValueType => ({ kind: 'integer', min, max });
const decimal = (precision: number | undefined, scale: number): ValueType => ({ kind: 'decimal', precision, scale, isUnsigned: false });
const moment: ValueType = { kind: 'timestamp', precision: 6, hasZone: false, min: '1000-01-01 00:00:00', max: '9999-12-31 23:59:59' };
const day: ValueType = { kind: 'date', min: '0001-01-01', max: '5000-12-31' };
const labels = (...own: string[]): ValueType => ({ kind: 'enum', labels: own });

test.each([
  ['a shorter text', text(50), text(8), text(8)],
  ['a text that becomes a number', text(3), integer(-2000n, 2000n), integer(-99n, 999n)],
  ['a number that becomes a text', integer(-2000n, 2000n), text(), integer(-2000n, 2000n)],
  ['a text that becomes an enum', text(2), labels('a', 'long'), labels('a')],
  ['a text too short for a UUID', text(10), { kind: 'uuid' }, undefined],
  ['a smaller number', integer(-5n, 70000n), integer(-32768n, 32767n), integer(-5n, 32767n)],
  ['a number that becomes a decimal', integer(-1000n, 1000n), decimal(4, 2), integer(-99n, 99n)],
  ['a decimal of fewer digits', decimal(10, 4), decimal(6, 2), decimal(6, 2)],
  ['a number that becomes a boolean', integer(0n, 255n), { kind: 'boolean' }, integer(0n, 1n)],
  ['a moment that becomes a day', moment, day, { kind: 'date', min: '1000-01-01', max: '5000-12-31' }],
  ['an enum that loses a label', labels('a', 'b', 'c'), labels('c', 'a', 'd'), labels('a', 'c')],
  ['what has nothing in common', labels('a'), labels('b'), undefined],
  ['a UUID that becomes a number', { kind: 'uuid' }, integer(0n, 9n), undefined],
] as const)('%s', (_, now, later, combined) => expect(combineTypes(now, later)).toEqual(combined));

test('values are written as the column takes them', () => {
  expect([
    rewriteValue({ kind: 'number', digits: '12' }, text()),
    rewriteValue({ kind: 'boolean', value: true }, text()),
    rewriteValue({ kind: 'text', value: '2024-02-29' }, moment),
    rewriteValue({ kind: 'text', value: '2024-02-29' }, text()),
  ]).toEqual([
    { kind: 'text', value: '12' },
    { kind: 'text', value: '1' },
    { kind: 'text', value: '2024-02-29 00:00:00' },
    { kind: 'text', value: '2024-02-29' },
  ]);
});
