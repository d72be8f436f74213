import type { RowValue } from '../row-value.ts';
import { compareValues, isSameValue, toDecimal } from './compare-values.ts';
import type { Comparison } from './condition.ts';
import { add, divide, multiply, remainder, round, subtract, writeDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { isKnown, nullValue, numberValue, textValue, toTruth, truth } from './known-value.ts';
import type { Known } from './known-value.ts';
import { addInterval, readInterval, readMoment, writeMoment } from './moment.ts';

/** Of two values by an operator that compares them. */
export function evaluateComparison(operator: Comparison['operator'], left: Known, right: Known): Known {
  if (operator === 'distinct' || operator === 'same') {
    const isSame = isSameOrBothNull(left, right);
    return truth(isSame === undefined ? undefined : isSame === (operator === 'same'));
  }
  if (left?.kind === 'null' || right?.kind === 'null') return nullValue;
  if (!isKnown(left) || !isKnown(right)) return undefined;
  if (operator === '=' || operator === '<>') {
    const isSame = isSameValue(left, right);
    return truth(isSame === undefined ? undefined : isSame === (operator === '='));
  }
  const order = compareValues(left, right);
  if (order === undefined) return undefined;
  return truth({ '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator]);
}

function isSameOrBothNull(left: Known, right: Known): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left.kind === 'null' || right.kind === 'null') return left.kind === right.kind;
  return isKnown(left) && isKnown(right) ? isSameValue(left, right) : undefined;
}

/** Of two values by any other operator. */
export function evaluateOperation(operator: string, left: Known, right: Known): Known {
  if (left?.kind === 'null' || right?.kind === 'null') return operator.startsWith('-') || operator === '||' || /^[+*/%]$/.test(operator) ? nullValue : undefined;
  if (!isKnown(left) || !isKnown(right)) return left?.kind === 'some' && right?.kind === 'some' && /^[-+*]$/.test(operator) ? { kind: 'some' } : undefined;
  if (operator === '||') return left.kind === 'text' && right.kind === 'text' ? textValue(left.value + right.value) : undefined;
  if (left.kind === 'list' && right.kind === 'list') return evaluateArrays(operator, left.values, right.values);
  if (operator === '+' || operator === '-') {
    const moved = moveMoment(operator, left, right);
    if (moved !== undefined) return moved;
  }
  const [a, b] = [readNumber(left), readNumber(right)];
  if (a === undefined || b === undefined) return undefined;
  const result = calculate(operator, a, b);
  return result === undefined ? undefined : numberValue(writeDecimal(result));
}

/** Of two arrays: whether one holds the other, or both hold something. */
function evaluateArrays(operator: string, left: readonly RowValue[], right: readonly RowValue[]): Known {
  if (operator === '<@') return evaluateArrays('@>', right, left);
  if (operator !== '@>' && operator !== '&&') return undefined;
  const found = right.map((value) => {
    const same = left.map((other) => isSameValue(value, other));
    return same.includes(true) ? true : same.includes(undefined) ? undefined : false;
  });
  const deciding = operator === '&&';
  return truth(found.includes(deciding) ? deciding : found.includes(undefined) ? undefined : !deciding);
}

/** Only of what is a number by kind; a text might be added as a date. */
function readNumber(value: Known): Decimal | undefined {
  return value?.kind === 'number' || value?.kind === 'boolean' ? toDecimal(value) : undefined;
}

function calculate(operator: string, a: Decimal, b: Decimal): Decimal | undefined {
  if (operator === '+') return add(a, b);
  if (operator === '-') return subtract(a, b);
  if (operator === '*') return multiply(a, b);
  if (operator === '%') return remainder(a, b);
  if (operator !== '/') return undefined;
  const quotient = divide(a, b);
  // Servers do not agree on what is left of it; those that cut it off do so for whole numbers only.
  return quotient?.isExact === true && (quotient.quotient.scale === 0 || a.scale > 0 || b.scale > 0) ? quotient.quotient : undefined;
}

function moveMoment(operator: '+' | '-', left: Known, right: Known): Known {
  if (left?.kind !== 'text' || right?.kind !== 'text') return undefined;
  const [moment, interval] = [readMoment(left.value), readInterval(right.value)];
  if (moment === undefined || interval === undefined) return undefined;
  const sign = operator === '+' ? 1 : -1;
  const moved = writeMoment(addInterval(moment, { months: sign * interval.months, milliseconds: sign * interval.milliseconds }));
  if (moved === undefined) return undefined;
  return textValue(left.value.length === 10 ? moved.replace(/ 00:00:00$/, '') : moved);
}

/** The value in another type, where that changes nothing that we do not know of. */
export function castValue(value: Known, type: string): Known {
  if (!isKnown(value)) return value;
  if (value.kind === 'null') return value;
  if (/^(?:smallint|integer|int|bigint|int[248]|signed|unsigned)\b/.test(type)) {
    const number = toDecimal(value);
    return number === undefined ? undefined : numberValue(writeDecimal(round(number, 0)));
  }
  if (/^(?:numeric|decimal|real|double|float)/.test(type)) {
    const number = type.includes('(') ? undefined : toDecimal(value);
    return number === undefined ? undefined : numberValue(writeDecimal(number));
  }
  if (/^(?:text|character varying|varchar|citext|name|bpchar|char|character|utf8mb4|utf8)(?:$|\()/.test(type)) {
    const length = /\((\d+)\)/.exec(type)?.[1];
    const text = value.kind === 'text' ? value.value : value.kind === 'number' ? value.digits : undefined;
    return text === undefined ? undefined : textValue(length === undefined ? text : Array.from(text).slice(0, Number(length)).join(''));
  }
  if (type.startsWith('bool')) return truth(toTruth(value));
  if (type === 'date' && value.kind === 'text') return readMoment(value.value) === undefined ? undefined : textValue(value.value.slice(0, 10));
  if (/^(?:timestamp|datetime|interval|time|jsonb?$|uuid|inet|cidr)/.test(type)) return value;
  if (type.endsWith('[]')) return value.kind === 'list' ? value : undefined;
  // A label of an enum or a value of a domain is written as it was.
  return /^[a-z_][a-z0-9_]*$/.test(type) && value.kind === 'text' ? value : undefined;
}
