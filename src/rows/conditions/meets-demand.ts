import type { RowValue } from '../row-value.ts';
import { compareValues, isSameValue } from './compare-values.ts';
import type { ColumnDemand } from './demand.ts';
import { matchesText } from './match-text.ts';

/** Whether a value is what a demand asks of its column. NULL is, unless it must not be; undefined where only the server can tell. */
export function meetsDemand(value: RowValue, demand: ColumnDemand): boolean | undefined {
  if (value.kind === 'null') return demand.isNull !== false;
  if (demand.isNull === true) return false;
  return allOf([
    () => isWithin(value, demand),
    () => (demand.oneOf === undefined ? true : isAmong(value, demand.oneOf)),
    () => (demand.noneOf === undefined ? true : not(isAmong(value, demand.noneOf))),
    () => hasLength(value, demand),
    ...(demand.patterns ?? []).map((pattern) => () => {
      const text = value.kind === 'text' ? value.value : value.kind === 'number' ? value.digits : undefined;
      return text === undefined ? undefined : matchesText(pattern, text);
    }),
  ]);
}

function allOf(tests: readonly (() => boolean | undefined)[]): boolean | undefined {
  let isUnknown = false;
  for (const test of tests) {
    const isMet = test();
    if (isMet === false) return false;
    isUnknown ||= isMet === undefined;
  }
  return isUnknown ? undefined : true;
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function isWithin(value: RowValue, { min, max }: ColumnDemand): boolean | undefined {
  return allOf([
    () => {
      const order = min === undefined ? 1 : compareValues(value, min.value);
      return order === undefined ? undefined : order > 0 || (order === 0 && min?.isExclusive !== true);
    },
    () => {
      const order = max === undefined ? -1 : compareValues(value, max.value);
      return order === undefined ? undefined : order < 0 || (order === 0 && max?.isExclusive !== true);
    },
  ]);
}

function isAmong(value: RowValue, others: readonly RowValue[]): boolean | undefined {
  const found = others.map((other) => isSameValue(value, other));
  return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
}

function hasLength(value: RowValue, { minLength, maxLength }: ColumnDemand): boolean | undefined {
  if (minLength === undefined && maxLength === undefined) return true;
  const length = measureLength(value);
  return length === undefined ? undefined : length >= (minLength ?? 0) && length <= (maxLength ?? Infinity);
}

function measureLength(value: RowValue): number | undefined {
  if (value.kind === 'text') return Array.from(value.value).length;
  if (value.kind === 'number' || value.kind === 'bits') return value.digits.length;
  if (value.kind === 'bytes') return value.value.length;
  return value.kind === 'list' ? value.values.length : undefined;
}
