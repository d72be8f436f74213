import { expect, test } from 'vitest';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { mariadb } from '../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';

test.each<[Dialect, string | undefined, string, boolean]>([
  [postgresql, '23505', 'duplicate key value violates unique constraint "users_pkey"', true],
  [postgresql, '42P07', 'relation "users" already exists', false],
  [postgresql, undefined, 'KeyError', false],
  [mysql, '1062', "Duplicate entry '1' for key 'users.PRIMARY'", true],
  [mysql, '1452', 'Cannot add or update a child row: a foreign key constraint fails', true],
  [mysql, '3819', "Check constraint 'positive' is violated.", true],
  [mysql, '1050', "Table 'users' already exists", false],
  [mysql, undefined, 'KeyError', false],
  [mariadb, '1062', "Duplicate entry '1' for key 'PRIMARY'", true],
  [mariadb, '4025', 'CONSTRAINT `positive` failed for `app`.`users`', true],
  [mariadb, '1060', "Duplicate column name 'email'", false],
  [sqlite, 'SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: users.email', true],
  [sqlite, undefined, 'FOREIGN KEY constraint failed', true],
  [sqlite, 'SQLITE_ERROR', 'table users already exists', false],
])('$name: %s %s', (dialect, code, message, expected) => {
  expect(dialect.isRowConflict({ type: 'sqlalchemy.exc.IntegrityError', message, isIrreversible: false, ...(code === undefined ? {} : { code }) })).toBe(expected);
});
