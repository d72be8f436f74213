import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openDatabaseServer } from '../../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../../src/database/provider.ts';
import { postgresql } from '../../../../src/dialects/postgresql/dialect.ts';
import type { RowChange } from '../../../../src/rows/row-session.ts';
import type { RowValue } from '../../../../src/rows/row-value.ts';
import type { TableShape } from '../../../../src/rows/table-shape.ts';
import { openRowDatabase } from './open-rows.ts';
import type { OpenedRows } from './open-rows.ts';

let server: DatabaseServer;
const opened: OpenedRows[] = [];
beforeAll(async () => {
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
});
afterEach(async () => {
  for (const rows of opened.splice(0)) await rows.close();
});
afterAll(() => server.dispose());

async function open(setup: string): Promise<OpenedRows & { shapes: Record<string, TableShape>; change: (...changes: RowChange[]) => Promise<unknown>; ask: (sql: string) => Promise<unknown[][]> }> {
  const rows = await openRowDatabase(server, setup);
  opened.push(rows);
  return {
    ...rows,
    shapes: await rows.readShapes(),
    change: (...changes) => rows.session.rows.change(changes),
    ask: async (text) => (await rows.client.query<unknown[]>({ text, rowMode: 'array' })).rows,
  };
}

/** Numbers and texts as themselves. */
function toValue(value: number | string | null): RowValue {
  if (value === null) return { kind: 'null' };
  return typeof value === 'number' ? { kind: 'number', digits: String(value) } : { kind: 'text', value };
}

function insert(table: TableShape | undefined, columns: string, rows: (number | string | null)[][], overridesCounters = false): RowChange {
  if (table === undefined) throw new Error('no shape');
  return { kind: 'insert', table, columns: columns === '' ? [] : columns.split(' '), rows: rows.map((row) => row.map(toValue)), overridesCounters };
}

test('all changes are made, or none, and the refusal names the one', async () => {
  const { shapes: { t, u }, change, ask } = await open(`
    CREATE TABLE t (id int PRIMARY KEY, a varchar(3) NOT NULL, n int CONSTRAINT is_small CHECK (n < 10));
    CREATE TABLE u (id int PRIMARY KEY, t int CONSTRAINT to_t REFERENCES t DEFERRABLE, other int CONSTRAINT to_u REFERENCES u DEFERRABLE INITIALLY DEFERRED)`); // prettier-ignore
  expect(await change(insert(u, 'id t other', [[1, 1, 2], [2, 1, 1]]), insert(t, 'id a n', [[1, "'", null], [2, 'b', 3]]))).toBeUndefined(); // prettier-ignore
  if (t === undefined) throw new Error('no shape');
  const update: RowChange = { kind: 'update', table: t, set: [{ column: 'n', value: toValue(5) }, { column: 'a', value: toValue('x\\') }], where: [{ column: 'id', value: toValue(1) }, { column: 'n', value: toValue(null) }] }; // prettier-ignore
  expect(await change(update)).toBeUndefined();
  const before = [[1, 'x\\', 5], [2, 'b', 3]]; // prettier-ignore
  expect(await ask('SELECT * FROM t ORDER BY id')).toEqual(before);
  const good = insert(t, 'id a', [[7, 'g']]);
  const nothing = { constraint: undefined, column: undefined };
  expect(await change(good, insert(t, 'id a n', [[8, 'h', 10]]), insert(t, 'id a', [[9, 'i']]))).toEqual({
    ...nothing, index: 1, code: '23514', constraint: 'is_small', message: 'new row for relation "t" violates check constraint "is_small": Failing row contains (8, h, 10).',
  }); // prettier-ignore
  expect(await change(good, good)).toEqual({ ...nothing, index: 1, code: '23505', constraint: 't_pkey', message: 'duplicate key value violates unique constraint "t_pkey": Key (id)=(7) already exists.' });
  expect(await change(insert(t, 'id a', [[7, null]]))).toEqual({ ...nothing, index: 0, code: '23502', column: 'a', message: 'null value in column "a" of relation "t" violates not-null constraint: Failing row contains (7, null, null).' });
  // Too long is refused, not cut.
  expect(await change(good, insert(t, 'id a', [[8, 'four']]))).toEqual({ ...nothing, index: 1, code: '22001', message: 'value too long for type character varying(3)' });
  expect(await change(good, insert(t, 'id a', [[8, 'a\0b']]))).toEqual({ ...nothing, index: 0, code: '22021', message: 'invalid byte sequence for encoding "UTF8": 0x00' });
  // What waits for the end is the last one's.
  expect(await change(insert(u, 'id t', [[3, 99]]), good)).toEqual({
    ...nothing, index: 1, code: '23503', constraint: 'to_t', message: 'insert or update on table "u" violates foreign key constraint "to_t": Key (t)=(99) is not present in table "t".',
  }); // prettier-ignore
  expect(await change({ ...update, where: [{ column: 'id', value: toValue(99) }] })).toEqual({ ...nothing, index: 0, code: undefined, message: 'no row was changed' });
  expect(await change()).toBeUndefined();
  expect(await ask('SELECT * FROM t ORDER BY id')).toEqual(before);
});

