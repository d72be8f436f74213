import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseServer } from '../../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../../src/database/provider.ts';
import { postgresql } from '../../../../src/dialects/postgresql/dialect.ts';
import type { RowValue } from '../../../../src/rows/row-value.ts';
import { tableKey } from '../../../../src/rows/table-shape.ts';
import { openRowDatabase } from './open-rows.ts';

let server: DatabaseServer;
beforeAll(async () => {
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'container' }, image: 'postgres:15', mayFallBack: false, log: () => undefined });
});
afterAll(() => server.dispose());

test('an older server, with what the newest has not, and with XML', async () => {
  const { session, readShapes, close } = await openRowDatabase(
    server,
    `CREATE TABLE parent (id serial PRIMARY KEY, doc xml, span int4multirange, amount numeric(3,-2), UNIQUE NULLS NOT DISTINCT (amount));
    CREATE TABLE child (id int PRIMARY KEY, parent int NOT NULL REFERENCES parent DEFERRABLE, CHECK (id > 0)) PARTITION BY HASH (id);
    CREATE TABLE child_0 PARTITION OF child FOR VALUES WITH (MODULUS 1, REMAINDER 0)`,
  );
  const { parent, child } = await readShapes();
  if (parent === undefined || child === undefined) throw new Error('no shape');
  const key = { isPrimary: false, hasDistinctNulls: true, isPartial: false };
  expect(parent.keys).toEqual([{ ...key, name: 'parent_pkey', columns: ['id'], isPrimary: true }, { ...key, name: 'parent_amount_key', columns: ['amount'], hasDistinctNulls: false }]); // prettier-ignore
  expect(parent.columns.map(({ type, made }) => [type.kind, made])).toEqual([['integer', 'counter'], ['literals', undefined], ['range', undefined], ['decimal', undefined]]); // prettier-ignore
  expect([child.partitions, child.conditions, child.foreignKeys.map(({ target }) => target)]).toEqual([
    [{ name: 'child', sql: 'true' }],
    [{ name: 'child_id_check', sql: '(id > 0)' }],
    [{ schema: 'public', name: 'parent' }],
  ]);
  const document = parent.columns[1]?.type.kind === 'literals' ? (parent.columns[1].type.literals[0] ?? '') : '';
  const row: RowValue[] = [{ kind: 'number', digits: '7' }, { kind: 'sql', sql: document }, { kind: 'range', lower: { kind: 'number', digits: '1' }, upper: undefined, isEmpty: false }, { kind: 'number', digits: '900' }]; // prettier-ignore
  const refusal = await session.rows.change([
    { kind: 'insert', table: child, columns: ['id', 'parent'], rows: [[{ kind: 'number', digits: '1' }, { kind: 'sql', sql: "'7'" }]], overridesCounters: false },
    { kind: 'insert', table: parent, columns: ['id', 'doc', 'span', 'amount'], rows: [row], overridesCounters: true },
    { kind: 'insert', table: parent, columns: [], rows: [[]], overridesCounters: false },
  ]); // prettier-ignore
  expect(refusal).toBeUndefined();
  expect(await session.rows.readTexts(parent, ['id', 'doc', 'span', 'amount'], 5)).toEqual([['7', '<value n="0">größe</value>', '{[1,)}', '900'], ['8', null, null, null]]); // prettier-ignore
  const fingerprint = await session.rows.readFingerprint(undefined);
  expect(fingerprint.get(tableKey(child))).toMatchObject({ count: 1, key: ['id'] });
  expect([...(fingerprint.get(tableKey(parent))?.columns ?? [])].map(([name, { nulls }]) => [name, nulls])).toEqual([['id', 0], ['doc', 1], ['span', 1], ['amount', 1]]); // prettier-ignore
  await close();
});
