import { beforeAll, describe, expect, test } from 'vitest';
import { parseStatement } from '../../../src/dialects/postgresql/parse-statement.ts';
import { prepareParser } from '../../../src/dialects/postgresql/read-syntax.ts';
import { writeOperations } from '../write-operations.ts';

beforeAll(prepareParser);

function read(sql: string): string[] {
  return writeOperations(parseStatement(sql));
}

describe('each kind of statement', () => {
  test.each<[string, ...string[]]>([
    ['CREATE TABLE users (id int)', 'create-table users'],
    ['CREATE TABLE IF NOT EXISTS app.users (id int)', 'create-table app.users if-not-exists'],
    ['CREATE TABLE copy AS SELECT 1', 'create-table copy'],
    ['SELECT 1 AS a INTO copy', 'select'],
    ['CREATE UNLOGGED TABLE part PARTITION OF whole DEFAULT', 'create-table part'],
    ['DROP TABLE users', 'drop-table users'],
    ['DROP TABLE IF EXISTS app.users, "Other" CASCADE', 'drop-table app.users cascade if-exists', 'drop-table Other cascade if-exists'],
    ['DROP FOREIGN TABLE remote', 'drop-table remote'],
    ['ALTER TABLE users RENAME TO people', 'rename-table users(people) -> people'],
    ['ALTER TABLE app.users RENAME COLUMN email TO mail', 'rename-column app.users(email) -> mail'],
    ['ALTER TABLE users RENAME CONSTRAINT a TO b', 'rename-constraint users(a)'],
    ['ALTER TABLE users ADD COLUMN email text', 'add-column users(email)'],
    ['ALTER TABLE users ADD COLUMN IF NOT EXISTS email text', 'add-column users(email) if-not-exists'],
    ['ALTER TABLE users DROP COLUMN email', 'drop-column users(email)'],
    ['ALTER TABLE users DROP COLUMN IF EXISTS email CASCADE', 'drop-column users(email) cascade if-exists'],
    ['ALTER TABLE users ALTER COLUMN email TYPE varchar(20) USING email::varchar(20)', 'change-column-type users(email)'],
    ['ALTER TABLE users ALTER COLUMN email SET NOT NULL', 'set-not-null users(email)'],
    ['ALTER TABLE users ALTER COLUMN email DROP NOT NULL', 'drop-not-null users(email)'],
    ["ALTER TABLE users ALTER COLUMN email SET DEFAULT 'x'", 'set-default users(email)'],
    ['ALTER TABLE users ALTER COLUMN email DROP DEFAULT', 'drop-default users(email)'],
    ['ALTER TABLE users ADD CONSTRAINT positive CHECK (id > 0)', 'add-constraint users(positive)'],
    ['ALTER TABLE users ADD CHECK (id > 0) NOT VALID', 'add-constraint users not-valid'],
    ['ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES a NOT VALID', 'add-constraint users(fk) not-valid'],
    ['ALTER TABLE users VALIDATE CONSTRAINT fk', 'validate-constraint users(fk)'],
    ['ALTER TABLE users DROP CONSTRAINT IF EXISTS fk', 'drop-constraint users(fk) if-exists'],
    ['ALTER TABLE users ADD a int, DROP b, ENABLE ROW LEVEL SECURITY', 'add-column users(a)', 'drop-column users(b)', 'other users'],
    ['CREATE INDEX ix ON app.users (email)', 'create-index app.users(ix)'],
    ['CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON users (email)', 'create-index users(ix) if-not-exists concurrently'],
    ['CREATE INDEX ON users (email)', 'create-index users'],
    ['DROP INDEX CONCURRENTLY IF EXISTS app.ix', 'drop-index app.ix if-exists concurrently'],
    ['CREATE SCHEMA IF NOT EXISTS app', 'create-schema app if-not-exists'],
    ['DROP SCHEMA app CASCADE', 'drop-schema app cascade'],
    ['CREATE OR REPLACE VIEW app.v AS SELECT 1', 'create-view app.v'],
    ['CREATE MATERIALIZED VIEW v AS SELECT 1', 'create-view v'],
    ['DROP VIEW v', 'drop-view v'],
    ['DROP MATERIALIZED VIEW IF EXISTS app.v', 'drop-view app.v if-exists'],
    ["CREATE TYPE kind AS ENUM ('a')", 'create-type kind'],
    ['CREATE TYPE app.pair AS (a int, b int)', 'create-type app.pair'],
    ['CREATE TYPE span AS RANGE (subtype = date)', 'create-type span'],
    ['CREATE DOMAIN app.positive AS int CHECK (VALUE > 0)', 'create-type app.positive'],
    ['DROP TYPE IF EXISTS app.kind', 'drop-type app.kind if-exists'],
    ['DROP DOMAIN positive', 'drop-type positive'],
    ["ALTER TYPE app.kind ADD VALUE IF NOT EXISTS 'b'", 'add-enum-value app.kind(b) if-not-exists'],
    ["ALTER TYPE kind RENAME VALUE 'a' TO 'b'", 'rename-enum-value kind(b)'],
    ['ALTER TYPE app.kind RENAME TO sort', 'rename-type app.kind(sort)'],
    ['ALTER DOMAIN positive RENAME TO natural_number', 'rename-type positive(natural_number)'],
    ['ALTER SCHEMA app RENAME TO web', 'other app(web)'],
    ['ALTER VIEW app.active RENAME TO busy', 'other app.active(busy)'],
    ['ALTER FUNCTION app.twice(int) RENAME TO doubled', 'other app.twice(doubled)'],
    ['ALTER TABLE app.users SET SCHEMA web', 'other app.users'],
    ['ALTER FUNCTION twice(int) SET SCHEMA web', 'other twice'],
    ['CREATE SEQUENCE IF NOT EXISTS app.s', 'create-sequence app.s if-not-exists'],
    ['DROP SEQUENCE s', 'drop-sequence s'],
    ["CREATE FUNCTION app.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'", 'create-function app.f'],
    ['CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC SELECT 1; END', 'create-function p'],
    ['DROP FUNCTION app.f(int, text)', 'drop-function app.f'],
    ['DROP FUNCTION f', 'drop-function f'],
    ['DROP PROCEDURE p()', 'drop-function p'],
    ['DROP ROUTINE r', 'drop-function r'],
    ['DROP AGGREGATE total(int)', 'drop-function total'],
    ['CREATE TRIGGER stamp BEFORE UPDATE ON app.users EXECUTE FUNCTION f()', 'create-trigger app.users(stamp)'],
    ['DROP TRIGGER IF EXISTS stamp ON app.users', 'drop-trigger app.users(stamp) if-exists'],
    ['CREATE EXTENSION IF NOT EXISTS "uuid-ossp"', 'create-extension uuid-ossp if-not-exists'],
    ['DROP EXTENSION citext', 'drop-extension citext'],
    ['DROP OWNED BY someone CASCADE', 'drop-owned cascade'],
    ['TRUNCATE a, app.b CASCADE', 'truncate a cascade', 'truncate app.b cascade'],
    ['INSERT INTO app.users VALUES (1)', 'insert app.users'],
    ['INSERT INTO app.n (id, b, c, d) SELECT id, h.a, CAST(x AS text), 1 AS d FROM app.users h', 'insert app.n <- users (id -> id, a -> b, x -> c)'],
    ['INSERT INTO n SELECT * FROM users', 'insert n <- users ()'],
    ['INSERT INTO n SELECT a, b FROM users', 'insert n <- users ()'],
    ['INSERT INTO n (a) SELECT a FROM users WHERE a > 1', 'insert n'],
    ['INSERT INTO n (a) SELECT a FROM users UNION SELECT a FROM users', 'insert n'],
    ['INSERT INTO n (a) SELECT users.a FROM users, others', 'insert n'],
    ['INSERT INTO n (a) SELECT users.a FROM users JOIN others ON true', 'insert n'],
    ['INSERT INTO n (a) SELECT DISTINCT a FROM users', 'insert n'],
    ['INSERT INTO n (a) SELECT a FROM users LIMIT 1', 'insert n'],
    ['UPDATE users SET a = 1', 'update users'],
    ['UPDATE users SET a = 1 WHERE b', 'update users conditional'],
    ['DELETE FROM users', 'delete users'],
    ['DELETE FROM users WHERE a', 'delete users conditional'],
    ['SELECT * FROM users', 'select'],
    ['SAVEPOINT a', 'transaction'],
    ['COMMIT', 'transaction'],
    ['SET lock_timeout = 5000', 'setting lock_timeout'],
    ['SET LOCAL search_path TO app', 'setting search_path'],
    ['DO $$ BEGIN PERFORM 1; END $$', 'procedural'],
    ['CALL clean(1)', 'procedural'],
    ['GRANT SELECT ON users TO reader', 'other'],
    ['COMMENT ON TABLE users IS NULL', 'other'],
    ['ALTER SEQUENCE s RESTART', 'other'],
    ['  \n', ...[]],
    ['-- nothing', ...[]],
  ])('%s', (sql, ...expected) => {
    expect(read(sql)).toEqual(expected);
  });
});

