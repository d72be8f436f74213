import { describe, expect, test } from 'vitest';
import { lexis } from '../../../src/dialects/postgresql/lexis.ts';
import { parseCondition } from '../../../src/rows/conditions/parse-condition.ts';
import { invertExpression } from '../../../src/rows/making/invert-expression.ts';
import type { RowValue } from '../../../src/rows/row-value.ts';

const values: Readonly<Record<string, RowValue>> = { x: { kind: 'number', digits: '17' }, a: { kind: 'number', digits: '10' }, b: { kind: 'number', digits: '4' }, t: { kind: 'text', value: 'tail' }, gone: { kind: 'null' } };

function invert(sql: string, wanted: number | string): string | undefined {
  const expression = parseCondition(sql, lexis);
  if (expression === undefined) throw new Error(sql);
  const found = invertExpression(expression, 'x', typeof wanted === 'number' ? { kind: 'number', digits: String(wanted) } : { kind: 'text', value: wanted }, { valueOf: (column) => values[column], now: undefined });
  return found?.kind === 'number' ? found.digits : found?.kind === 'text' ? found.value : undefined;
}

describe('what a column has to be for an expression to be', () => {
  test.each([
    ['x', 5, '5'],
    ['x + a', 30, '20'],
    ['a + x', 30, '20'],
    ['x - a', 30, '40'],
    ['a - x', 3, '7'],
    ['a - b + x', 8, '2'],
    ['x * b', 20, '5'],
    ['x / b', 5, '20'],
    // The nearest below.
    ['x % 5', 0, '15'],
    ['x % 5', 3, '18'],
    ['round(x, 1)', 2.5, '2.5'],
    ['coalesce(x, 0)', 9, '9'],
    ['coalesce(x, 0) + coalesce(a, 0)', 12, '2'],
    ["'no. ' || x", 'no. 7', '7'],
    ["x || t", 'headtail', 'head'],
    ["concat('theme:', x)", 'theme:dark', 'dark'],
  ])('%s = %s', (sql, wanted, expected) => {
    expect(invert(sql, wanted)).toBe(expected);
  });

  test.each([
    ['a + b', 3],
    // In two places.
    ['x + x', 4],
    ['x + gone', 4],
    ['x + unknown', 4],
    ["'no. ' || x", 'other'],
    ['md5(x)', 'other'],
  ])('%s = %s is not known', (sql, wanted) => {
    expect(invert(sql, wanted)).toBeUndefined();
  });
});
