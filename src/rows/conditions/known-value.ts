import type { RowValue } from '../row-value.ts';

/** A value; `some` is one that is not NULL and otherwise unknown, undefined one of which nothing is known. */
export type Known = RowValue | { readonly kind: 'some' } | undefined;

/** What an expression is evaluated on. */
export interface Surroundings {
  readonly valueOf: (column: string) => Known;
  /** The time that it is, as `2024-02-29 12:00:00`; undefined: unknown. */
  readonly now: string | undefined;
}

export const nullValue: RowValue = { kind: 'null' };

/** Undefined and `some` aside. */
export function isKnown(value: Known): value is RowValue {
  return value !== undefined && value.kind !== 'some';
}

export function truth(value: boolean | undefined): Known {
  return value === undefined ? undefined : { kind: 'boolean', value };
}

/** Undefined for NULL too. MySQL and SQLite take any number but zero for true. */
export function toTruth(value: Known): boolean | undefined {
  if (value?.kind === 'boolean') return value.value;
  return value?.kind === 'number' ? Number(value.digits) !== 0 : undefined;
}

export function numberValue(digits: string | number): RowValue {
  return { kind: 'number', digits: String(digits) };
}

export function textValue(value: string): RowValue {
  return { kind: 'text', value };
}
