import { expect, test } from 'vitest';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { haveMet, speaksOfDatabase } from '../../src/observe/meet-on-server.ts';
import type { Seen } from '../../src/observe/meet-on-server.ts';
import type { BringUpObservation, StepError } from '../../src/observe/observation.ts';

test.each<[boolean, string, string]>([
  [true, 'CREATE DATABASE reporting', 'reporting'],
  [true, 'create schema if not exists `Reporting`;', 'reporting'],
  [true, 'CREATE DATABASE `odd``na.me`', 'odd`na.me'],
  [true, "PREPARE s FROM 'CREATE DATABASE reporting'", 'reporting'],
  [false, 'CREATE DATABASE reporting_2', 'reporting'],
  [false, 'CREATE DATABASE `my-reporting$`', 'reporting$x'],
  [false, 'CREATE TABLE reporting (id INT)', 'reporting'],
])('%s: %s speaks of the database %s', (expected, sql, name) => {
  expect(speaksOfDatabase(sql, name)).toBe(expected);
});

const run: BringUpObservation = { outcome: 'applied', applied: ['a1'], durationMs: 1 };

function see(installed: Partial<BringUpObservation>, retryError?: StepError): Seen {
  const retries = retryError === undefined ? [] : [{ stoppedAfter: 1, of: 2, outcome: 'failed' as const, error: retryError, statements: [], changes: [] }];
  return {
    walked: { bringUp: run, revisions: [{ revision: 'b1', walk: 'empty', steps: [], retries }] },
    rows: undefined,
    installed: { run: { ...run, ...installed }, drift: { outcome: 'no-models' } },
  };
}

const made = [{ kind: 'database', name: 'reporting' }] as const;

test('a database that came meanwhile is the revisions’ on a server of ours, and elsewhere where they speak of it', () => {
  expect(haveMet(see({}), { dialect: mysql, provider: 'container' }, made)).toBe(true);
  expect(haveMet(see({}), { dialect: mysql, provider: 'container' }, [{ kind: 'account', name: "'app'@'%'" }])).toBe(false);
  expect(haveMet(see({}), { dialect: mysql, provider: 'url' }, made)).toBe(false);
  expect(haveMet(see({ databaseSql: ['CREATE DATABASE other'] }), { dialect: mysql, provider: 'url' }, made)).toBe(false);
  expect(haveMet(see({ databaseSql: ['CREATE DATABASE IF NOT EXISTS reporting'] }), { dialect: mysql, provider: 'url' }, made)).toBe(true);
});

test('walks without rows and with make the same account or database at the same time', () => {
  const make = (sql: string): Seen => ({ ...see({ databaseSql: [sql] }), rows: { revisions: [], filling: { filled: [], unfilled: [] }, notes: [] } });
  const met = (dialect: Dialect) => (sql: string): boolean => haveMet(make(sql), { dialect, provider: 'container' }, []);
  const ofBoth = ['CREATE ROLE reader', 'DROP USER a', 'CREATE DATABASE reporting'];
  expect([...ofBoth, 'DO $$ BEGIN CREATE ROLE reader; END $$', 'CREATE SCHEMA own', 'CREATE USER MAPPING FOR a SERVER b'].map(met(postgresql))).toEqual([true, true, true, true, false, false]);
  // Also where both have dropped it again, and nothing is left on the server.
  expect([...ofBoth, 'create or replace database reporting', 'DROP SCHEMA reporting', "INSERT INTO note VALUES ('please CREATE ROLE reader')"].map(met(mysql))).toEqual([true, true, true, true, true, false]);
  expect(haveMet(make('CREATE ROLE reader'), { dialect: mysql, provider: 'url' }, [])).toBe(false);
  expect(haveMet({ ...make('CREATE ROLE reader'), rows: undefined }, { dialect: mysql, provider: 'container' }, [])).toBe(false);
});

test('a retry can meet what the other one made, too', () => {
  const error = { type: 'sqlalchemy.exc.OperationalError', message: 'Operation CREATE USER failed', code: '1396', isIrreversible: false };
  expect(haveMet(see({}, error), { dialect: mysql, provider: 'url' }, [])).toBe(true);
  expect(haveMet(see({}, { ...error, code: '1050' }), { dialect: mysql, provider: 'url' }, [])).toBe(false);
});
