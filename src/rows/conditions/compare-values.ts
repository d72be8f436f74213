import type { RowValue } from '../row-value.ts';
import { compareDecimals, readDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { measureInterval, readInterval, readMoment } from './moment.ts';

/** A value as a number; undefined where it is none. */
export function toDecimal(value: RowValue): Decimal | undefined {
  if (value.kind === 'number') return readDecimal(value.digits);
  if (value.kind === 'boolean') return { unscaled: value.value ? 1n : 0n, scale: 0 };
  return value.kind === 'text' ? readDecimal(value.value) : undefined;
}

/**
 * Below zero where the left one comes first, 0 where they are the same; undefined where that is the server's to tell: texts of which only
 * a collation knows the order, values of different kinds, NULL.
 */
export function compareValues(left: RowValue, right: RowValue): number | undefined {
  if (left.kind === 'text' && right.kind === 'text') return compareTexts(left.value, right.value);
  const isNumeric = [left, right].some(({ kind }) => kind === 'number' || kind === 'boolean');
  if (isNumeric) {
    const [a, b] = [toDecimal(left), toDecimal(right)];
    return a === undefined || b === undefined ? undefined : compareDecimals(a, b);
  }
  if (left.kind === 'bytes' && right.kind === 'bytes') return Buffer.compare(left.value, right.value);
  if (left.kind === 'bits' && right.kind === 'bits') return left.digits === right.digits ? 0 : left.digits < right.digits ? -1 : 1;
  if (left.kind === 'list' && right.kind === 'list') return compareLists(left.values, right.values);
  return undefined;
}

/** Whether two values are the same; undefined as for `compareValues`. */
export function isSameValue(left: RowValue, right: RowValue): boolean | undefined {
  if (left.kind === 'text' && right.kind === 'text') return left.value === right.value || compareTexts(left.value, right.value) === 0;
  const order = compareValues(left, right);
  return order === undefined ? undefined : order === 0;
}

function compareLists(left: readonly RowValue[], right: readonly RowValue[]): number | undefined {
  for (const [index, value] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareValues(value, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Letters of these only have the same order in every collation. */
const plain = /^(?:[0-9]*|[a-z]*|[A-Z]*)$/;

function compareTexts(left: string, right: string): number | undefined {
  if (left === right) return 0;
  const [earlier, later] = [readMoment(left), readMoment(right)];
  if (earlier !== undefined && later !== undefined) return earlier - later;
  const [shorter, longer] = [readSpan(left), readSpan(right)];
  if (shorter !== undefined && longer !== undefined) return shorter - longer;
  const isComparable = left === '' || right === '' || (plain.test(left) && plain.test(right) && plain.test(left + right)) || isUuid(left, right) || isTime(left, right);
  return isComparable ? (left < right ? -1 : 1) : undefined;
}

/** An interval with a unit or clock, which is told from other texts. */
function readSpan(text: string): number | undefined {
  const interval = /^[+-]?\d/.test(text) && /[a-z]|^-?\d+:\d\d:\d\d/i.test(text) ? readInterval(text) : undefined;
  return interval === undefined ? undefined : measureInterval(interval);
}

function isUuid(...texts: readonly string[]): boolean {
  return texts.every((text) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text));
}

function isTime(...texts: readonly string[]): boolean {
  return texts.every((text) => /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text));
}
