import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { fillTables } from '../../src/rows/fill-tables.ts';
import type { FillRequest, FillResult } from '../../src/rows/fill-request.ts';
import type { RowSession } from '../../src/rows/row-session.ts';
import type { TableShape } from '../../src/rows/table-shape.ts';
import { openRows } from '../dialects/sqlite/rows/open-rows.ts';

let server: DatabaseServer;
beforeAll(async () => {
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
});
afterAll(() => server.dispose());

const names = ['postgresql', 'sqlite'] as const;

interface Opened {
  readonly rows: RowSession;
  readonly execute: (sql: string) => Promise<void>;
}

async function open(dialect: (typeof names)[number], script: string): Promise<Opened> {
  if (dialect === 'sqlite') return openRows(script);
  const session = await server.session.openDatabase(await server.session.createDatabase());
  onTestFinished(() => session.close());
  await session.execute(script);
  return { rows: session.rows, execute: (sql) => session.execute(sql) };
}

async function fill(rows: RowSession, request: Partial<FillRequest> = {}): Promise<FillResult> {
  return fillTables({ session: rows, tables: await rows.readTables(undefined), rows: 5, seed: 1, style: 'edges', alsoFitting: [], ...request });
}

/** All values of a table, row by row. */
async function readAll(rows: RowSession, name: string): Promise<{ readonly table: TableShape; readonly texts: readonly Record<string, string | null>[] }> {
  const table = (await rows.readTables(undefined)).find((shape) => shape.name === name)!;
  const columns = table.columns.map((column) => column.name);
  const texts = await rows.readTexts(table, columns, 1000);
  return { table, texts: texts.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]!]))) };
}

const shop = (serial: string): string => `
CREATE TABLE tenants (id ${serial} PRIMARY KEY, name VARCHAR(50) NOT NULL UNIQUE, country CHAR(2));
CREATE TABLE users (id ${serial} PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants(id), email VARCHAR(120) NOT NULL UNIQUE CHECK (email LIKE '%@%'), full_name TEXT, is_active BOOLEAN NOT NULL, birthday DATE, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP, manager_id INTEGER REFERENCES users(id), balance NUMERIC(10,2), UNIQUE (tenant_id, id));
CREATE TABLE categories (id ${serial} PRIMARY KEY, parent_id INTEGER REFERENCES categories(id), name TEXT NOT NULL, CHECK (parent_id IS NULL OR parent_id <> id));
CREATE TABLE images (id ${serial} PRIMARY KEY, sku VARCHAR(12) NOT NULL, url TEXT NOT NULL);
CREATE TABLE products (sku VARCHAR(12) PRIMARY KEY, category_id INTEGER NOT NULL REFERENCES categories(id), price NUMERIC(8,2) NOT NULL CHECK (price > 0), sale_price NUMERIC(8,2), kind VARCHAR(10) NOT NULL CHECK (kind IN ('book','game')), main_image INTEGER REFERENCES images(id), CHECK (sale_price IS NULL OR sale_price < price));
CREATE TABLE orders (id ${serial} PRIMARY KEY, tenant_id INTEGER NOT NULL, user_id INTEGER NOT NULL, status TEXT NOT NULL, shipped_at TIMESTAMP, CHECK (status <> 'shipped' OR shipped_at IS NOT NULL), FOREIGN KEY (tenant_id, user_id) REFERENCES users(tenant_id, id), FOREIGN KEY (tenant_id) REFERENCES tenants(id));
CREATE TABLE order_lines (order_id INTEGER NOT NULL REFERENCES orders(id), sku VARCHAR(12) NOT NULL REFERENCES products(sku), quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99), PRIMARY KEY (order_id, sku));
CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users(id), bio TEXT, starts_on DATE NOT NULL, ends_on DATE NOT NULL, CHECK (ends_on > starts_on));
`;
const imagesOfProducts = 'ALTER TABLE images ADD FOREIGN KEY (sku) REFERENCES products(sku);';
const shopTables = ['categories', 'images', 'order_lines', 'orders', 'products', 'profiles', 'tenants', 'users'];

/** SQLite takes a foreign key to a table that comes later, and adds none afterwards. */
function writeShop(dialect: (typeof names)[number]): string {
  return dialect === 'sqlite' ? shop('INTEGER').replace('sku VARCHAR(12) NOT NULL, url', 'sku VARCHAR(12) NOT NULL REFERENCES products(sku), url') : shop('SERIAL') + imagesOfProducts;
}

