import type { RowValue } from '../row-value.ts';
import { compareValues, isSameValue } from './compare-values.ts';
import type { Bound, ColumnComparison, ColumnDemand, Demand, TextPattern } from './demand.ts';
import { meetsDemand } from './meets-demand.ts';

/** Asks for nothing. */
export const noDemand: Demand = { columns: new Map(), comparisons: [], isWhole: true };

/** Asks for nothing either, as it is not known what to ask for. */
export const unknownDemand: Demand = { ...noDemand, isWhole: false };

/** Both at once; undefined where no row meets both. */
export function mergeDemands(a: Demand, b: Demand): Demand | undefined {
  let isWhole = a.isWhole && b.isWhole;
  const columns = new Map(a.columns);
  for (const [column, demand] of b.columns) {
    const merged = mergeColumns(columns.get(column) ?? {}, demand);
    if (merged === undefined) return undefined;
    columns.set(column, merged.demand);
    isWhole &&= merged.isWhole;
  }
  const comparisons = mergeComparisons(a.comparisons, b.comparisons);
  return comparisons === undefined ? undefined : { columns, comparisons, isWhole };
}

/** A demand on one column; undefined where no value meets it. */
export function makeDemand(column: string, demand: ColumnDemand, isWhole = true): Demand | undefined {
  const checked = mergeColumns({}, demand);
  return checked && { columns: new Map([[column, checked.demand]]), comparisons: [], isWhole };
}

interface MergedColumn {
  readonly demand: ColumnDemand;
  readonly isWhole: boolean;
}

function mergeColumns(a: ColumnDemand, b: ColumnDemand): MergedColumn | undefined {
  const isNull = a.isNull ?? b.isNull;
  if (a.isNull !== undefined && b.isNull !== undefined && a.isNull !== b.isNull) return undefined;
  // NULL meets everything else.
  if (isNull === true) return { demand: { isNull }, isWhole: true };
  const [min, max] = [chooseBound(a.min, b.min, 1), chooseBound(a.max, b.max, -1)];
  const [minLength, maxLength] = [chooseNumber(a.minLength, b.minLength, Math.max), chooseNumber(a.maxLength, b.maxLength, Math.min)];
  const patterns = [...(a.patterns ?? []), ...(b.patterns ?? []).filter((pattern) => !(a.patterns ?? []).some((other) => isSamePattern(pattern, other)))];
  const noneOf = [...(a.noneOf ?? []), ...(b.noneOf ?? [])];
  const rest: ColumnDemand = {
    ...(isNull === undefined ? {} : { isNull }),
    ...(min.bound === undefined ? {} : { min: min.bound }),
    ...(max.bound === undefined ? {} : { max: max.bound }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(patterns.length === 0 ? {} : { patterns }),
  };
  const isWhole = min.isSure && max.isSure;
  const oneOf = intersect(a.oneOf, b.oneOf)?.filter((value) => meetsDemand(value, noneOf.length === 0 ? rest : { ...rest, noneOf }) !== false);
  if (oneOf !== undefined) return oneOf.length === 0 ? undefined : { demand: narrow(rest, noneOf, oneOf), isWhole };
  if (isEmptyRange(min.bound, max.bound) || (minLength ?? 0) > (maxLength ?? Infinity)) return undefined;
  return { demand: noneOf.length === 0 ? rest : { ...rest, noneOf }, isWhole };
}

/** Without what all of the values meet for sure. */
function narrow(rest: ColumnDemand, noneOf: readonly RowValue[], oneOf: readonly RowValue[]): ColumnDemand {
  const whole = noneOf.length === 0 ? rest : { ...rest, noneOf };
  const isMetByAll = oneOf.every((value) => meetsDemand(value, whole) === true);
  if (!isMetByAll) return { ...whole, oneOf };
  return rest.isNull === undefined ? { oneOf } : { isNull: rest.isNull, oneOf };
}

function chooseBound(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): { readonly bound: Bound | undefined; readonly isSure: boolean } {
  if (a === undefined || b === undefined) return { bound: a ?? b, isSure: true };
  const order = compareValues(a.value, b.value);
  if (order === undefined) return { bound: a, isSure: false };
  return { bound: order * sign > 0 || (order === 0 && a.isExclusive) ? a : b, isSure: true };
}

function chooseNumber(a: number | undefined, b: number | undefined, choose: (a: number, b: number) => number): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : choose(a, b);
}

function isEmptyRange(min: Bound | undefined, max: Bound | undefined): boolean {
  const order = min === undefined || max === undefined ? undefined : compareValues(min.value, max.value);
  return order !== undefined && (order > 0 || (order === 0 && (min?.isExclusive === true || max?.isExclusive === true)));
}

function intersect(a: readonly RowValue[] | undefined, b: readonly RowValue[] | undefined): readonly RowValue[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.filter((value) => b.some((other) => isSameValue(value, other) === true));
}

function isSamePattern(a: TextPattern, b: TextPattern): boolean {
  return a.kind === b.kind && a.pattern === b.pattern && a.ignoresCase === b.ignoresCase && a.isNegated === b.isNegated;
}

/** Undefined where two of them speak against each other. */
function mergeComparisons(a: readonly ColumnComparison[], b: readonly ColumnComparison[]): readonly ColumnComparison[] | undefined {
  const merged = [...a];
  for (const own of b) {
    const same = merged.filter(({ left, right }) => (left === own.left && right === own.right) || (left === own.right && right === own.left));
    if (same.some((other) => contradicts(own, other))) return undefined;
    if (!same.some((other) => other.operator === own.operator && other.left === own.left)) merged.push(own);
  }
  return merged;
}

function contradicts(a: ColumnComparison, b: ColumnComparison): boolean {
  const operators = [a.operator, b.operator];
  if (operators.includes('=')) return operators.includes('<>') || operators.includes('<');
  if (a.left === b.left || operators.includes('<>')) return false;
  return operators.includes('<');
}
