import { expect, it } from 'vitest';
import { chooseDeed } from '../../../../src/dialects/mysql-family/impact/choose-deed.ts';
import { listChanges, listUnseen } from '../../../../src/dialects/mysql-family/impact/list-changes.ts';
import { parseStatement } from '../../../../src/dialects/mysql-family/parse-statement.ts';
import type { StatementObservation } from '../../../../src/observe/observation.ts';

const observe = (sql: string): StatementObservation => ({ sql, durationMs: 1, isBookkeeping: false, isFailed: false, isAutocommit: false, parsed: parseStatement('mysql', sql) });

it.each([
  ['SELECT 1', 'skip'], ['SHOW CREATE TABLE t', 'skip'], ['SAVEPOINT a', 'skip'], ['GRANT SELECT ON t TO u', 'skip'], ['LOCK TABLES t WRITE', 'skip'], ['UNLOCK TABLES', 'skip'],
  ['SET GLOBAL max_connections = 5', 'skip'], ['SET autocommit = 0', 'skip'], ['USE own_db', 'skip'], ['ALTER USER u ACCOUNT LOCK', 'skip'],
  ['SET SESSION foreign_key_checks = 0', 'run'], ['SET @id = 1', 'run'], ['CREATE TABLE t (a INT)', 'run'], ['DROP TABLE t', 'run'], ['CREATE VIEW v AS SELECT 1', 'run'], ['CALL p()', 'run'],
  ['ALTER DATABASE CHARACTER SET utf8mb4', 'run'], ['ALTER DATABASE `own_db` COLLATE utf8mb4_bin', 'run'], ['ALTER TABLE t TRUNCATE PARTITION p', 'run'],
  ['INSERT INTO t VALUES (1)', 'run, may fail'], ['UPDATE t SET a = 1', 'run, may fail'],
  ['ALTER TABLE t ADD a INT', 'ask'], ['OPTIMIZE TABLE t, u', 'ask'], ['DROP INDEX i ON t', 'ask'],
  ['CREATE DATABASE other', 'stop: it makes or removes what belongs to the whole server'], ['CREATE USER u', 'stop: it makes or removes what belongs to the whole server'],
  ['ALTER TABLE other.t ADD a INT', 'stop: it reaches another database'], ['USE other', 'stop: it reaches another database'], ['ALTER SCHEMA other COLLATE utf8mb4_bin', 'stop: it reaches another database'],
  ['ALTER TABLE t ADD a INT\n-- and 7 times more with other values', 'stop: it was executed very often, with values that were not kept'],
])('%s: %s', (sql, expected) => {
  const deed = chooseDeed('mysql', observe(sql), 'own_db');
  expect(deed.kind === 'stop' ? `stop: ${deed.because}` : deed.kind === 'run' && deed.mayFail ? 'run, may fail' : deed.kind).toBe(expected);
}); // prettier-ignore

it('asks nothing of what the step has made itself', () => {
  const sqls = ['CREATE TABLE made (a INT)', 'CREATE INDEX i ON made (a)', 'RENAME TABLE made TO named', 'ALTER TABLE named ADD b INT', 'ALTER TABLE t ADD b INT', 'SELECT 1', 'CALL p()', 'DO SLEEP(0)', 'EXECUTE s'];
  expect(listChanges('mysql', sqls.map(observe))).toEqual([4]);
  expect(listUnseen(sqls.map(observe))).toEqual([6, 8]);
});
