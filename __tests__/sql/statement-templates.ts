/* eslint-disable @typescript-eslint/explicit-module-boundary-types -- `Template` says what each takes and gives. */
import type { KnownOperation, Names, Part, Template } from './generate-statements.ts';

const raw = (text: string): Part => ({ raw: text });

/** What is done to the table. */
function onTable(kind: KnownOperation['kind'], { schema, table }: Names, more: Omit<KnownOperation, 'kind'> = {}): KnownOperation {
  return { kind, schema: schema?.name, name: table.name, ...more };
}

/** Statements that every dialect takes. */
export const commonTemplates: readonly Template[] = [
  (names, at) => ({ parts: ['DROP TABLE', ...at(names.table)], does: [onTable('drop-table', names)] }),
  (names, at) => ({ parts: ['DROP TABLE IF EXISTS', ...at(names.table)], does: [onTable('drop-table', names)] }),
  (names, at) => ({ parts: ['DELETE FROM', ...at(names.table)], does: [onTable('delete', names)] }),
  (names, at) => ({ parts: ['DELETE FROM', ...at(names.table), 'WHERE', names.column, raw('= 1 OR'), names.other, 'IS NULL'], does: [onTable('delete', names)] }),
  (names, at) => ({ parts: ['UPDATE', ...at(names.table), 'SET', names.column, raw("= '; DELETE FROM x --'"), 'WHERE', names.other, raw("= 'it''s'")], does: [onTable('update', names)] }),
  (names, at) => ({ parts: ['INSERT INTO', ...at(names.table), raw('('), names.column, raw(','), names.other, raw(')'), 'VALUES', raw("(1, 'a;b'), (NULL, '')")], does: [onTable('insert', names)] }),
  (names, at) => ({ parts: ['INSERT INTO', ...at(names.table), raw('('), names.column, raw(')'), 'SELECT', names.column, 'FROM', ...at(names.second)], does: [onTable('insert', names)] }),
  (names, at) => ({ parts: ['SELECT', names.column, raw(', count(*)'), 'FROM', ...at(names.table), 'GROUP BY', names.column], does: [{ kind: 'select' }] }),
  (names, at) => ({ parts: ['CREATE TABLE', ...at(names.fresh), raw('('), names.column, raw('int, CHECK ('), names.column, raw('> 0))')], does: [{ kind: 'create-table', schema: names.schema?.name, name: names.fresh.name }] }),
  (names, at) => ({ parts: ['CREATE TABLE IF NOT EXISTS', ...at(names.fresh), raw('('), names.column, raw("varchar(9) DEFAULT 'a;b' NOT NULL)")], does: [{ kind: 'create-table', schema: names.schema?.name, name: names.fresh.name }] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'ADD COLUMN', names.fresh, raw('int')], does: [onTable('add-column', names, { member: names.fresh.name })] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'DROP COLUMN', names.column], does: [onTable('drop-column', names, { member: names.column.name })] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'RENAME COLUMN', names.column, 'TO', names.fresh], does: [onTable('rename-column', names, { member: names.column.name, newName: names.fresh.name })] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'RENAME TO', names.fresh], does: [onTable('rename-table', names, { newName: names.fresh.name })] }),
  (names, at) => ({ parts: ['CREATE VIEW', ...at(names.fresh), 'AS SELECT', names.column, 'FROM', ...at(names.table)], does: [{ kind: 'create-view', schema: names.schema?.name, name: names.fresh.name }] }),
];