test.each(names)('a shop is filled completely, the same way each time: %s', async (dialect) => {
  const one = await open(dialect, writeShop(dialect));
  const result = await fill(one.rows);
  expect(result.filled.map(({ name, rows }) => ({ name, rows }))).toEqual(shopTables.map((name) => ({ name, rows: 5 })));
  expect(result.unfilled).toEqual([]);

  const users = (await readAll(one.rows, 'users')).texts;
  expect(new Set(users.map(({ email }) => email)).size).toBe(5);
  expect(users.filter((user) => user['manager_id'] === null)).toHaveLength(1);
  expect(users.every((user) => user['updated_at'] === null || user['updated_at']! > user['created_at']!)).toBe(true);
  for (const column of ['full_name', 'birthday', 'updated_at', 'balance']) expect(users.filter((user) => user[column] === null)).toHaveLength(1);
  expect(users.some(({ full_name: name }) => name?.length === 10_000)).toBe(true);
  expect(users.some(({ full_name: name }) => name?.includes('漢字') ?? false)).toBe(true);
  expect(users.map(({ balance }) => (balance === null ? null : Number(balance)))).toEqual(expect.arrayContaining([-99999999.99, 0, 99999999.99, null]));

  const two = await open(dialect, writeShop(dialect));
  await fill(two.rows);
  for (const name of shopTables) expect((await readAll(two.rows, name)).texts).toEqual((await readAll(one.rows, name)).texts);
});

test.each(names)('another column or table changes nothing in the others: %s', async (dialect) => {
  const one = await open(dialect, writeShop(dialect));
  await fill(one.rows);
  const two = await open(dialect, `${writeShop(dialect).replace('full_name TEXT', 'full_name TEXT, nickname TEXT')} CREATE TABLE additions (id INTEGER PRIMARY KEY, name TEXT);`);
  await fill(two.rows);
  for (const name of shopTables) {
    const texts = (await readAll(two.rows, name)).texts.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'nickname')));
    expect(texts).toEqual((await readAll(one.rows, name)).texts);
  }
});

test.each(names)('plain rows have no NULL, no extreme and no strange letter: %s', async (dialect) => {
  const { rows } = await open(dialect, 'CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, amount INTEGER, written_at TIMESTAMP, done BOOLEAN);');
  await fill(rows, { style: 'plain' });
  const { texts } = await readAll(rows, 'notes');
  expect(texts.flatMap(Object.values).filter((value) => value === null)).toEqual([]);
  expect(texts.every(({ title, amount }) => /^[ -~]{1,60}$/.test(title!) && Number(amount) >= 1 && Number(amount) <= 999)).toBe(true);
});

test.each(names)('rows fit what the tables become: %s', async (dialect) => {
  const now = 'CREATE TABLE people (id INTEGER PRIMARY KEY, code TEXT, level INTEGER, name TEXT, seen TIMESTAMP, kind TEXT, boss INTEGER);';
  const later = "CREATE TABLE people (id INTEGER PRIMARY KEY, code INTEGER NOT NULL UNIQUE, level SMALLINT NOT NULL, name VARCHAR(8) NOT NULL, seen DATE NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('a', 'b')), boss INTEGER NOT NULL REFERENCES people(id));";
  const { rows } = await open(dialect, now);
  const other = await open(dialect, later);
  await fill(rows, { alsoFitting: await other.rows.readTables(undefined) });
  const { texts } = await readAll(rows, 'people');
  expect(texts).toHaveLength(5);
  for (const row of texts) {
    // SQLite tells texts of digits from numbers by quotes.
    expect(row['code']).toMatch(/^'?-?\d+'?$/);
    expect(Math.abs(Number(row['level']))).toBeLessThanOrEqual(32768);
    expect(row['name']!.length).toBeLessThanOrEqual(8);
    expect(row['seen']).toMatch(/ 00:00:00/);
    expect(['a', 'b']).toContain(row['kind']);
  }
});

test('tables that have rows are left alone and referred to', async () => {
  const { rows } = await open('postgresql', "CREATE TABLE parents (id int PRIMARY KEY); INSERT INTO parents VALUES (77); CREATE TABLE children (id serial PRIMARY KEY, parent_id int NOT NULL REFERENCES parents(id));");
  expect(await fill(rows)).toEqual({ filled: [{ schema: 'public', name: 'children', rows: 5 }], unfilled: [] });
  expect((await readAll(rows, 'children')).texts.map((row) => row['parent_id'])).toEqual(['77', '77', '77', '77', '77']);
});

