import { beforeAll, describe, expect, test } from 'vitest';
import { parseStatement, prepareParser } from '../../src/dialects/postgresql/parse-statement.ts';
import type { StatementObservation } from '../../src/observe/observation.ts';
import { findStatement, listOperations } from '../../src/sql/find-statement.ts';
import type { Effect } from '../../src/sql/find-statement.ts';

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

describe('where none names it, what can only have done it', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['the last procedural one', ['DO $$ BEGIN END $$', 'CALL clean()', 'SELECT 1'], 'CALL clean()'],
    ['one that cascades', ['DROP TABLE other CASCADE', 'SELECT 1'], 'DROP TABLE other CASCADE'],
    ['DROP OWNED', ['DROP OWNED BY someone', 'DROP TABLE other'], 'DROP OWNED BY someone'],
    ['none', ['SELECT 1', 'DROP TABLE other'], undefined],
    ['not one that could not be parsed', ['DROP TABL users'], undefined],
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
