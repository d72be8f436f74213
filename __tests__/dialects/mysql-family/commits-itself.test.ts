import { expect, test } from 'vitest';
import { commitsItself } from '../../../src/dialects/mysql-family/commits-itself.ts';
import type { StatementObservation } from '../../../src/observe/observation.ts';

function observe(sql: string, isAutocommit = false): StatementObservation {
  return { sql, durationMs: 0, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit, parsed: { parsed: false, reason: '' } };
}

test.each([
  'CREATE TABLE t (a int)',
  'create\n  unique index i ON t (a)',
  '/* why */ ALTER TABLE t ADD b int',
  '/*!50003 CREATE*/ TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @a = 1',
  'CREATE OR REPLACE TABLE t (a int)',
  'CREATE OR REPLACE VIEW v AS SELECT 1',
  'CREATE TEMPORARY SEQUENCE s',
  'DROP TABLE IF EXISTS t',
  'RENAME TABLE a TO b',
  'TRUNCATE t',
  "GRANT SELECT ON t TO 'a'@'%'",
  'SET PASSWORD = "x"',
  'START TRANSACTION',
  'COMMIT',
  'LOCK TABLES t WRITE',
  'ANALYZE TABLE t',
  'FLUSH PRIVILEGES',
  'SET STATEMENT max_statement_time = 5 FOR ALTER TABLE t ADD b int',
  'SET STATEMENT a = 1 FOR SET STATEMENT b = 2 FOR DROP TABLE t',
  "EXECUTE IMMEDIATE 'ALTER TABLE t ADD b int'",
  'BEGIN NOT ATOMIC IF a THEN DROP TABLE t; END IF; END',
  'BEGIN NOT ATOMIC INSERT INTO t VALUES (1); COMMIT; END',
])('%s ends the transaction', (sql) => {
  expect(commitsItself(observe(sql))).toBe(true);
});

test.each([
  'INSERT INTO t VALUES (1)',
  "UPDATE t SET a = 'ALTER TABLE t'",
  'DELETE FROM t',
  'CREATE TEMPORARY TABLE t (a int)',
  'CREATE OR REPLACE TEMPORARY TABLE t (a int)',
  'DROP TEMPORARY TABLE t',
  'DROP PREPARE p',
  'SET foreign_key_checks = 0',
  'SELECT 1',
  'SET STATEMENT max_statement_time = 5 FOR DELETE FROM t',
  "EXECUTE IMMEDIATE 'DELETE FROM t'",
  "BEGIN NOT ATOMIC DECLARE a int; BEGIN INSERT INTO t VALUES ('; DROP TABLE t'); END; END",
  'ROLLBACK',
  '',
])('%s does not', (sql) => {
  expect(commitsItself(observe(sql))).toBe(false);
});

test('everything stays outside of a transaction', () => {
  expect(commitsItself(observe('INSERT INTO t VALUES (1)', true))).toBe(true);
});
