import { isSameValue } from '../conditions/compare-values.ts';
import type { Condition } from '../conditions/condition.ts';
import { listColumns } from '../conditions/condition.ts';
import { evaluate, isMet } from '../conditions/evaluate-condition.ts';
import { meetsDemand } from '../conditions/meets-demand.ts';
import type { Demand } from '../conditions/demand.ts';
import type { Surroundings } from '../conditions/known-value.ts';
import { isKnown } from '../conditions/known-value.ts';
import type { ColumnPlan, TablePlan } from '../plan/table-plan.ts';
import type { RowValue } from '../row-value.ts';
import { rewriteValue } from '../values/combine-types.ts';
import { isStepped, readLimits, readTicks, writeTicks } from '../values/ticks.ts';
import { invertExpression } from './invert-expression.ts';
import { readMade } from './read-made.ts';

/** Rounds through all conditions: what is mended for one may break another. */
const maxRounds = 3;

/** What of a row may be changed. */
interface Mending {
  readonly values: Map<string, RowValue>;
  readonly columns: readonly ColumnPlan[];
  readonly demand: Demand;
  readonly around: Surroundings;
  readonly domainColumn: string | undefined;
}

/** Changes a row where a condition is broken that relates several of its columns, such as `total = net + tax`, by computing one of them. */
export function mendRow(values: Map<string, RowValue>, { conditions, columns, shape }: TablePlan, demand: Demand): void {
  for (let round = 0; round < maxRounds; round++) {
    let hasChanged = false;
    for (const { condition, domainColumn } of conditions) {
      if (condition === undefined) continue;
      const valueOf = (column: string): RowValue | undefined => readMade(values, domainColumn ?? column, shape.columns);
      const mending: Mending = { values, columns, demand, around: { valueOf, now: undefined }, domainColumn };
      hasChanged = mend(condition, mending) || hasChanged;
    }
    if (!hasChanged) return;
  }
}

function findName(values: ReadonlyMap<string, RowValue>, column: string): string | undefined {
  return values.has(column) ? column : [...values.keys()].find((name) => name.toLowerCase() === column.toLowerCase());
}

/** Whether something was changed. */
function mend(condition: Condition, mending: Mending): boolean {
  if (isMet(evaluate(condition, mending.around)) !== false) return false;
  switch (condition.kind) {
    case 'and':
      return condition.operands.map((operand) => mend(operand, mending)).includes(true);
    case 'or':
      return condition.operands.some((operand) => mend(operand, mending));
    case 'case': {
      const branch = condition.branches.find(({ when }) => isTrue(when, mending.around));
      return mend(branch?.then ?? condition.otherwise, mending);
    }
    case 'comparison': {
      const { operator, left, right } = condition;
      if (operator === '<>' || operator === 'distinct') return false;
      const step = operator === '<' || operator === '>' ? 1n : 0n;
      return compute(left, right, operator === '<' ? -step : step, mending) || compute(right, left, operator === '<' ? step : -step, mending);
    }
    case 'in':
      return condition.choices.some((choice) => compute(condition.operand, choice, 0n, mending));
    default:
      return false;
  }
}

function isTrue(condition: Condition, around: Surroundings): boolean {
  const value = evaluate(condition, around);
  return value?.kind === 'boolean' && value.value;
}

/** Sets a column of an expression so that the expression is what another one is, or the next number. */
function compute(expression: Condition, other: Condition, step: bigint, mending: Mending): boolean {
  const { values, columns, demand, around, domainColumn } = mending;
  const wanted = evaluate(other, around);
  if (!isKnown(wanted) || wanted.kind === 'null') return false;
  const target = step === 0n ? wanted : wanted.kind === 'number' ? addToWhole(wanted.digits, step) : undefined;
  if (target === undefined) return false;
  // The last one is most often what is computed.
  for (const written of listColumns(expression).toReversed()) {
    const name = findName(values, domainColumn ?? written);
    const plan = columns.find(({ shape }) => shape.name === name);
    const own = name === undefined ? undefined : values.get(name);
    if (plan === undefined || name === undefined || own === undefined || own.kind === 'sql' || own.kind === 'null') continue;
    const found = invertExpression(expression, written, target, around);
    const value = found === undefined ? undefined : fitColumn(found, plan);
    const asked = demand.columns.get(name);
    if (value === undefined || isSameValue(value, own) === true || (asked !== undefined && meetsDemand(value, asked) === false)) continue;
    values.set(name, value);
    return true;
  }
  return false;
}

function addToWhole(digits: string, step: bigint): RowValue | undefined {
  const whole = /^-?\d+(?=$|\.)/.exec(digits)?.[0];
  return whole === undefined ? undefined : { kind: 'number', digits: String(BigInt(whole) + step) };
}

/** As a column holds it; undefined where it does not fit. */
function fitColumn(value: RowValue, { type, target }: ColumnPlan): RowValue | undefined {
  if (!isStepped(type)) return type.kind === 'text' && value.kind === 'text' && Array.from(value.value).length <= (type.maxLength ?? Infinity) ? rewriteValue(value, target) : undefined;
  const ticks = readTicks(value, type);
  const { low, high } = readLimits(type);
  if (ticks === undefined || ticks < low || ticks > high) return undefined;
  return rewriteValue(writeTicks(ticks, type), target);
}
