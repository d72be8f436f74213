import { beforeAll, describe, expect, test } from 'vitest';
import { parseStatement as parseFamilyStatement } from '../../src/dialects/mysql-family/parse-statement.ts';
import { parseStatement } from '../../src/dialects/postgresql/parse-statement.ts';
import { prepareParser } from '../../src/dialects/postgresql/read-syntax.ts';
import { parseStatement as parseSqliteStatement } from '../../src/dialects/sqlite/parse-statement.ts';
import type { StatementObservation } from '../../src/observe/observation.ts';
import { findStatement, listOperations } from '../../src/sql/find-statement.ts';
import type { Effect } from '../../src/sql/effect.ts';

beforeAll(prepareParser);

const observe = (sql: string): StatementObservation => ({ sql, durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: false, parsed: parseStatement(sql) });
const find = (effect: Effect, ...statements: readonly string[]): string | undefined => findStatement(statements.map(observe), effect)?.sql;

const dropUsers: Effect = { kinds: ['drop-table'], schema: 'public', target: 'users' };
const dropEmail: Effect = { kinds: ['drop-column'], schema: 'public', target: 'users', member: 'email' };

describe('the statement that names the effect', () => {
  test.each<[string, Effect, readonly string[], string | undefined]>([
    ['the first of several', dropUsers, ['DROP TABLE other', 'DROP TABLE IF EXISTS users', 'DROP TABLE users'], 'DROP TABLE IF EXISTS users'],
    ['one of several tables', dropUsers, ['DROP TABLE a, users'], 'DROP TABLE a, users'],
    ['with the schema', dropUsers, ['DROP TABLE app.users', 'DROP TABLE public.users'], 'DROP TABLE public.users'],
    ['in another schema alone', dropUsers, ['DROP TABLE app.users'], undefined],
    ['an effect without a schema', { ...dropUsers, schema: null }, ['DROP TABLE app.users'], 'DROP TABLE app.users'],
    ['the column', dropEmail, ['ALTER TABLE users DROP COLUMN age', 'ALTER TABLE users ADD x int, DROP COLUMN email'], 'ALTER TABLE users ADD x int, DROP COLUMN email'],
    ['another column alone', dropEmail, ['ALTER TABLE users DROP COLUMN age'], undefined],
    ['quoted names', { ...dropUsers, target: 'My Users' }, ['DROP TABLE my users_', 'DROP TABLE "My Users"'], 'DROP TABLE "My Users"'],
    ['the kind matters', dropUsers, ['DROP VIEW users', 'DELETE FROM users'], undefined],
    ['one of several kinds', { kinds: ['truncate', 'delete'], schema: null, target: 'users' }, ['TRUNCATE users'], 'TRUNCATE users'],
    ['no statements', dropUsers, [], undefined],
  ])('%s', (_, effect, statements, expected) => {
    expect(find(effect, ...statements)).toBe(expected);
  });
});

describe('a part of a table that is dropped and created under its name', () => {
  const statements = ['DROP TABLE other', 'DROP TABLE users', 'CREATE TABLE users (id int)', 'CREATE TABLE other (id int)'];
  test.each<[string, Effect, string]>([
    ['is lost with the drop', dropEmail, 'DROP TABLE users'],
    ['is otherwise by how it is created', { ...dropEmail, kinds: ['change-column-type'] }, 'CREATE TABLE users (id int)'],
    ['also where the case of letters differs', { ...dropEmail, target: 'Users' }, 'DROP TABLE users'],
  ])('%s', (_, effect, expected) => {
    expect(find(effect, ...statements)).toBe(expected);
  });

  test('is not of another schema', () => {
    expect(find(dropEmail, 'DROP TABLE app.users', 'CREATE TABLE app.users (id int)')).toBe(undefined);
  });
});

describe('where none names it, what can only have done it', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['the last procedural one', ['DO $$ BEGIN END $$', 'CALL clean()', 'SELECT 1'], 'CALL clean()'],
    ['one that cascades', ['DROP TABLE other CASCADE', 'SELECT 1'], 'DROP TABLE other CASCADE'],
    ['DROP OWNED', ['DROP OWNED BY someone', 'DROP TABLE other'], 'DROP OWNED BY someone'],
    ['none', ['SELECT 1', 'DROP TABLE other'], undefined],
    ['what could not be read', ['SELECT clean()', 'DROP TABL users', 'DROP TABLE other'], 'DROP TABL users'],
    ['what could not be read and speaks of it', ['DROP TABL users', 'DROP TABL teams'], 'DROP TABL users'],
    ['a call in a SELECT', ['SELECT clean()', 'SELECT count(*) FROM users', 'SELECT id, clean() FROM users'], 'SELECT clean()'],
    ['a call that speaks of it before another', ["SELECT app.clean('users')", 'SELECT * FROM version()'], "SELECT app.clean('users')"],
    ['a change of the system tables', ["DELETE FROM pg_enum WHERE enumlabel = 'b'", 'SELECT version()'], "DELETE FROM pg_enum WHERE enumlabel = 'b'"],
  ])('%s', (_, statements, expected) => {
    expect(find(dropUsers, ...statements)).toBe(expected);
  });

  test('but the one that names it goes before', () => {
    expect(find(dropUsers, 'DO $$ BEGIN END $$', 'DROP TABLE users', 'CALL clean()')).toBe('DROP TABLE users');
  });
});