test('numbers that the server would give are counted on', async () => {
  const { shapes: { t, plain }, change, ask } = await open(`
    CREATE SEQUENCE "Loose's seq"; CREATE SEQUENCE down INCREMENT -1;
    CREATE TABLE t (id serial PRIMARY KEY, always int GENERATED ALWAYS AS IDENTITY, "By default" bigint GENERATED BY DEFAULT AS IDENTITY,
      loose int DEFAULT nextval('"Loose''s seq"'), down int DEFAULT nextval('down'), name text DEFAULT 'd');
    CREATE TABLE plain (id serial)`); // prettier-ignore
  expect(await change(insert(t, 'id always loose down name', [[10, 20, 40, -50, 'x'], [5, 6, 8, -9, 'y']], true))).toBeUndefined(); // prettier-ignore
  expect(await change(insert(t, '', [[], []]))).toBeUndefined();
  // Smaller ones set nothing back, and one beyond the end does not end the counting.
  expect(await change(insert(t, 'id always', [[1, 2]], true), insert(plain, 'id', [[2147483647]], true))).toBeUndefined();
  expect(await change(insert(t, 'name', [['z']]))).toBeUndefined();
  expect(await ask('SELECT * FROM t ORDER BY name, id')).toEqual([
    [1, 2, '5', 43, -53, 'd'],
    [11, 21, '3', 41, -51, 'd'],
    [12, 22, '4', 42, -52, 'd'],
    [10, 20, '1', 40, -50, 'x'],
    [5, 6, '2', 8, -9, 'y'],
    [13, 23, '6', 44, -54, 'z'],
  ]); // prettier-ignore
});

