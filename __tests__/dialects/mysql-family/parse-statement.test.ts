import { describe, expect, test } from 'vitest';
import { parseStatement } from '../../../src/dialects/mysql-family/parse-statement.ts';
import { writeOperations } from '../write-operations.ts';
import { familyStatements, mariadbStatements, mysqlStatements } from './statements.ts';

describe.each(['mysql', 'mariadb'] as const)('what %s statements do', (dialect) => {
  const own = { mysql: mysqlStatements, mariadb: mariadbStatements }[dialect];

  

  test.each([...familyStatements, ...own])('%s', (sql, ...expected) => {
    expect(writeOperations(parseStatement(dialect, sql))).toEqual(expected);
  });
});