test('what could not be parsed has no operations', () => {
  expect(listOperations(observe('DROP TABL users'))).toEqual([]);
  expect(listOperations(observe('DROP TABLE users'))).toEqual([{ kind: 'drop-table', target: { schema: undefined, name: 'users' }, flags: [] }]);
});

describe('a part by a statement that leaves out its table, or names it otherwise', () => {
  const dropIndex: Effect = { kinds: ['drop-index', 'drop-constraint'], schema: 'public', target: 'users', member: 'ix' };

  test.each<[string, Effect, readonly string[], string | undefined]>([
    ['an index', dropIndex, ['DROP INDEX other', 'DROP INDEX ix'], 'DROP INDEX ix'],
    ['an index with its schema', dropIndex, ['DROP INDEX app.ix', 'DROP INDEX public.ix'], 'DROP INDEX public.ix'],
    ['an index that a constraint has', dropIndex, ['ALTER TABLE users DROP CONSTRAINT ix'], 'ALTER TABLE users DROP CONSTRAINT ix'],
    ['with its column', dropIndex, ['ALTER TABLE teams DROP COLUMN a', 'ALTER TABLE users DROP COLUMN a'], 'ALTER TABLE users DROP COLUMN a'],
    ['a column alone is not an index of the same name', dropIndex, ['DROP TABLE ix'], undefined],
    ['a schema left out before any', { ...dropUsers, schema: null }, ['DROP TABLE app.users', 'DROP TABLE users'], 'DROP TABLE users'],
    ['in another case', dropUsers, ['DROP TABLE "Users"'], 'DROP TABLE "Users"'],
    ['in its own case before another', dropUsers, ['DROP TABLE "Users"', 'DROP TABLE users'], 'DROP TABLE users'],
  ])('%s', (_, effect, statements, expected) => {
    expect(find(effect, ...statements)).toBe(expected);
  });
});

const parsers = {
  mysql: (sql: string) => parseFamilyStatement('mysql', sql),
  mariadb: (sql: string) => parseFamilyStatement('mariadb', sql),
  sqlite: parseSqliteStatement,
};

const findOn = (dialect: keyof typeof parsers, effect: Effect, ...statements: readonly string[]): string | undefined =>
  findStatement(statements.map((sql) => ({ ...observe(''), sql, parsed: parsers[dialect](sql) })), effect)?.sql;

const users = { schema: null, target: 'users' };

describe.each(['mysql', 'mariadb'] as const)('effects on %s', (dialect) => {
  test.each<[string, Effect, readonly string[], string | undefined]>([
    ['a table', { ...users, kinds: ['drop-table'] }, ['DROP TEMPORARY TABLE users', 'DROP TABLE teams, `users`'], 'DROP TABLE teams, `users`'],
    ['a table with its database', { ...users, kinds: ['drop-table', 'drop-schema'] }, ['DROP DATABASE users'], 'DROP DATABASE users'],
    ['a column', { ...users, kinds: ['drop-column'], member: 'email' }, ['ALTER TABLE `users` DROP `id`', 'ALTER TABLE `users` ADD a int, DROP `email`'], 'ALTER TABLE `users` ADD a int, DROP `email`'],
    ['a column written in another case', { ...users, kinds: ['drop-column'], member: 'email' }, ['ALTER TABLE users DROP COLUMN Email'], 'ALTER TABLE users DROP COLUMN Email'],
    ['a type', { ...users, kinds: ['change-column-type'], member: 'email' }, ['ALTER TABLE users MODIFY id int', 'ALTER TABLE users MODIFY email varchar(3)'], 'ALTER TABLE users MODIFY email varchar(3)'],
    ['a type with a name', { ...users, kinds: ['change-column-type'], member: 'mail' }, ['ALTER TABLE users CHANGE email mail varchar(3)'], 'ALTER TABLE users CHANGE email mail varchar(3)'],
    ['the type of every column', { ...users, kinds: ['change-column-type'], member: 'email' }, ['ALTER TABLE users CONVERT TO CHARACTER SET latin1'], 'ALTER TABLE users CONVERT TO CHARACTER SET latin1'],
    ['an index', { ...users, kinds: ['drop-index'], member: 'ix' }, ['DROP INDEX ix ON teams', 'DROP INDEX ix ON users'], 'DROP INDEX ix ON users'],
    ['an index of ALTER TABLE', { ...users, kinds: ['drop-index'], member: 'ix' }, ['ALTER TABLE users DROP KEY ix'], 'ALTER TABLE users DROP KEY ix'],
    ['a unique constraint', { ...users, kinds: ['drop-constraint', 'drop-index'], member: 'uq' }, ['ALTER TABLE users DROP INDEX uq'], 'ALTER TABLE users DROP INDEX uq'],
    ['a primary key', { ...users, kinds: ['drop-constraint'], member: 'PRIMARY' }, ['ALTER TABLE users DROP PRIMARY KEY, ADD PRIMARY KEY (a)'], 'ALTER TABLE users DROP PRIMARY KEY, ADD PRIMARY KEY (a)'],
    ['a constraint that nobody named', { ...users, kinds: ['drop-constraint'], member: 'FOREIGN KEY (a) REFERENCES teams (id)' }, ['ALTER TABLE teams DROP FOREIGN KEY x', 'ALTER TABLE users DROP FOREIGN KEY users_ibfk_1'], 'ALTER TABLE users DROP FOREIGN KEY users_ibfk_1'],
    ['an index with its column', { ...users, kinds: ['drop-index'], member: 'ix' }, ['ALTER TABLE users DROP COLUMN email'], 'ALTER TABLE users DROP COLUMN email'],
    ['a trigger', { ...users, kinds: ['drop-trigger'], member: 'stamp' }, ['DROP TRIGGER other', 'DROP TRIGGER `stamp`'], 'DROP TRIGGER `stamp`'],
    ['a function', { schema: null, kinds: ['drop-function'], target: 'f' }, ['DROP FUNCTION IF EXISTS f'], 'DROP FUNCTION IF EXISTS f'],
    ['an event', { schema: null, kinds: ['drop-event'], target: 'e' }, ['DROP EVENT e'], 'DROP EVENT e'],
    ['a column of a table that was swapped for a copy', { ...users, kinds: ['drop-column'], member: 'email' }, ['CREATE TABLE fresh LIKE users', 'ALTER TABLE fresh DROP COLUMN email', 'INSERT INTO fresh (id) SELECT id FROM users', 'RENAME TABLE users TO old, fresh TO users', 'DROP TABLE old'], 'INSERT INTO fresh (id) SELECT id FROM users'],
    ['in a procedure', { ...users, kinds: ['drop-table'] }, ['DROP TABLE teams CASCADE', 'CALL clean()', 'SELECT 1'], 'CALL clean()'],
    ['nothing that names it', { ...users, kinds: ['drop-table'] }, ['DROP TABLE teams CASCADE', 'ALTER TABLE users DROP COLUMN a'], undefined],
  ])('%s', (_, effect, statements, expected) => {
    expect(findOn(dialect, effect, ...statements)).toBe(expected);
  });
});

