import { splitName } from './split-name.ts';
import { readDecimal, readLimits, readTicks, countDecimals } from './ticks.ts';
import type { SteppedType } from './ticks.ts';

/** Steps between which a column's values lie, both ends included. */
export interface Window {
  readonly low: bigint;
  readonly high: bigint;
}

const numbers: readonly (readonly [words: string, low: string, high: string])[] = [
  ['latitude lat', '-89', '89'],
  ['longitude lng lon', '-179', '179'],
  ['percent percentage pct progress', '0', '100'],
  ['ratio fraction probability confidence', '0', '1'],
  ['rate discount', '0.01', '0.99'],
  ['rating stars', '1', '5'],
  ['price amount total subtotal cost fee balance salary tax revenue', '1', '999'],
  ['quantity qty count stock number copies', '1', '100'],
  ['age', '18', '90'],
  ['year', '2000', '2024'],
  ['month', '1', '12'],
  ['weekday', '1', '7'],
  ['day', '1', '28'],
  ['hour hours', '0', '23'],
  ['minute minutes second seconds', '0', '59'],
  ['priority level rank', '1', '10'],
  ['position sort order ordinal index', '1', '50'],
  ['port', '1024', '65535'],
  ['size bytes length', '1', '100000'],
  ['duration ms', '1', '60000'],
  ['timestamp epoch', '1577836800', '1735603200'],
  ['score points', '0', '100'],
];

/** Where a column's numbers, days or moments lie by its name, as far as its type reaches. Never near the day on which this runs. */
export function findWindow(columnName: string, type: SteppedType): Window {
  const words = splitName(columnName);
  const limits = readLimits(type);
  const wanted = wishFor(words, type);
  const [low, high] = [wanted.low > limits.low ? wanted.low : limits.low, wanted.high < limits.high ? wanted.high : limits.high];
  return low <= high ? { low, high } : limits;
}

function wishFor(words: readonly string[], type: SteppedType): Window {
  if (type.kind === 'time') return readBetween(type, '08:00:00', '18:00:00');
  if (type.kind === 'date' || type.kind === 'timestamp') {
    const isBirth = words.some((word) => ['birth', 'birthday', 'birthdate', 'dob', 'born'].includes(word));
    return isBirth ? readBetween(type, '1950-01-01', '2003-12-31') : readBetween(type, '2020-01-01', '2023-12-31');
  }
  const [, low, high] = numbers.find(([accepted]) => words.some((word) => accepted.split(' ').includes(word))) ?? ['', '1', '1000'];
  const scale = countDecimals(type);
  return { low: readDecimal(low, scale) ?? 0n, high: readDecimal(high, scale) ?? 0n };
}

function readBetween(type: SteppedType, low: string, high: string): Window {
  return { low: readTicks({ kind: 'text', value: low }, type) ?? 0n, high: readTicks({ kind: 'text', value: high }, type) ?? 0n };
}
