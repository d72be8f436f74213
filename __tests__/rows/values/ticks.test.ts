import { expect, test } from 'vitest';
import { readLimits, readTicks, writeTicks } from '../../../src/rows/values/ticks.ts';
import type { SteppedType } from '../../../src/rows/values/ticks.ts';

const decimal: SteppedType = { kind: 'decimal', precision: 5, scale: 2, isUnsigned: false };
const day: SteppedType = { kind: 'date', min: '0001-01-01', max: '9999-12-31' };
const moment: SteppedType = { kind: 'timestamp', precision: 3, hasZone: false, min: '1000-01-01 00:00:00', max: '9999-12-31 23:59:59' };
const time: SteppedType = { kind: 'time', precision: 6, hasZone: false };

test.each([
  [decimal, { kind: 'number', digits: '-12.5' }, -1250n, { kind: 'number', digits: '-12.50' }],
  [decimal, { kind: 'number', digits: '0.005' }, 0n, { kind: 'number', digits: '0.00' }],
  [decimal, { kind: 'number', digits: '-0.001' }, -1n, { kind: 'number', digits: '-0.01' }],
  [decimal, { kind: 'number', digits: '1.5e1' }, 1500n, { kind: 'number', digits: '15.00' }],
  [{ ...decimal, scale: -2 }, { kind: 'number', digits: '1250' }, 12n, { kind: 'number', digits: '1200' }],
  [day, { kind: 'text', value: '1969-12-31' }, -1n, { kind: 'text', value: '1969-12-31' }],
  [day, { kind: 'text', value: '0001-01-01' }, -719162n, { kind: 'text', value: '0001-01-01' }],
  [moment, { kind: 'text', value: '2024-02-29 23:59:59.1239' }, 1709251199123n, { kind: 'text', value: '2024-02-29 23:59:59.123' }],
  [moment, { kind: 'text', value: '1969-12-31T23:59:59.5' }, -500n, { kind: 'text', value: '1969-12-31 23:59:59.500' }],
  [time, { kind: 'text', value: '01:00:00.000001' }, 3600000001n, { kind: 'text', value: '01:00:00.000001' }],
] as const)('%j reads %j', (type, value, ticks, written) => {
  expect(readTicks(value, type)).toBe(ticks);
  expect(writeTicks(ticks, type)).toEqual(written);
});

test('what is no number or moment stands on no step', () => {
  expect([readTicks({ kind: 'text', value: '' }, decimal), readTicks({ kind: 'text', value: 'now' }, moment), readTicks({ kind: 'null' }, day)]).toEqual([undefined, undefined, undefined]);
});

test('limits are the first and the last step', () => {
  expect([readLimits(decimal), readLimits({ ...decimal, isUnsigned: true }), readLimits(time), readLimits(day)]).toEqual([
    { low: -99999n, high: 99999n },
    { low: 0n, high: 99999n },
    { low: 0n, high: 86_399_999_999n },
    { low: -719162n, high: 2932896n },
  ]);
});
