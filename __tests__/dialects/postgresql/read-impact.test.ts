import { beforeAll, expect, test } from 'vitest';
import type { BridgeImpact } from '../../../src/alembic/protocol.ts';
import { catalogKey } from '../../../src/catalog/model.ts';
import type { Catalog, CatalogObject } from '../../../src/catalog/model.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import type { StatementImpact, StatementObservation } from '../../../src/observe/observation.ts';

beforeAll(() => postgresql.loadParser());

const parent = catalogKey('table', 'public', null, 't');
const objects: CatalogObject[] = [
  { kind: 'table', schema: 'public', name: 't', parent: null, parentName: null, attributes: {}, identity: null },
  { kind: 'index', schema: 'public', name: 't_name', parent, parentName: 't', attributes: {}, identity: null },
  { kind: 'constraint', schema: 'public', name: 't_pkey', parent, parentName: 't', attributes: { constraintType: 'primary key' }, identity: null },
];
const before: Catalog = { objects: new Map(objects.map((object) => [catalogKey(object.kind, object.schema, object.parentName, object.name), object])) };

function read(sql: string, words: Partial<StatementObservation> = {}, reading?: BridgeImpact): StatementImpact | undefined {
  const statement: StatementObservation = { sql, durationMs: 0, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: true, parsed: postgresql.parseStatement(sql), ...words };
  return postgresql.readImpact?.(statement, reading, before);
}

const table = { schema: 'public', name: 't' };

test('what commits itself is told from documentation where nothing could be read', () => {
  expect(read('VACUUM (FULL) t')).toEqual({
    locks: [{ ...table, mode: 'AccessExclusiveLock', blocks: 'reads' }],
    rewrites: [
      { ...table, kind: 'table', table: 't' },
      { schema: 'public', name: 't_name', kind: 'index', table: 't' },
      { schema: 'public', name: 't_pkey', kind: 'index', table: 't' },
    ],
    scans: [],
    source: 'documented',
  });
  expect(read('CREATE INDEX CONCURRENTLY t_n ON public.t (n)')).toEqual({ locks: [{ ...table, mode: 'ShareUpdateExclusiveLock', blocks: 'nothing' }], rewrites: [], scans: [table], source: 'documented' });
  expect(read('DROP INDEX CONCURRENTLY t_name')).toEqual({ locks: [{ ...table, mode: 'ShareUpdateExclusiveLock', blocks: 'nothing' }], rewrites: [], scans: [], source: 'documented' });
});

test.each([
  ['ALTER TABLE t ADD COLUMN a int NOT NULL', []],
  ['ALTER TABLE t ADD COLUMN a int NOT NULL, ADD COLUMN b int PRIMARY KEY', []],
  ['ALTER TABLE t ADD COLUMN a int NOT NULL, ADD CONSTRAINT ck CHECK (a > 0)', [table]],
  ['ALTER TABLE t ADD COLUMN a int DEFAULT 0 NOT NULL UNIQUE', [table]],
  ['ALTER TABLE t ADD COLUMN a serial NOT NULL', [table]],
  ['ALTER TABLE t ADD COLUMN a int CHECK (a > 0)', [table]],
])('nobody waits for the rows that %s reads, where it fails on any', (sql, scans) => {
  const reading = { locks: [{ ...table, mode: 'AccessExclusiveLock' }], rewrites: [], scans: [{ ...table, mode: 'AccessExclusiveLock' }], holdsLocks: true, transaction: 1, lockTimeoutMs: 0 };
  expect(read(sql, { isAutocommit: false }, reading)?.scans).toEqual(scans);
});

test.each([
  ['of a table that was not there', 'ALTER TABLE other ADD COLUMN a int', {}],
  ['of another schema', 'ALTER TABLE app.t ADD COLUMN a int', {}],
  ['that failed', 'ALTER TABLE t ADD COLUMN a int', { isFailed: true }],
  ["of Alembic's own", 'ALTER TABLE t ADD COLUMN a int', { isBookkeeping: true }],
  ['in a transaction that could not be read', 'ALTER TABLE t ADD COLUMN a int', { isAutocommit: false }],
])('nothing is told of a statement %s', (_which, sql, words) => {
  expect(read(sql, words)).toBeUndefined();
});