test('triggers and rules in the way are told, and hang nobody', { timeout: 60_000 }, async () => {
  const { shapes, change, ask, client } = await open(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not %', NEW.id USING DETAIL = 'never', ERRCODE = 'AG001'; END $$;
    CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN NEW.id > 1 THEN NEW END; END $$;
    CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN LOOP PERFORM pg_sleep(1); END LOOP; END $$;
    CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
    CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (NEW.id); RETURN NEW; END $$;
    CREATE TABLE log (id int);
    ${['refuse', 'skip', 'stay', 'leave', 'audit'].map((name) => `CREATE TABLE ${name}s (id int); CREATE TRIGGER it BEFORE INSERT ON ${name}s FOR EACH ROW EXECUTE FUNCTION ${name}()`).join(';')};
    CREATE TABLE ends (id int); CREATE CONSTRAINT TRIGGER it AFTER INSERT ON ends DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION leave();
    CREATE TABLE ruled (id int); CREATE RULE away AS ON INSERT TO ruled DO INSTEAD NOTHING`);
  const nothing = { constraint: undefined, column: undefined };
  const audited = insert(shapes['audits'], 'id', [[1]]);
  expect(await change(audited, insert(shapes['refuses'], 'id', [[1]]))).toEqual({ ...nothing, index: 1, code: 'AG001', message: 'not 1: never' });
  expect(await change(audited, insert(shapes['skips'], 'id', [[1], [2]]))).toEqual({ ...nothing, index: 1, code: undefined, message: 'of 2 rows the table took 1: a trigger or rule keeps them out' }); // prettier-ignore
  expect(await change(audited, insert(shapes['ruled'], 'id', [[1]]))).toEqual({ ...nothing, index: 1, code: undefined, message: 'of 1 rows the table took 0: a trigger or rule keeps them out' });
  expect(await change(audited, insert(shapes['stays'], 'id', [[1]]))).toEqual({ ...nothing, index: 1, code: '57014', message: 'canceling statement due to statement timeout', tookTooLong: true });
  const ended = { ...nothing, index: 1, code: '57P01', message: 'terminating connection due to administrator command' };
  expect(await change(audited, insert(shapes['leaves'], 'id', [[1]]))).toEqual(ended);
  expect(await change(insert(shapes['ends'], 'id', [[1]]), audited)).toEqual(ended);
  expect(await ask('SELECT count(*) FROM log')).toEqual([['0']]);
  // And it goes on, also where somebody else ended the connection.
  expect(await change(audited)).toBeUndefined();
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
  expect(await change(audited)).toBeUndefined();
  expect(await ask('SELECT count(*) FROM log')).toEqual([['2']]);
});

test('rows go where they belong, and values are read in the order of the key', async () => {
  const { shapes: { parent, heir, parted, odd, loose }, change, ask, session } = await open(`
    CREATE SCHEMA "S";
    CREATE TABLE parent (id int PRIMARY KEY, a text); CREATE TABLE heir () INHERITS (parent);
    CREATE TABLE parted (a text, id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE part PARTITION OF parted FOR VALUES FROM (0) TO (100);
    CREATE TABLE "S".odd ("select" int, "qu""ote" text, at timestamptz, kind regclass, PRIMARY KEY ("qu""ote", "select"));
    CREATE TABLE loose (a text)`); // prettier-ignore
  expect(await change(insert(heir, 'id a', [[1, 'h']]), insert(parent, 'id a', [[1, 'p']]), insert(parted, 'id a', [[2, 'b'], [1, null]]))).toBeUndefined(); // prettier-ignore
  const set = [{ column: 'a', value: toValue("it's \\ 'x'") }];
  const where = [{ column: 'id', value: toValue(1) }];
  if (parent === undefined || parted === undefined || odd === undefined || loose === undefined) throw new Error('no shape');
  expect(await change({ kind: 'update', table: parent, set, where }, { kind: 'update', table: parted, set, where })).toBeUndefined();
  expect(await ask('SELECT tableoid::regclass::text, id, a FROM parent ORDER BY 1')).toEqual([['heir', 1, 'h'], ['parent', 1, "it's \\ 'x'"]]); // prettier-ignore
  expect(await session.rows.readValues(parent, ['a', 'id'], 5)).toEqual([["E'it''s \\\\ ''x'''", "'1'"]]);
  expect(await session.rows.readValues(parted, ['id'], 5)).toEqual([["'1'"], ["'2'"]]);
  expect(await session.rows.readValues(parted, ['id'], 1)).toEqual([["'1'"]]);
  expect(await session.rows.readValues({ schema: 'public', name: 'part' }, ['id'], 5)).toEqual([["'1'"], ["'2'"]]);
  expect(await change(insert(odd, 'select qu"ote at kind', [[2, 'z', '2024-02-29 12:00:00', 'pg_catalog.pg_class'], [9, 'a', null, null]]))).toBeUndefined(); // prettier-ignore
  expect(await session.rows.readTexts(odd, ['select', 'qu"ote', 'at', 'kind'], 5)).toEqual([['9', 'a', null, null], ['2', 'z', '2024-02-29 12:00:00+00', '1259']]); // prettier-ignore
  expect(await session.rows.readValues(odd, ['at', 'kind'], 5)).toEqual([['NULL', 'NULL'], ["'2024-02-29 12:00:00+00'", "'1259'"]]); // prettier-ignore
  expect(await change(insert(loose, 'a', [['b'], ['a'], ['B']]))).toBeUndefined();
  expect(await session.rows.readValues(loose, ['a'], 5)).toEqual([["'B'"], ["'a'"], ["'b'"]]);
  // A key that is another now is looked for again.
  await ask('ALTER TABLE parted RENAME id TO number');
  expect(await session.rows.readValues(parted, ['number'], 5)).toEqual([["'1'"], ["'2'"]]);
});