test('what cannot be filled is told with its reason, and no more than the others', async () => {
  const { rows } = await open(
    'postgresql',
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'rows are not welcome'; END $$;
     CREATE TABLE closed (id serial PRIMARY KEY, v int);
     CREATE TRIGGER closing BEFORE INSERT ON closed FOR EACH ROW EXECUTE FUNCTION refuse();
     CREATE TABLE needs_it (id serial PRIMARY KEY, closed_id int NOT NULL REFERENCES closed(id));
     CREATE TABLE may_do_without (id serial PRIMARY KEY, closed_id int REFERENCES closed(id));
     CREATE TABLE one (id serial PRIMARY KEY, two_id int NOT NULL);
     CREATE TABLE two (id serial PRIMARY KEY, one_id int NOT NULL REFERENCES one(id));
     ALTER TABLE one ADD FOREIGN KEY (two_id) REFERENCES two(id);
     CREATE TABLE flags (flag boolean PRIMARY KEY);`,
  );
  expect(await fill(rows)).toEqual({
    filled: [
      { schema: 'public', name: 'flags', rows: 2 },
      { schema: 'public', name: 'may_do_without', rows: 5 },
    ],
    unfilled: [
      { schema: 'public', name: 'closed', reason: 'every row that was tried was refused: rows are not welcome' },
      { schema: 'public', name: 'needs_it', reason: 'its column closed_id has to refer to closed, which has no rows' },
      { schema: 'public', name: 'one', reason: 'its column two_id refers to two, which refers back to it, and neither may be NULL or is checked at the end of a transaction' },
      { schema: 'public', name: 'two', reason: 'its column one_id refers to one, which refers back to it, and neither may be NULL or is checked at the end of a transaction' },
    ],
  });
});

test('rows meet what only PostgreSQL has, and what only its functions know', async () => {
  const { rows } = await open(
    'postgresql',
    `CREATE EXTENSION btree_gist;
     CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
     CREATE DOMAIN percent AS integer CHECK (VALUE BETWEEN 0 AND 100);
     CREATE FUNCTION is_known(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT t IN ('lit', 'dark') $$;
     CREATE TABLE moods (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), mood mood NOT NULL, share percent NOT NULL, tags text[] NOT NULL, span int4range, settings jsonb NOT NULL, address inet);
     CREATE TABLE bookings (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, room int NOT NULL, during tsrange NOT NULL, EXCLUDE USING gist (room WITH =, during WITH &&));
     CREATE TABLE stays (id serial PRIMARY KEY, starts_at timestamp NOT NULL, ends_at timestamp NOT NULL, CHECK (ends_at > starts_at), EXCLUDE USING gist (tsrange(starts_at, ends_at) WITH &&));
     CREATE TABLE lamps (id serial PRIMARY KEY, state text NOT NULL CHECK (is_known(state) AND state <> reverse('lit')));
     CREATE TABLE events (at timestamp NOT NULL, note text) PARTITION BY RANGE (at);
     CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('1999-01-01') TO ('1999-02-01');
     CREATE TABLE events_new PARTITION OF events FOR VALUES FROM ('2032-01-01') TO ('2032-02-01');
     CREATE TABLE eggs (id int PRIMARY KEY, hen_id int NOT NULL);
     CREATE TABLE hens (id int PRIMARY KEY, egg_id int NOT NULL REFERENCES eggs(id));
     ALTER TABLE eggs ADD FOREIGN KEY (hen_id) REFERENCES hens(id) DEFERRABLE;
     CREATE TABLE nodes (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id int NOT NULL REFERENCES nodes(id));
     CREATE TABLE pairs (x int, y int, other_x int, other_y int, UNIQUE (x, y), FOREIGN KEY (other_x, other_y) REFERENCES pairs (x, y) MATCH FULL);
     CREATE TABLE counters (id serial PRIMARY KEY);`,
  );
  const result = await fill(rows);
  expect(result.filled.map(({ name, rows: count }) => [name, count])).toEqual(['bookings', 'counters', 'eggs', 'events', 'hens', 'lamps', 'moods', 'nodes', 'pairs', 'stays'].map((name) => [name, 5]));
  expect(result.unfilled).toEqual([]);
  expect((await readAll(rows, 'lamps')).texts.map((row) => row['state'])).toEqual(['lit', 'lit', 'lit', 'lit', 'lit']);
  expect(new Set((await readAll(rows, 'events')).texts.map((row) => row['at']!.slice(0, 7)))).toEqual(new Set(['1999-01', '2032-01']));
});
