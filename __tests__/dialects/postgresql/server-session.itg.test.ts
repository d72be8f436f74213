import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { UserError } from '../../../src/errors.ts';

let server: DatabaseServer;
beforeAll(async () => {
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
});
afterAll(() => server.dispose());

async function connect(database: string): Promise<pg.Client> {
  const { host, port, user, password } = server.endpoint;
  const client = new pg.Client({ host, port, user, password, database });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function query(database: string, sql: string): Promise<unknown[]> {
  const client = await connect(database);
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

const listOurs = () => query('postgres', "SELECT datname FROM pg_database WHERE datname LIKE 'alembic\\_gate\\_%' ORDER BY datname");

afterEach(async () => {
  expect(await listOurs()).toEqual([]);
});

test('databases are made empty, copied with what is in them, and removed though somebody is connected', async () => {
  const session = await postgresql.openServer(server.endpoint);
  const made = await session.createDatabase();
  expect(made).toMatch(/^alembic_gate_[0-9a-f]{10}_1$/);
  expect(await query(made, "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database() UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual(['UTF8']);
  await query(made, 'CREATE TABLE kept AS SELECT 7 AS a');
  const copy = (await session.cloneDatabase(made)) ?? '';
  expect(await query(copy, 'SELECT a FROM kept')).toEqual([7]);
  expect({ databases: session.databases, there: await listOurs() }).toEqual({ databases: [made, copy], there: [made, copy] });
  const guest = await connect(made);
  await session.dropDatabase(made);
  await expect(guest.query('SELECT 1')).rejects.toThrow();
  expect({ databases: session.databases, there: await listOurs() }).toEqual({ databases: [copy], there: [copy] });
  await session.close();
  await session.close();
  expect(await listOurs()).toEqual([]);
  await expect(session.createDatabase()).rejects.toThrow('the session is closed');
});

test('a database that is not its own is not touched in any way', async () => {
  const [ours, others] = await Promise.all([postgresql.openServer(server.endpoint), postgresql.openServer(server.endpoint)]);
  const foreign = await others.createDatabase();
  for (const name of [foreign, 'postgres', 'template1', 'x"; DROP DATABASE postgres; --']) {
    const refused = `database ${name} was not made by this session, so it is not touched`;
    await expect(ours.dropDatabase(name)).rejects.toThrow(refused);
    await expect(ours.cloneDatabase(name)).rejects.toThrow(refused);
    await expect(ours.disconnectAll(name)).rejects.toThrow(refused);
    await expect(ours.cancelRunning(name)).rejects.toThrow(refused);
    expect(() => ours.openDatabase(name)).toThrow(refused);
  }
  await ours.close();
  expect(await listOurs()).toEqual([foreign]);
  await others.close();
});

test('what runs in a database is cancelled and named, and the rest of the server is left alone', async () => {
  const session = await postgresql.openServer(server.endpoint);
  const [database, other] = [await session.createDatabase(), await session.createDatabase()];
  const [hung, idle, elsewhere] = await Promise.all([connect(database), connect(database), connect(other)]);
  const outcome = hung.query('SELECT pg_sleep(60)').then(() => 'ended', (error: unknown) => (error as Error).message);
  const undisturbed = elsewhere.query('SELECT pg_sleep(1)').then(() => 'ended', (error: unknown) => (error as Error).message);
  const cancelled = await vi.waitFor(async () => {
    const running = await session.cancelRunning(database);
    expect(running).toHaveLength(1);
    return running;
  });
  expect(cancelled).toEqual([{ sql: 'SELECT pg_sleep(60)', durationMs: expect.any(Number) as number }]);
  expect(await outcome).toBe('canceling statement due to user request');
  expect((await idle.query('SELECT 1')).rowCount).toBe(1);
  expect(await undisturbed).toBe('ended');
  await session.disconnectAll(database);
  await expect(idle.query('SELECT 1')).rejects.toThrow();
  expect((await elsewhere.query('SELECT 1')).rowCount).toBe(1);
  await elsewhere.end();
  await session.close();
});

test('it goes on after a revision ended every connection to the server', async () => {
  const session = await postgresql.openServer(server.endpoint);
  const database = await session.createDatabase();
  await query('postgres', "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
  expect(await session.cancelRunning(database)).toEqual([]);
  await session.close();
  expect(await listOurs()).toEqual([]);
});

test('what a superuser with any name has made is handed over to the role that works there', async () => {
  const name = 'Ops "x" o\'k@Project.iam';
  const user = pg.escapeIdentifier(name);
  await query('postgres', `CREATE ROLE ${user} SUPERUSER LOGIN PASSWORD 'secret'`);
  const session = await postgresql.openServer({ ...server.endpoint, user: name, password: 'secret' });
  const worker = await session.restrict?.();
  const made = await session.createDatabase();
  const database = await session.openDatabase(made);
  await database.execute("CREATE SCHEMA app; CREATE TABLE app.t (id serial); CREATE TYPE app.kind AS ENUM ('a'); CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS 'SELECT 1'");
  await session.handOver?.(made);
  const inside = [['pg_class', 'rel'], ['pg_type', 'typ'], ['pg_proc', 'pro']].map(([catalog, word]) => `SELECT ${word!}owner FROM ${catalog!} WHERE ${word!}namespace = 'app'::regnamespace`);
  expect(await query(made, `SELECT DISTINCT owner::regrole::text FROM (SELECT nspowner FROM pg_namespace WHERE nspname = 'app' UNION ALL ${inside.join(' UNION ALL ')}) objects (owner)`)).toEqual([worker?.user]);
  await database.close();
  await session.close();
  await query('postgres', `DROP ROLE ${user}`);
});

test('a role that nothing could be granted is removed', async () => {
  const session = await postgresql.openServer(server.endpoint);
  const send = Reflect.get(pg.Client.prototype, 'query') as (...parts: unknown[]) => unknown;
  const refused = Object.assign(new pg.DatabaseError('permission denied to grant role', 0, 'error'), { code: '42501' });
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...parts: unknown[]) {
    return String(parts[0]).startsWith('GRANT ') ? Promise.reject(refused) : send.apply(this, parts);
  });
  await expect(session.restrict?.()).rejects.toMatchObject({ code: 'server-permission', remedy: expect.stringContaining('`ALTER ROLE "postgres" CREATEROLE`') as string });
  spy.mockRestore();
  await session.close();
  expect(await query('postgres', "SELECT rolname FROM pg_roles WHERE rolname LIKE 'alembic\\_gate\\_%'")).toEqual([]);
});

test('a dump fills identity columns, and says where they go on', async () => {
  const session = await postgresql.openServer(server.endpoint);
  const name = await session.createDatabase();
  const database = await session.openDatabase(name);
  const identity = (table: string, kind: string): string => `ALTER TABLE public.${table} ALTER COLUMN id ADD GENERATED ${kind} AS IDENTITY (SEQUENCE NAME public.${table}_id_seq START WITH 1);`;
  const dump = [
    ...['always', 'usual', 'none'].map((table) => `CREATE TABLE public.${table} (id integer NOT NULL, word text);`),
    identity('always', 'ALWAYS'),
    identity('usual', 'BY DEFAULT'),
    ...['always', 'usual', 'none'].flatMap((table) => [`COPY public.${table} (id, word) FROM stdin;`, '7\tseven', '\\.']),
    "SELECT pg_catalog.setval('public.always_id_seq', 7, true);",
  ];
  await database.execute(dump.join('\n'));
  expect(await query(name, "INSERT INTO always (word) VALUES ('eight') RETURNING id")).toEqual([8]);
  expect(await query(name, 'SELECT id FROM always UNION ALL SELECT id FROM usual UNION ALL SELECT id FROM none')).toEqual([7, 8, 7, 7]);
  await database.close();
  await session.close();
});

test('a script is run statement by statement, and leaves its settings to itself', async () => {
  const session = await postgresql.openServer(server.endpoint);
  const name = await session.createDatabase();
  const database = await session.openDatabase(name);
  const reader = 'CREATE ROLE gate_test_reader';
  await database.execute(`-- made before the first revision ;\n${reader}; CREATE SCHEMA app; SET search_path = app;\nCREATE TABLE t (a int);\nCREATE INDEX CONCURRENTLY i ON t (a);\nCOMMENT ON TABLE t IS $$a;b$$;\nSET ROLE gate_test_reader;`);
  expect([...(await database.readCatalog(undefined)).objects.keys()].filter((key) => key.includes('app'))).toEqual(
    expect.arrayContaining(['schema "app"', 'table "app"."t"', 'index "app"."t"."i"']) as string[],
  );
  await database.execute('  -- nothing\n ');
  await database.close();
  await session.close();
  await query('postgres', 'DROP ROLE gate_test_reader');
});

test.each([
  ['SELECT 1;\nSELECT 1;\n-- ümlaut\n  SELECT missing FROM pg_class;', 'The database refused the option `setup-sql`: column "missing" does not exist.', 'line 4: SELECT missing FROM pg_class;'],
  ['SELECT 1;\nCREATE TABEL t ();', 'The database refused the option `setup-sql`: syntax error at or near "TABEL".', 'line 2: CREATE TABEL t ();'],
  ['SELECT 1;\n\nDROP TABLE nowhere', 'The database refused the option `setup-sql`: table "nowhere" does not exist.', 'line 3: DROP TABLE nowhere'],
])('a refused script is told with its line: %s', async (sql, what, where) => {
  const session = await postgresql.openServer(server.endpoint);
  const database = await session.openDatabase(await session.createDatabase());
  const error: unknown = await database.execute(sql).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ code: 'setup-sql', what, where });
  await database.close();
  await session.close();
});