describe('statements inside of others', () => {
  test.each<[string, ...string[]]>([
    ['WITH gone AS (DELETE FROM users RETURNING *) SELECT * FROM gone', 'delete users', 'select'],
    ['WITH gone AS (DELETE FROM users WHERE a RETURNING *) INSERT INTO archive SELECT * FROM gone', 'delete users conditional', 'insert archive'],
    ['WITH one AS (SELECT 1) UPDATE users SET a = 1', 'update users'],
    ['CREATE SCHEMA app CREATE TABLE users (id int)', 'create-schema app', 'create-table users'],
    ['EXPLAIN ANALYZE DELETE FROM users', 'delete users'],
    ['EXPLAIN DELETE FROM users', 'other'],
    ['CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1', 'create-view v if-not-exists'],
    ['MERGE INTO app.users u USING other o ON o.id = u.id WHEN MATCHED AND o.a THEN DELETE WHEN MATCHED THEN UPDATE SET a = 1 WHEN NOT MATCHED THEN INSERT VALUES (1) WHEN NOT MATCHED BY SOURCE THEN DO NOTHING', 'delete app.users conditional', 'update app.users conditional', 'insert app.users conditional'],
    ['COPY users FROM STDIN', 'insert users'],
    ['COPY users TO STDOUT', 'select'],
  ])('%s', (sql, ...expected) => {
    expect(read(sql)).toEqual(expected);
  });
});

