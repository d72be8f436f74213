import type { Condition } from '../conditions/condition.ts';
import { listColumns } from '../conditions/condition.ts';
import { evaluate } from '../conditions/evaluate-condition.ts';
import { evaluateOperation } from '../conditions/evaluate-operation.ts';
import type { Surroundings } from '../conditions/known-value.ts';
import { isKnown } from '../conditions/known-value.ts';
import type { RowValue } from '../row-value.ts';

/** What a column has to be for an expression to have a value while all other columns stay; undefined where that is not known. It is near it where a server rounds. */
export function invertExpression(expression: Condition, column: string, wanted: RowValue, around: Surroundings): RowValue | undefined {
  switch (expression.kind) {
    case 'column':
      return expression.name === column ? wanted : undefined;
    case 'cast':
      return invertExpression(expression.operand, column, wanted, around);
    case 'call':
      return invertCall(expression.name, expression.arguments, column, wanted, around);
    case 'operation':
      return invertOperation(expression, column, wanted, around);
    default:
      return undefined;
  }
}

function invertOperation({ operator, left, right }: Condition & { readonly kind: 'operation' }, column: string, wanted: RowValue, around: Surroundings): RowValue | undefined {
  const isLeft = hasColumn(left, column);
  // It would have to be solved for both at once.
  if (isLeft === hasColumn(right, column)) return undefined;
  const [own, other] = isLeft ? [left, evaluate(right, around)] : [right, evaluate(left, around)];
  if (!isKnown(other) || other.kind === 'null') return undefined;
  const below = solveFor(operator, isLeft, wanted, other, () => evaluate(own, around));
  return below === undefined ? undefined : invertExpression(own, column, below, around);
}

/** `x` where `x operator other`, or `other operator x`, is to be `wanted`. */
function solveFor(operator: string, isLeft: boolean, wanted: RowValue, other: RowValue, current: () => ReturnType<typeof evaluate>): RowValue | undefined {
  const calculate = (sign: string, one: RowValue, two: RowValue): RowValue | undefined => {
    const value = evaluateOperation(sign, one, two);
    return isKnown(value) && value.kind !== 'null' ? value : undefined;
  };
  switch (operator) {
    case '+':
      return calculate('-', wanted, other);
    case '-':
      return isLeft ? calculate('+', wanted, other) : calculate('-', other, wanted);
    case '*':
      return calculate('/', wanted, other);
    case '/':
      return isLeft ? calculate('*', wanted, other) : calculate('/', other, wanted);
    case '%': {
      const now = current();
      const rest = isLeft && isKnown(now) ? calculate('%', now, other) : undefined;
      const whole = rest === undefined || !isKnown(now) ? undefined : calculate('-', now, rest);
      return whole === undefined ? undefined : calculate('+', whole, wanted);
    }
    case '||':
      return cutText(wanted, other, isLeft);
    default:
      return undefined;
  }
}

function invertCall(name: string, parts: readonly Condition[], column: string, wanted: RowValue, around: Surroundings): RowValue | undefined {
  const own = parts.find((part) => hasColumn(part, column));
  if (own === undefined || parts.filter((part) => hasColumn(part, column)).length > 1) return undefined;
  if (name === 'coalesce' || name === 'ifnull') return parts[0] === own ? invertExpression(own, column, wanted, around) : undefined;
  if (['round', 'lower', 'upper', 'trim', 'btrim', 'abs', 'floor', 'trunc', 'ceil', 'ceiling', 'initcap'].includes(name)) return invertExpression(own, column, wanted, around);
  if (name !== 'concat') return undefined;
  let rest: RowValue | undefined = wanted;
  const place = parts.indexOf(own);
  for (const [index, part] of parts.entries()) {
    if (index === place) continue;
    const text = evaluate(part, around);
    rest = rest === undefined || !isKnown(text) ? undefined : cutText(rest, text, index > place);
  }
  return rest === undefined ? undefined : invertExpression(own, column, rest, around);
}

/** A text without what it begins with, or ends in. */
function cutText(whole: RowValue, part: RowValue, isAtEnd: boolean): RowValue | undefined {
  if (whole.kind !== 'text' || part.kind !== 'text') return undefined;
  if (isAtEnd) return whole.value.endsWith(part.value) ? { kind: 'text', value: whole.value.slice(0, whole.value.length - part.value.length) } : undefined;
  return whole.value.startsWith(part.value) ? { kind: 'text', value: whole.value.slice(part.value.length) } : undefined;
}

function hasColumn(condition: Condition, column: string): boolean {
  return listColumns(condition).includes(column);
}