describe('effects on SQLite', () => {
  const batch = [
    'CREATE TABLE _alembic_tmp_users (id INTEGER)',
    'INSERT INTO _alembic_tmp_users (id) SELECT users.id FROM users',
    'DROP TABLE users',
    'ALTER TABLE _alembic_tmp_users RENAME TO users',
    'CREATE INDEX other ON users (id)',
  ] as const;
  const renamedFirst = ['ALTER TABLE users RENAME TO old', 'CREATE TABLE users (id INTEGER)', 'INSERT INTO users (id) SELECT id FROM old', 'DROP TABLE old'] as const;

  test.each<[string, Effect, readonly string[], string | undefined]>([
    ['a column', { ...users, kinds: ['drop-column'], member: 'email' }, ['ALTER TABLE users DROP COLUMN email'], 'ALTER TABLE users DROP COLUMN email'],
    ['an index', { ...users, kinds: ['drop-index'], member: 'ix' }, ['DROP INDEX other', 'DROP INDEX ix'], 'DROP INDEX ix'],
    ['a trigger', { ...users, kinds: ['drop-trigger'], member: 'stamp' }, ['DROP TRIGGER stamp'], 'DROP TRIGGER stamp'],
    ['a column that batch mode leaves out', { ...users, kinds: ['drop-column'], member: 'email' }, batch, batch[1]],
    ['a constraint that batch mode leaves out', { ...users, kinds: ['drop-constraint', 'drop-index'], member: 'CHECK (id > 0)' }, batch, batch[0]],
    ['a type that batch mode changes', { ...users, kinds: ['change-column-type'], member: 'id' }, batch, batch[0]],
    ['an index that batch mode does not make again', { ...users, kinds: ['drop-index', 'drop-constraint'], member: 'ix' }, batch, batch[2]],
    ['a trigger that batch mode does not make again', { ...users, kinds: ['drop-trigger'], member: 'stamp' }, batch, batch[2]],
    ['not what was dropped of another table', { schema: null, target: 'teams', kinds: ['drop-column'], member: 'email' }, batch, undefined],
    ['a column of a table that was renamed first', { ...users, kinds: ['drop-column'], member: 'email' }, renamedFirst, renamedFirst[2]],
    ['a trigger of a table that was renamed first', { ...users, kinds: ['drop-trigger'], member: 'stamp' }, renamedFirst, renamedFirst[3]],
    ['a constraint of a table that was renamed first', { ...users, kinds: ['drop-constraint'], member: 'uq' }, renamedFirst, renamedFirst[1]],
    ['a table that was only renamed', { ...users, kinds: ['drop-column'], member: 'email' }, ['ALTER TABLE people RENAME TO users'], undefined],
  ])('%s', (_, effect, statements, expected) => {
    expect(findOn('sqlite', effect, ...statements)).toBe(expected);
  });
});
