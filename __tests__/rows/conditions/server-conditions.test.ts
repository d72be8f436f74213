import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { evaluateCondition } from '../../../src/rows/conditions/evaluate-condition.ts';
import { listDemands } from '../../../src/rows/conditions/list-demands.ts';
import { parseCondition } from '../../../src/rows/conditions/parse-condition.ts';
import { describeDemands, lexes, toValue } from './describe-demands.ts';
import type { Plain } from './describe-demands.ts';
import { serverConditions } from './server-conditions.ts';

describe.each(Object.keys(lexes) as (keyof typeof lexes)[])('%s', (dialect) => {
  test.each(serverConditions[dialect])('%s', (sql, ways, met, broken) => {
    const condition = parseCondition(sql, lexes[dialect])!;
    const evaluate = (row: Readonly<Record<string, Plain>>): boolean | undefined => evaluateCondition(condition, (column) => toValue(row[column]));
    expect({
      ways: describeDemands(listDemands(condition)),
      met: [met[0], evaluate(met[0])],
      broken: broken === null ? null : [broken[0], evaluate(broken[0])],
    }).toEqual({ ways, met, broken });
  });
});

test.each(serverConditions.sqlite)('SQLite says the same of %s', (sql, _ways, met, broken) => {
  const database = new DatabaseSync(':memory:');
  const ask = (row: Readonly<Record<string, Plain>>): boolean => {
    const columns = Object.entries(row).map(([name, value]) => `${typeof value === 'string' ? `'${value}'` : String(value)} AS ${name}`);
    return database.prepare(`SELECT (${sql}\n) IS NOT FALSE AS met FROM (SELECT ${columns.join(', ')})`).get()?.['met'] === 1;
  };
  expect([ask(met[0]), broken === null ? false : ask(broken[0])]).toEqual([true, false]);
  database.close();
});