/** https://www.postgresql.org/docs/current/sql-commands.html */
export const postgresqlTemplates: readonly Template[] = [
  ...commonTemplates,
  (names, at) => ({ parts: ['DROP TABLE', ...at(names.table), raw(','), names.second, 'CASCADE'], does: [onTable('drop-table', names), { kind: 'drop-table', schema: undefined, name: names.second.name }] }),
  (names, at) => ({ parts: ['TRUNCATE TABLE ONLY', ...at(names.table), raw(','), ...at(names.second), 'RESTART IDENTITY CASCADE'], does: [onTable('truncate', names), { kind: 'truncate', schema: names.schema?.name, name: names.second.name }] }),
  (names, at) => ({ parts: ['CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS', names.fresh, 'ON ONLY', ...at(names.table), 'USING btree', raw('(lower('), names.column, raw(') DESC)'), 'WHERE', names.other, raw('> 1')], does: [onTable('create-index', names, { member: names.fresh.name })] }),
  (names, at) => ({ parts: ['DROP INDEX CONCURRENTLY IF EXISTS', ...at(names.table)], does: [onTable('drop-index', names)] }),
  (names, at) => ({ parts: ['ALTER TABLE IF EXISTS ONLY', ...at(names.table), 'ALTER COLUMN', names.column, 'TYPE bigint USING', names.column, raw('::bigint')], does: [onTable('change-column-type', names, { member: names.column.name })] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'ALTER', names.column, raw('SET NOT NULL,'), 'ALTER', names.other, 'DROP DEFAULT'], does: [onTable('set-not-null', names, { member: names.column.name }), onTable('drop-default', names, { member: names.other.name })] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'ADD CONSTRAINT', names.fresh, 'FOREIGN KEY', raw('('), names.column, raw(')'), 'REFERENCES', ...at(names.second), 'ON DELETE CASCADE NOT VALID'], does: [onTable('add-constraint', names, { member: names.fresh.name })] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'VALIDATE CONSTRAINT', names.fresh], does: [onTable('validate-constraint', names, { member: names.fresh.name })] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'DROP CONSTRAINT IF EXISTS', names.fresh, 'RESTRICT'], does: [onTable('drop-constraint', names, { member: names.fresh.name })] }),
  (names, at) => ({ parts: ['CREATE TYPE', ...at(names.table), 'AS ENUM', raw("('a', 'it''s;')")], does: [onTable('create-type', names)] }),
  (names, at) => ({ parts: ['ALTER TYPE', ...at(names.table), 'ADD VALUE IF NOT EXISTS', raw("'new;'"), 'BEFORE', raw("'a'")], does: [onTable('add-enum-value', names, { member: 'new;' })] }),
  (names, at) => ({ parts: ['DROP TYPE IF EXISTS', ...at(names.table), 'CASCADE'], does: [onTable('drop-type', names)] }),
  (names) => ({ parts: ['DROP SCHEMA IF EXISTS', names.table, 'CASCADE'], does: [{ kind: 'drop-schema', name: names.table.name }] }),
  (names, at) => ({ parts: ['DROP MATERIALIZED VIEW', ...at(names.table)], does: [onTable('drop-view', names)] }),
  (names, at) => ({ parts: ['DROP SEQUENCE', ...at(names.table)], does: [onTable('drop-sequence', names)] }),
  (names, at) => ({ parts: ['DROP FUNCTION', ...at(names.table), raw('(int, text)')], does: [onTable('drop-function', names)] }),
  (names, at) => ({ parts: ['DROP TRIGGER IF EXISTS', names.fresh, 'ON', ...at(names.table)], does: [onTable('drop-trigger', names, { member: names.fresh.name })] }),
  (names, at) => ({ parts: ['WITH', names.fresh, raw('AS ('), 'DELETE FROM', ...at(names.second), raw('RETURNING *)'), 'UPDATE', ...at(names.table), 'SET', names.column, raw('= 1')], does: [{ kind: 'delete', schema: names.schema?.name, name: names.second.name }, onTable('update', names)] }),
  (names, at) => ({ parts: ['DELETE FROM', ...at(names.table), 'USING', ...at(names.second), 'WHERE true RETURNING', names.column], does: [onTable('delete', names)] }),
  (names, at) => ({ parts: ['INSERT INTO', ...at(names.table), raw('('), names.column, raw(')'), 'VALUES', raw('(1)'), 'ON CONFLICT', raw('('), names.column, raw(')'), 'DO UPDATE SET', names.column, raw('= 2')], does: [onTable('insert', names)] }),
  (names, at) => ({ parts: ['MERGE INTO', ...at(names.table), 'USING', ...at(names.second), 'ON true WHEN MATCHED THEN DELETE'], does: [onTable('delete', names)] }),
  (names, at) => ({ parts: ['COPY', ...at(names.table), raw('('), names.column, raw(')'), 'FROM STDIN'], does: [onTable('insert', names)] }),
  (names, at) => ({ parts: ['CREATE TABLE', ...at(names.fresh), 'AS SELECT', raw('* '), 'FROM', ...at(names.table)], does: [{ kind: 'create-table', schema: names.schema?.name, name: names.fresh.name }] }),
  (names) => ({ parts: ['CREATE OR REPLACE FUNCTION', names.fresh, raw('()'), 'RETURNS void LANGUAGE plpgsql AS', raw('$q$ BEGIN DROP TABLE x; END $q$')], does: [{ kind: 'create-function', name: names.fresh.name }] }),
  () => ({ parts: ['DO', raw('$$ BEGIN EXECUTE \'DROP TABLE x\'; END $$')], does: [{ kind: 'procedural' }] }),
  (names, at) => ({ parts: ['COMMENT ON COLUMN', ...at(names.table), raw('.'), names.column, 'IS', raw("'DROP TABLE x;'")], does: undefined }),
  (names, at) => ({ parts: ['GRANT SELECT', raw('('), names.column, raw(')'), 'ON', ...at(names.table), 'TO PUBLIC'], does: undefined }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'SET', raw('(fillfactor = 70),'), 'CLUSTER ON', names.fresh, raw(','), 'REPLICA IDENTITY FULL'], does: undefined }),
  (names, at) => ({ parts: ['CREATE POLICY', names.fresh, 'ON', ...at(names.table), 'USING', raw('(true)')], does: undefined }),
];

