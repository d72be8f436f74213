import { expect, it } from 'vitest';
import { parseStatement } from '../../src/dialects/sqlite/parse-statement.ts';
import type { StatementObservation } from '../../src/observe/observation.ts';
import { findCopiedTables } from '../../src/sql/find-copied-tables.ts';

const observe = (sql: string): StatementObservation => ({ sql, durationMs: 1, isBookkeeping: false, isFailed: false, isAutocommit: false, parsed: parseStatement(sql) });
const find = (...sqls: string[]): (readonly [string, number])[] => {
  const statements = sqls.map(observe);
  return findCopiedTables(statements).map(({ table, statement }) => [table.name, statements.indexOf(statement)]);
};

it('finds a table whose copy takes its name', () => {
  expect(find('CREATE TABLE _alembic_tmp_t (a INT)', 'INSERT INTO _alembic_tmp_t (a) SELECT t.a FROM t', 'DROP TABLE t', 'ALTER TABLE _alembic_tmp_t RENAME TO t')).toEqual([['t', 1]]);
});

it('finds one that is renamed before it is copied', () => {
  expect(find('ALTER TABLE t RENAME TO t_old', 'CREATE TABLE t (a INT)', 'INSERT INTO t SELECT * FROM t_old', 'DROP TABLE t_old')).toEqual([['t', 2]]);
});

it('finds nothing where rows go into another table for good', () => {
  expect(find('CREATE TABLE archive (a INT)', 'INSERT INTO archive (a) SELECT t.a FROM t', 'ALTER TABLE u RENAME TO v')).toEqual([]);
});
