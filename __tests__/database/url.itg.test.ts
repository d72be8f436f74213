import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { UserError } from '../../src/errors.ts';
import { startHolder } from './run-holder.ts';

let theirs: DatabaseServer;
let client: pg.Client;
beforeAll(async () => {
  theirs = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
  const { host, port, user, password } = theirs.endpoint;
  client = new pg.Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  await client.query(`CREATE ROLE maker LOGIN CREATEDB PASSWORD 'p@ss/w:rd%'`);
  await client.query("CREATE ROLE visitor LOGIN PASSWORD 'visitor'");
  await client.query('CREATE DATABASE shop OWNER maker');
  await client.query('CREATE DATABASE alembic_gate_0123456789_1');
});
afterAll(async () => {
  await client.end();
  await theirs.dispose();
});

const place = () => `127.0.0.1:${theirs.endpoint.port}`;
const open = (url: string) => openDatabaseServer({ dialect: postgresql, database: { provider: 'url', url }, image: undefined, mayFallBack: false, log: () => undefined });

async function listDatabases(): Promise<string[]> {
  return (await client.query<{ datname: string }>('SELECT datname FROM pg_database ORDER BY datname')).rows.map(({ datname }) => datname);
}
const before = ['alembic_gate_0123456789_1', 'postgres', 'shop', 'template0', 'template1'];

async function readError(url: string, use: (server: DatabaseServer) => Promise<unknown> = () => Promise.resolve()): Promise<UserError> {
  try {
    const server = await open(url);
    await use(server).finally(() => server.dispose());
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

test('it makes its own databases on the server, and removes them and no other', async () => {
  const server = await open(`postgresql+psycopg2://maker:p%40ss%2Fw%3Ard%25@${place()}/shop`);
  expect({ provider: server.provider, version: server.version, image: server.image }).toEqual({ provider: 'url', version: theirs.version, image: undefined });
  const made = await server.session.createDatabase();
  const copy = await server.session.cloneDatabase(made);
  expect(await listDatabases()).toEqual([...before, made, copy].sort());
  const url = postgresql.databaseUrl(server.endpoint, made);
  expect(url).toBe(`postgresql://maker:p%40ss%2Fw%3Ard%25@${place()}/${made}`);
  await server.dispose();
  await server.dispose();
  expect(await listDatabases()).toEqual(before);
});

test('a database that is yet to be made is no obstacle', async () => {
  const server = await open(`postgresql://maker:p%40ss%2Fw%3Ard%25@${place()}/not_made_yet`);
  await server.session.createDatabase();
  await server.dispose();
  expect(await listDatabases()).toEqual(before);
});

test.each(['SIGINT', 'SIGTERM'] as const)('its databases are removed on %s while one is in use', async (signal) => {
  const holder = startHolder([`postgresql://maker:p%40ss%2Fw%3Ard%25@${place()}/shop`], {});
  await holder.readLine();
  expect(await holder.readLine()).toContain('_2');
  expect(await listDatabases()).toHaveLength(before.length + 2);
  holder.kill(signal);
  await holder.ended;
  expect(await listDatabases()).toEqual(before);
});

test('a wrong password is told without it', async () => {
  const error = await readError(`postgresql://maker:TOPSECRET@${place()}/shop`);
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'server-unreachable',
    message: `No connection to the PostgreSQL server: password authentication failed for user "maker". (maker@${place()}/shop) Check host, port, user and password of the option \`database\`.`,
  });
  expect(inspect(error, { depth: 10 })).not.toContain('TOPSECRET');
});

test('a server that is not there', async () => {
  const error = await readError('postgresql://me:TOPSECRET@127.0.0.1:1/shop');
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'server-unreachable',
    message: 'No connection to the PostgreSQL server: connect ECONNREFUSED 127.0.0.1:1. (me@127.0.0.1:1/shop) Check host, port, user and password of the option `database`.',
  });
  expect(inspect(error, { depth: 10 })).not.toContain('TOPSECRET');
});

test('a user who may not make databases', async () => {
  const error = await readError(`postgresql://visitor:visitor@${place()}/shop`, (server) => server.session.createDatabase());
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'server-permission',
    message: `The user visitor may not make databases on the server. (visitor@${place()}) Give it the right (\`ALTER ROLE "visitor" CREATEDB\`) or name another user in the option \`database\`.`,
  });
  expect(await listDatabases()).toEqual(before);
});

test('a URL of another dialect', async () => {
  const error = await readError('mysql+mysqldb://me:TOPSECRET@localhost/shop');
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'wrong-dialect',
    message: 'The URL is one of mysql, and the project is one of postgresql. (option `database`) Give a URL as SQLAlchemy writes it: `postgresql://user:password@host/`.',
  });
});
