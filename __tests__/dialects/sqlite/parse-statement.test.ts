import { describe, expect, test } from 'vitest';
import { parseStatement } from '../../../src/dialects/sqlite/parse-statement.ts';
import { writeOperations } from '../write-operations.ts';
import { sqliteStatements } from './statements.ts';

describe('what SQLite statements do', () => {
  test.each([...sqliteStatements])('%s', (sql, ...expected) => {
    expect(writeOperations(parseStatement(sql))).toEqual(expected);
  });
});