/** https://www.sqlite.org/lang.html */
export const sqliteTemplates: readonly Template[] = [
  ...commonTemplates,
  (names, at) => ({ parts: ['CREATE UNIQUE INDEX IF NOT EXISTS', ...at(names.fresh), 'ON', names.table, raw('('), names.column, raw('COLLATE NOCASE DESC)'), 'WHERE', names.other, raw('> 1')], does: [onTable('create-index', names, { member: names.fresh.name })] }),
  (names) => ({ parts: ['ALTER TABLE', names.table, 'RENAME', names.column, 'TO', names.fresh], does: [{ kind: 'rename-column', name: names.table.name, member: names.column.name, newName: names.fresh.name }] }),
  (names) => ({ parts: ['ALTER TABLE', names.table, 'ADD', names.fresh, raw("text DEFAULT 'a;b'")], does: [{ kind: 'add-column', name: names.table.name, member: names.fresh.name }] }),
  (names) => ({ parts: ['ALTER TABLE', names.table, 'DROP', names.other], does: [{ kind: 'drop-column', name: names.table.name, member: names.other.name }] }),
  (names, at) => ({ parts: ['REPLACE INTO', ...at(names.table), 'DEFAULT VALUES'], does: [onTable('insert', names)] }),
  (names, at) => ({ parts: ['UPDATE OR IGNORE', ...at(names.table), 'SET', raw('('), names.column, raw(','), names.other, raw(') = (1, 2)')], does: [onTable('update', names)] }),
  (names, at) => ({ parts: ['UPDATE', ...at(names.table), 'AS', names.fresh, 'SET', names.column, raw('= 1'), 'FROM', ...at(names.second)], does: [onTable('update', names)] }),
  (names, at) => ({ parts: ['WITH RECURSIVE', names.fresh, raw('('), names.column, raw(') AS (SELECT 1 UNION SELECT 2)'), 'DELETE FROM', ...at(names.table), 'WHERE', names.column, 'IN', raw('(SELECT * FROM'), names.fresh, raw(')')], does: [onTable('delete', names)] }),
  (names, at) => ({ parts: ['INSERT INTO', ...at(names.table), raw('('), names.column, raw(')'), 'SELECT', names.column, 'FROM', ...at(names.second), 'WHERE true ON CONFLICT DO NOTHING'], does: [onTable('insert', names)] }),
  (names, at) => ({ parts: ['CREATE TRIGGER', ...at(names.fresh), 'AFTER INSERT ON', names.table, 'BEGIN DELETE FROM', names.second, raw(';'), 'UPDATE', names.second, 'SET', names.column, raw('= CASE WHEN 1 THEN 2 END;'), 'END'], does: [onTable('create-trigger', names, { member: names.fresh.name })] }),
  (names, at) => ({ parts: ['CREATE TABLE', ...at(names.fresh), 'AS SELECT', names.column, 'FROM', ...at(names.table)], does: [{ kind: 'create-table', schema: names.schema?.name, name: names.fresh.name }] }),
  (names) => ({ parts: ['CREATE VIRTUAL TABLE', names.fresh, 'USING fts5', raw('(body)')], does: [{ kind: 'create-table', name: names.fresh.name }] }),
  () => ({ parts: ['PRAGMA', raw('foreign_keys = 0')], does: [{ kind: 'setting', name: 'foreign_keys' }] }),
  (names, at) => ({ parts: ['REINDEX', ...at(names.table)], does: undefined }),
  (names) => ({ parts: ['SAVEPOINT', names.fresh], does: [{ kind: 'transaction' }] }),
];

