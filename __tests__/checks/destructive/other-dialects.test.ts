import { describe, expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import { catalogKey } from '../../../src/catalog/model.ts';
import type { Catalog, CatalogObject } from '../../../src/catalog/model.ts';
import { destructiveChecks } from '../../../src/checks/destructive/index.ts';
import type { Dialect } from '../../../src/dialects/dialect.ts';
import { mariadb } from '../../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { makeHistory, writeRevision } from '../../make-history.ts';
import { makeObservation, makeStep, makeTrip } from '../../report/make-observation.ts';

type Part = Pick<CatalogObject, 'kind' | 'name'> & Partial<Pick<CatalogObject, 'attributes'>> & { readonly table?: string };

const makeCatalog = (...parts: readonly Part[]): Catalog => ({
  objects: new Map(
    parts.map(({ kind, name, table, attributes = {} }) => [
      catalogKey(kind, null, table ?? null, name),
      { kind, schema: null, name, parent: table === undefined ? null : catalogKey('table', null, null, table), parentName: table ?? null, attributes, identity: null },
    ]),
  ),
});

const files = { 'versions/a1.py': writeRevision('a1', null), 'versions/b1.py': writeRevision('b1', 'a1') };

/** What all destructive checks say of an upgrade whose statement of index n stands at line n + 1: `check line: message | SQL`. */
function find(dialect: Dialect, before: Catalog, after: Catalog, statements: readonly string[]): string[] {
  const observed = statements.map((sql, index) => ({
    sql, file: 'versions/b1.py', line: index + 1, durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: index + 1, isAutocommit: true, parsed: dialect.parseStatement(sql),
  })); // prettier-ignore
  const step = makeStep('b1', 'upgrade', 1, { statements: observed, changes: diffCatalogs(before, after) });
  const context = {
    history: makeHistory(files, ['versions/a1.py']),
    downgrades: 'required' as const,
    expectedHeads: 1,
    smallTables: [],
    dialect,
    observation: makeObservation([makeTrip('b1', { steps: [step] })], { base: before }),
  };
  return destructiveChecks.flatMap((check) => check.find(context).map(({ line, message, evidence }) => `${check.id} ${String(line)}: ${message} | ${evidence?.sql ?? ''}`));
}

const users: Part = { kind: 'table', name: 'users' };
const status = (...labels: readonly string[]): Part => ({ kind: 'column', name: 'status', table: 'users', attributes: { type: 'enum', labels } });

describe.each([mysql, mariadb])('$title', (dialect) => {
  test('a label that a column loses', () => {
    const modify = "ALTER TABLE users MODIFY status ENUM('open', 'lost')";
    expect(find(dialect, makeCatalog(users, status('open', 'paid')), makeCatalog(users, status('open', 'lost')), ['SELECT 1', modify])).toEqual([
      `destructive/drop-enum-value 2: Column \`users.status\` loses \`paid\`. | ${modify}`,
    ]);
  });

  test('a column that gets another label, or becomes text, loses none', () => {
    const modify = 'ALTER TABLE users MODIFY status ...';
    expect(find(dialect, makeCatalog(users, status('open')), makeCatalog(users, status('new', 'open')), [modify])).toEqual([]);
    const text: Part = { ...status(), attributes: { type: 'varchar(20)' } };
    expect(find(dialect, makeCatalog(users, status('open')), makeCatalog(users, text), [modify])).toEqual([]);
  });

  test('an event', () => {
    expect(find(dialect, makeCatalog({ kind: 'event', name: 'sweep' }), makeCatalog(), ['SELECT 1', 'DROP EVENT sweep'])).toEqual(['destructive/drop-trigger 2: Event `sweep` is dropped. | DROP EVENT sweep']);
  });

  test('a trigger and an index, which are named in their own way', () => {
    const before = makeCatalog(users, { kind: 'trigger', name: 'stamp', table: 'users' }, { kind: 'index', name: 'ix', table: 'users' });
    expect(find(dialect, before, makeCatalog(users), ['DROP INDEX ix ON teams', 'DROP INDEX ix ON users', 'DROP TRIGGER stamp'])).toEqual([
      'destructive/drop-index 2: Index `ix` of `users` is dropped. | DROP INDEX ix ON users',
      'destructive/drop-trigger 3: Trigger `stamp` of `users` is dropped. | DROP TRIGGER stamp',
    ]);
  });

  test('a unique key, which is dropped as an index', () => {
    const before = makeCatalog(users, { kind: 'constraint', name: 'uq', table: 'users', attributes: { constraintType: 'unique constraint' } });
    expect(find(dialect, before, makeCatalog(users), ['ALTER TABLE users DROP INDEX uq'])).toEqual(['destructive/drop-constraint 1: Unique constraint `uq` of `users` is dropped. | ALTER TABLE users DROP INDEX uq']);
  });

  test('partitions', () => {
    const statements = ['ALTER TABLE users DROP PARTITION p0, p1', 'ALTER TABLE users TRUNCATE PARTITION p2', 'ALTER TABLE fresh TRUNCATE PARTITION ALL', 'DELETE FROM fresh'];
    expect(find(dialect, makeCatalog(users), makeCatalog(users, { kind: 'table', name: 'fresh' }), statements)).toEqual([
      `destructive/truncate 1: Partition \`p0\` of table \`users\` is dropped, with every row in it. | ${statements[0]!}`,
      `destructive/truncate 1: Partition \`p1\` of table \`users\` is dropped, with every row in it. | ${statements[0]!}`,
      `destructive/truncate 2: Partition \`p2\` of table \`users\` is emptied by TRUNCATE. | ${statements[1]!}`,
    ]);
  });

  test('a table that is emptied without a word of it', () => {
    const statements = ['DROP TABLE users', 'CREATE TABLE users (id int)', 'ALTER TABLE users DISCARD TABLESPACE', 'DROP TEMPORARY TABLE users', 'DROP TABLE fresh', 'CREATE TABLE fresh (id int)', 'INSERT INTO users VALUES (1)'];
    const fresh: Part = { kind: 'table', name: 'fresh' };
    expect(find(dialect, makeCatalog(users), makeCatalog(users, fresh), statements)).toEqual([
      `destructive/truncate 1: Table \`users\` is dropped and made anew, without its rows. | ${statements[0]!}`,
      `destructive/truncate 3: Table \`users\` is emptied by DISCARD TABLESPACE. | ${statements[2]!}`,
    ]);
  });

  test.each([
    ['a copy takes its place', ['CREATE TABLE copy LIKE users', 'INSERT INTO copy SELECT * FROM users', 'DROP TABLE users', 'ALTER TABLE copy RENAME TO users']],
    ['its rows are put back', ['CREATE TABLE copy AS SELECT * FROM users', 'DROP TABLE users', 'CREATE TABLE users (id int)', 'INSERT INTO users (id) SELECT c.id FROM copy c WHERE c.id > 0', 'DROP TABLE copy']],
  ])('a table that is dropped and has its rows again: %s', (_, statements) => {
    expect(find(dialect, makeCatalog(users), makeCatalog(users), statements)).toEqual([]);
  });

  test('a table that is dropped and stays away is told once', () => {
    expect(find(dialect, makeCatalog(users), makeCatalog(), ['DROP TABLE users'])).toEqual(['destructive/drop-table 1: Table `users` is dropped. | DROP TABLE users']);
  });

  test('rows of several tables', () => {
    const sql = 'DELETE u, t FROM users AS u JOIN teams AS t ON t.id = u.team';
    expect(find(dialect, makeCatalog(users), makeCatalog(users), [sql])).toEqual([`destructive/delete-rows 1: Table \`users\` loses rows by DELETE with a condition. | ${sql}`]);
  });
});

test('MariaDB: a table that is replaced', () => {
  const sql = 'CREATE OR REPLACE TABLE users (id int)';
  expect(find(mariadb, makeCatalog(users), makeCatalog(users), [sql, 'CREATE OR REPLACE TABLE fresh (id int)'])).toEqual([`destructive/truncate 1: Table \`users\` is dropped and made anew, without its rows. | ${sql}`]);
});

test('SQLite: the name of a table in another case', () => {
  expect(find(sqlite, makeCatalog(users), makeCatalog(users), ['DELETE FROM Users'])).toEqual(['destructive/delete-rows 1: Table `Users` loses rows by DELETE without a condition. | DELETE FROM Users']);
});
