import { compareValues } from '../conditions/compare-values.ts';
import type { ColumnComparison, ColumnDemand, Demand } from '../conditions/demand.ts';
import { meetsDemand } from '../conditions/meets-demand.ts';
import type { ColumnPlan } from '../plan/table-plan.ts';
import type { RowValue } from '../row-value.ts';
import { rewriteValue } from '../values/combine-types.ts';
import { makeDemanded } from '../values/make-value.ts';
import { Random } from '../values/random.ts';
import type { TakenValues } from './taken-values.ts';

/** Values that are made before one that another row has already is taken. */
const maxValues = 40;
/** Attempts in which columns of few values go on side by side. */
const maxInStep = 3;
/** Kinds whose few values repeat. */
const repeating: ReadonlySet<string> = new Set(['boolean', 'enum', 'set', 'literals']);

/** Which value of a column is wanted. */
export interface ColumnWish {
  readonly row: number;
  readonly rows: number;
  readonly attempt: number;
  readonly demand: ColumnDemand | undefined;
  /** To be taken if it fits; undefined: none. */
  readonly edge: RowValue | undefined;
  /** Out of a condition that is not understood: to be taken before everything else, also in several rows. */
  readonly literal?: RowValue | undefined;
  /** The simplest values of its type. */
  readonly isTame: boolean;
  readonly taken: TakenValues;
  /** Whether a value must not stand in another row. */
  readonly isDistinct: boolean;
}

/** A value for one column of one row, within what is demanded and different from those of other rows as far as it can be; undefined where there is none. */
export function makeColumn(plan: ColumnPlan, wish: ColumnWish): RowValue | undefined {
  const { row, rows, demand, edge, literal, taken, isDistinct } = wish;
  if (demand?.isNull === true) return plan.isNullable ? { kind: 'null' } : undefined;
  if (literal !== undefined) {
    const value = rewriteValue(literal, plan.target);
    if (!isDistinct || !taken.has(plan.shape.name, value)) return value;
  }
  if (edge !== undefined && (demand === undefined || meetsDemand(edge, demand) === true)) {
    const value = rewriteValue(edge, plan.target);
    if (edge.kind === 'null' || !taken.has(plan.shape.name, value)) return value;
  }
  // Columns of a few values each go through all of their combinations, and not through the same ones side by side.
  const isFew = repeating.has(plan.type.kind) || demand?.oneOf !== undefined;
  const leap = isFew && wish.attempt >= maxInStep ? new Random(plan.seed, row, -1 - wish.attempt).index(1000) : 0;
  let fallback: RowValue | undefined;
  for (let step = 0; step < maxValues; step++) {
    const attempt = wish.attempt + step;
    const value = makeDemanded(plan.type, plan.source, { row: row + leap, rows, attempt, demand, isTame: wish.isTame, random: new Random(plan.seed, row, attempt) });
    if (value === undefined || !fits(value, demand)) continue;
    const written = rewriteValue(value, plan.target);
    if (!taken.has(plan.shape.name, written)) return written;
    fallback ??= written;
    if (repeating.has(plan.type.kind) && !isDistinct) return written;
  }
  return isDistinct ? undefined : fallback;
}

function fits(value: RowValue, demand: ColumnDemand | undefined): boolean {
  return demand === undefined || meetsDemand(value, demand) !== false;
}

/** What other columns of the row, which have their values already, leave for one. */
export function boundByOthers(column: string, comparisons: readonly ColumnComparison[], values: ReadonlyMap<string, RowValue>, demand: Demand): ColumnDemand | undefined {
  let own = demand.columns.get(column);
  for (const { left, operator, right } of comparisons) {
    if (left === right || (left !== column && right !== column)) continue;
    const other = values.get(left === column ? right : left);
    if (other === undefined || other.kind === 'null' || other.kind === 'sql') continue;
    if (operator === '=') own = { ...own, oneOf: [other] };
    else if (operator === '<>') own = { ...own, noneOf: [...(own?.noneOf ?? []), other] };
    else own = tighten(own, left === column ? 'max' : 'min', other, operator === '<');
  }
  return own;
}

function tighten(demand: ColumnDemand | undefined, side: 'min' | 'max', value: RowValue, isExclusive: boolean): ColumnDemand {
  const bound = demand?.[side];
  const order = bound === undefined ? undefined : compareValues(bound.value, value);
  const isTighter = order === undefined || (side === 'max' ? order > 0 : order < 0) || (order === 0 && isExclusive);
  return isTighter ? { ...demand, [side]: { value, isExclusive } } : { ...demand };
}