/** What MySQL and MariaDB share. https://dev.mysql.com/doc/refman/8.4/en/sql-statements.html */
export const familyTemplates: readonly Template[] = [
  ...commonTemplates,
  (names, at) => ({ parts: ['TRUNCATE', ...at(names.table)], does: [onTable('truncate', names)] }),
  (names, at) => ({ parts: ['DROP TABLE', ...at(names.table), raw(','), ...at(names.second)], does: [onTable('drop-table', names), { kind: 'drop-table', schema: names.schema?.name, name: names.second.name }] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'MODIFY COLUMN', names.column, raw("varchar(20) NOT NULL DEFAULT 'a;b' COMMENT 'it''s'"), 'FIRST'], does: [onTable('change-column-type', names, { member: names.column.name })] }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'ADD UNIQUE INDEX', names.fresh, raw('('), names.column, raw('),'), 'DROP COLUMN', names.other], does: undefined }),
  (names, at) => ({ parts: ['ALTER TABLE', ...at(names.table), 'DROP', names.other, raw(','), 'ALGORITHM', raw('='), 'COPY', raw(','), 'LOCK', raw('= SHARED')], does: [onTable('drop-column', names, { member: names.other.name })] }),
  (names, at) => ({ parts: ['RENAME TABLE', ...at(names.table), 'TO', ...at(names.fresh)], does: [onTable('rename-table', names, { newName: names.fresh.name })] }),
  (names, at) => ({ parts: ['CREATE UNIQUE INDEX', names.fresh, 'ON', ...at(names.table), raw('('), names.column, raw('DESC)')], does: [onTable('create-index', names, { member: names.fresh.name })] }),
  (names, at) => ({ parts: ['REPLACE INTO', ...at(names.table), raw('('), names.column, raw(')'), 'VALUES', raw('(1)')], does: undefined }),
  (names, at) => ({ parts: ['INSERT IGNORE INTO', ...at(names.table), 'SET', names.column, raw('= 1')], does: [onTable('insert', names)] }),
  (names, at) => ({ parts: ['UPDATE', ...at(names.table), 'AS', names.fresh, 'JOIN', ...at(names.second), 'SET', names.fresh, raw('.'), names.column, raw('= 1')], does: undefined }),
  (names, at) => ({ parts: ['DELETE', names.fresh, 'FROM', ...at(names.table), 'AS', names.fresh, 'JOIN', ...at(names.second)], does: [onTable('delete', names)] }),
  (names, at) => ({ parts: ['CREATE TRIGGER', names.fresh, 'BEFORE INSERT ON', ...at(names.table), 'FOR EACH ROW BEGIN IF', raw('1'), 'THEN DELETE FROM', ...at(names.second), raw(';'), 'END IF', raw(';'), 'END'], does: [onTable('create-trigger', names, { member: names.fresh.name })] }),
  (names) => ({ parts: ['CREATE PROCEDURE', names.fresh, raw('()'), 'BEGIN', 'DROP TABLE', names.table, raw(';'), 'END'], does: [{ kind: 'create-function', name: names.fresh.name }] }),
  (names, at) => ({ parts: ['CREATE TABLE', ...at(names.fresh), 'LIKE', ...at(names.table)], does: [{ kind: 'create-table', schema: names.schema?.name, name: names.fresh.name }] }),
  (names, at) => ({ parts: ['LOCK TABLES', ...at(names.table), 'WRITE'], does: undefined }),
  (names, at) => ({ parts: ['ANALYZE TABLE', ...at(names.table)], does: undefined }),
  (names, at) => ({ parts: [raw('/*!40101'), 'DROP TABLE', ...at(names.table), raw('*/')], does: [onTable('drop-table', names)] }),
];