test('several statements in one text', () => {
  expect(read('DROP TABLE a; DROP TABLE b;')).toEqual(['drop-table a', 'drop-table b']);
});

describe('parameters of drivers', () => {
  test.each<[string, ...string[]]>([
    ['INSERT INTO users VALUES (%(a)s, %(b)s)', 'insert users'],
    ['DELETE FROM users WHERE id = %s', 'delete users conditional'],
    ['UPDATE users SET a = $1 WHERE id = $2', 'update users conditional'],
    ['INSERT INTO users VALUES (%(a)s::VARCHAR)', 'insert users'],
    ["DELETE FROM users WHERE a LIKE '%%x'", 'delete users conditional'],
    ["DELETE FROM users WHERE a LIKE '%s'", 'delete users conditional'],
    ['SELECT 5 %% 2', 'select'],
    ['SELECT 5 % 2', 'select'],
  ])('%s', (sql, ...expected) => {
    expect(read(sql)).toEqual(expected);
  });
});

test.each(['DROP TABL users', 'SELECT (', 'ALTER TABLE users MODIFY a int', "SELECT 'open", 'SELECT 1 \u0000'])('what is no PostgreSQL is told as such: %j', (sql) => {
  expect(parseStatement(sql)).toEqual({ parsed: false, reason: expect.stringMatching(/syntax error|unterminated|NUL|null/i) as string });
});
