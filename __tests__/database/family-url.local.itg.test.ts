import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { getDialect } from '../../src/dialects/registry.ts';
import { UserError } from '../../src/errors.ts';
import { ask } from '../dialects/mysql-family/test-server.ts';
import { startHolder } from './run-holder.ts';

const mariadb = getDialect('mariadb');
let theirs: DatabaseServer;
beforeAll(async () => {
  theirs = await openDatabaseServer({ dialect: mariadb, database: { provider: 'local' }, image: undefined, mayFallBack: false, log: () => undefined });
  await ask(theirs.endpoint, "CREATE USER maker@'%' IDENTIFIED BY 'p@ss/w:rd%'");
  await ask(theirs.endpoint, "GRANT ALL ON `alembic\\_gate\\_%`.* TO maker@'%'");
  await ask(theirs.endpoint, "CREATE USER visitor@'%' IDENTIFIED BY 'visitor'");
  for (const name of ['shop', 'alembic_gate_0123456789_1']) await ask(theirs.endpoint, `CREATE DATABASE ${name}`);
});
afterAll(() => theirs.dispose());

const place = () => `127.0.0.1:${theirs.endpoint.port}`;
const makersUrl = (database: string) => `mariadb+pymysql://maker:p%40ss%2Fw%3Ard%25@${place()}/${database}`;
const open = (url: string, dialect = mariadb) => openDatabaseServer({ dialect, database: { provider: 'url', url }, image: undefined, mayFallBack: false, log: () => undefined });

const listDatabases = (): Promise<unknown[]> => ask(theirs.endpoint, "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1");
const before = ['alembic_gate_0123456789_1', 'shop'];

async function readError(url: string, use: (server: DatabaseServer) => Promise<unknown> = () => Promise.resolve(), dialect = mariadb): Promise<UserError> {
  try {
    const server = await open(url, dialect);
    await use(server).finally(() => server.dispose());
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

test('a user with rights to databases of ours alone makes, copies and removes them, and no other', async () => {
  const server = await open(makersUrl('shop'));
  expect({ provider: server.provider, version: server.version, image: server.image }).toEqual({ provider: 'url', version: theirs.version, image: undefined });
  const made = await server.session.createDatabase();
  const database = await server.session.openDatabase(made);
  await database.execute('CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE PROCEDURE p() SELECT 1; INSERT INTO t VALUES (1)');
  expect([...(await database.readCatalog(undefined)).objects.keys()].sort()).toEqual(['column "t"."a"', 'database "settings"', 'procedure "p"', 'table "t"', 'view "v"']);
  expect(await database.listDamage()).toEqual([]);
  await database.close();
  const copy = await server.session.cloneDatabase(made);
  expect(await ask(theirs.endpoint, 'SELECT a FROM v', copy)).toEqual([1]);
  expect(await listDatabases()).toEqual([...before, made, copy].sort());
  expect(await server.session.listShared()).toEqual([]);
  expect(mariadb.databaseUrl(server.endpoint, made)).toBe(`mariadb://maker:p%40ss%2Fw%3Ard%25@${place()}/${made}`);
  await server.dispose();
  await server.dispose();
  expect(await listDatabases()).toEqual(before);
});

test.each(['not_made_yet', 'mysql', ''])('a database that is yet to be made, or that the user may not enter, is no obstacle: "%s"', async (name) => {
  const server = await open(makersUrl(name));
  await server.session.createDatabase();
  await server.dispose();
  expect(await listDatabases()).toEqual(before);
});

test('a URL of mysql is one of its servers too', async () => {
  const server = await open(makersUrl('shop').replace('mariadb+', 'mysql+'));
  await server.session.createDatabase();
  await server.dispose();
  expect(await listDatabases()).toEqual(before);
});

test('a project of MySQL on it is told what to set', async () => {
  const error = await readError(makersUrl('shop').replace('mariadb+', 'mysql+'), undefined, getDialect('mysql'));
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'wrong-dialect',
    message: `The server is MariaDB ${theirs.version}, and the project is checked as one of MySQL. (maker@${place()}) Set the option \`dialect\` to \`mariadb\` if that is what the project runs on, or name a MySQL server or image.`,
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('its databases are removed on %s while one is in use', async (signal) => {
  const holder = startHolder([makersUrl('shop')], { DIALECT: 'mariadb' });
  await holder.readLine();
  expect(await holder.readLine()).toContain('_2');
  expect(await listDatabases()).toHaveLength(before.length + 2);
  holder.kill(signal);
  await holder.ended;
  expect(await listDatabases()).toEqual(before);
});

test('a wrong password is told without it', async () => {
  const error = await readError(`mariadb://maker:TOPSECRET@${place()}/shop`);
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'server-unreachable',
    message: `No connection to the server: Access denied for user 'maker'@'127.0.0.1' (using password: YES). (maker@${place()}/shop) Check host, port, user and password of the option \`database\`.`,
  });
  expect(inspect(error, { depth: 10 })).not.toContain('TOPSECRET');
});

test('a server that is not there', async () => {
  const error = await readError('mariadb://me:TOPSECRET@127.0.0.1:1/shop');
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'server-unreachable',
    message: 'No connection to the server: connect ECONNREFUSED 127.0.0.1:1. (me@127.0.0.1:1/shop) Check host, port, user and password of the option `database`.',
  });
  expect(inspect(error, { depth: 10 })).not.toContain('TOPSECRET');
});

test('a user who may not make databases', async () => {
  const error = await readError(`mariadb://visitor:visitor@${place()}/shop`, (server) => server.session.createDatabase());
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'server-permission',
    message: `The user visitor may not make databases on the server. (visitor@${place()}) Give it the right, GRANT ALL ON \`alembic\\_gate\\_%\`.* TO 'visitor'@'%', or name another user in the option \`database\`.`,
  });
  expect(await listDatabases()).toEqual(before);
});

test('a URL of another dialect', async () => {
  const error = await readError('postgresql://me:TOPSECRET@localhost/shop');
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'wrong-dialect',
    message: 'The URL is one of postgresql, and the project is one of mariadb. (option `database`) Give a URL as SQLAlchemy writes it: `mariadb://user:password@host/`.',
  });
});
