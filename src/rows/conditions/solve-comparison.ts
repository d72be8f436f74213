import type { RowValue } from '../row-value.ts';
import { toDecimal } from './compare-values.ts';
import type { Comparison, ComparisonOperator, Condition } from './condition.ts';
import { listColumns, listParts } from './condition.ts';
import { divide, multiply, writeDecimal } from './decimal.ts';
import type { ColumnDemand, Demand } from './demand.ts';
import { evaluate } from './evaluate-condition.ts';
import { evaluateOperation } from './evaluate-operation.ts';
import { isKnown, numberValue } from './known-value.ts';
import { makeDemand } from './merge-demands.ts';
import { solveCall } from './solve-call.ts';
import { stripCasts } from './strip-casts.ts';

/** Moments that stay in the past and in the future, within what MySQL's `timestamp` holds. */
const longAgo = '2020-01-01 00:00:00';
const farAhead = '2035-01-01 00:00:00';

export const flipped: Readonly<Record<ComparisonOperator, ComparisonOperator>> = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The value of an expression without columns; undefined where it has some or is not known. */
export function findConstant(condition: Condition, operator: Comparison['operator'] = '='): RowValue | undefined {
  if (listColumns(condition).length > 0) return undefined;
  const value = evaluate(condition, { valueOf: () => undefined, now: operator.startsWith('>') ? farAhead : longAgo });
  return isKnown(value) ? value : undefined;
}

/** Whether the value depends on when it is asked for. */
export function hasClock(condition: Condition): boolean {
  return (condition.kind === 'call' && /^(?:now|current_\w+|localtime\w*)$/.test(condition.name)) || listParts(condition).some(hasClock);
}

/** Ways to meet an expression's comparison with a value that is not NULL; undefined where none can be told. */
export function solveComparison(operator: ComparisonOperator, condition: Condition, value: RowValue): readonly Demand[] | undefined {
  const { operand, isSame } = stripCasts(condition);
  const ways = solveBare(operator, operand, value);
  return isSame ? ways : ways?.map((way) => ({ ...way, isWhole: false }));
}

function solveBare(operator: ComparisonOperator, condition: Condition, value: RowValue): readonly Demand[] | undefined {
  if (condition.kind === 'column') {
    const demand = makeDemand(condition.name, demandOf(operator, value));
    return demand === undefined ? [] : [demand];
  }
  if (condition.kind === 'call') return solveCall(operator, condition, value, solveComparison);
  if (condition.kind !== 'operation') return undefined;
  const [left, right] = [findConstant(condition.left), findConstant(condition.right)];
  if (right !== undefined) return moveRight(condition.operator, operator, condition.left, right, value);
  return left === undefined ? undefined : moveLeft(condition.operator, operator, left, condition.right, value);
}

function demandOf(operator: ComparisonOperator, value: RowValue): ColumnDemand {
  switch (operator) {
    case '=':
      return { oneOf: [value] };
    case '<>':
      return { noneOf: [value] };
    case '<':
    case '<=':
      return { max: { value, isExclusive: operator === '<' } };
    case '>':
    case '>=':
      return { min: { value, isExclusive: operator === '>' } };
  }
}

/** `x + constant`, `x * constant`. */
function moveRight(moved: string, operator: ComparisonOperator, rest: Condition, constant: RowValue, value: RowValue): readonly Demand[] | undefined {
  if (moved === '+' || moved === '-') {
    const other = evaluateOperation(moved === '+' ? '-' : '+', value, constant);
    if (!isKnown(other) || other.kind === 'null') return undefined;
    // Months are of different lengths.
    const ways = solveComparison(operator, rest, other);
    return other.kind === 'text' ? ways?.map((way) => ({ ...way, isWhole: false })) : ways;
  }
  const [a, b] = [toDecimal(value), toDecimal(constant)];
  if (a === undefined || b === undefined || b.unscaled === 0n) return undefined;
  const turned = b.unscaled < 0n ? flipped[operator] : operator;
  if (moved === '*') {
    const result = divide(a, b);
    if (result === undefined) return undefined;
    const ways = solveComparison(turned, rest, numberValue(writeDecimal(result.quotient)));
    return result.isExact ? ways : ways?.map((way) => ({ ...way, isWhole: false }));
  }
  if (moved !== '/') return undefined;
  const product = multiply(a, b);
  // Servers differ in whether they cut off what is behind the point.
  return product && solveComparison(turned, rest, numberValue(writeDecimal(product)))?.map((way) => ({ ...way, isWhole: false }));
}

/** `constant + x`, `constant - x`. */
function moveLeft(moved: string, operator: ComparisonOperator, constant: RowValue, rest: Condition, value: RowValue): readonly Demand[] | undefined {
  if (moved === '+' || moved === '*') return moveRight(moved, operator, rest, constant, value);
  if (moved !== '-') return undefined;
  const other = evaluateOperation('-', constant, value);
  return isKnown(other) && other.kind === 'number' ? solveComparison(flipped[operator], rest, other) : undefined;
}

/** One column against another, or nearly so; undefined where it is something else. */
export function solveColumns(operator: ComparisonOperator, left: Condition, right: Condition): Demand | undefined {
  const [a, b] = [findColumn(left), findColumn(right)];
  if (a === undefined || b === undefined || a.name === b.name) return undefined;
  const isWhole = a.isSame && b.isSame;
  const columns = new Map<string, ColumnDemand>();
  if (operator === '>' || operator === '>=') return { columns, comparisons: [{ left: b.name, operator: operator === '>' ? '<' : '<=', right: a.name }], isWhole };
  return { columns, comparisons: [{ left: a.name, operator, right: b.name }], isWhole };
}

/** The column that an expression is, or comes close to: `end_date - 1`. */
function findColumn(condition: Condition): { readonly name: string; readonly isSame: boolean } | undefined {
  const { operand, isSame } = stripCasts(condition);
  if (operand.kind === 'column') return { name: operand.name, isSame };
  if (operand.kind !== 'operation' || !/^[-+*/]$/.test(operand.operator)) return undefined;
  const own = findConstant(operand.right) !== undefined ? operand.left : findConstant(operand.left) !== undefined && operand.operator !== '-' ? operand.right : undefined;
  const column = own && findColumn(own);
  return column && { name: column.name, isSame: false };
}

