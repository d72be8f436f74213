import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { PrivateServer, ServerBinaries } from '../../../src/dialects/dialect.ts';
import { mariadb } from '../../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { UserError } from '../../../src/errors.ts';
import { makePrivatePlace } from '../../database/private-place.ts';
import type { PrivatePlace } from '../../database/private-place.ts';
import { startHolder } from '../../database/run-holder.ts';
import { ask } from './test-server.ts';

let place: PrivatePlace;
beforeEach(() => {
  place = makePrivatePlace();
  vi.stubEnv('TMPDIR', place.directory);
});
afterEach(() => {
  vi.unstubAllEnvs();
  place.remove();
});

async function findBinaries(): Promise<ServerBinaries> {
  const [newest] = await mariadb.findLocalBinaries();
  if (newest === undefined) throw new Error('no MariaDB is installed');
  return newest;
}

async function readError(promise: Promise<unknown>): Promise<UserError> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, met ${String(error)}`);
  return error;
}

const noLeftovers = (): Promise<void> => vi.waitFor(() => { expect(place.findLeftovers()).toEqual([]); }, { timeout: 15_000, interval: 50 });

test('the programs of the machine are found once and told apart, though MariaDB has a mysqld too', async () => {
  const found = await mariadb.findLocalBinaries();
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ directory }) => directory)).size).toBe(found.length);
  for (const { directory } of found) expect(existsSync(join(directory, 'mysqld'))).toBe(true);
  const others = await mysql.findLocalBinaries();
  expect(others.filter(({ directory }) => found.some((one) => one.directory === directory))).toEqual([]);
});

test('several start at once, listen on the loopback interface alone, ask for a password, and leave nothing', async () => {
  const binaries = await findBinaries();
  const servers = await Promise.all([1, 2].map(() => mariadb.startPrivateServer(binaries)));
  expect(new Set(servers.map(({ endpoint }) => endpoint.port)).size).toBe(2);
  const [server] = servers as [PrivateServer, ...PrivateServer[]];
  expect(await ask(server.endpoint, 'SELECT @@bind_address, @@log_bin, @@innodb_flush_log_at_trx_commit, @@character_set_server, CURRENT_USER()')).toEqual(['127.0.0.1', 0, 0, 'utf8mb4', 'root@127.0.0.1']);
  expect(await ask(server.endpoint, "SELECT user, host FROM mysql.user WHERE user NOT LIKE '%.%' ORDER BY host")).toEqual(['root', '127.0.0.1', 'root', 'localhost']);
  for (const password of ['', 'wrong']) await expect(ask({ ...server.endpoint, password }, 'SELECT 1')).rejects.toThrow("Access denied for user 'root'@'127.0.0.1'");
  // Nowhere in what other users of the machine can see.
  expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(server.endpoint.password);
  await Promise.all(servers.map((one) => one.stop()));
  await server.stop();
  expect(place.findLeftovers()).toEqual([]);
});

test('a session on it works like on any other', async () => {
  const server = await openDatabaseServer({ dialect: mariadb, database: { provider: 'local' }, image: undefined, mayFallBack: false, log: () => undefined });
  expect({ provider: server.provider, version: server.version }).toEqual({ provider: 'local', version: (await findBinaries()).version });
  const made = await server.session.createDatabase();
  const database = await server.session.openDatabase(made);
  await database.execute('CREATE TABLE t (a int)');
  expect([...(await database.readCatalog(undefined)).objects.keys()]).toContain('table "t"');
  await database.close();
  expect(await server.session.cloneDatabase(made)).toMatch(/_2$/);
  await server.dispose();
  expect(place.findLeftovers()).toEqual([]);
});

test('a server that dies by itself leaves nothing either, and does not end us', async () => {
  const server = await mariadb.startPrivateServer(await findBinaries());
  process.kill(findServer(place.directory), 'SIGKILL');
  await noLeftovers();
  await server.stop();
});

/** The id of the server's process that works below a directory. */
function findServer(directory: string): number {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  const id = Number.parseInt(lines.find((line) => /\d +\S*mariadbd /.test(line) && line.includes(`--datadir=${directory}/`)) ?? '');
  expect(id).toBeGreaterThan(1);
  return id;
}

test('a server that does not come up is told with the end of its log', async () => {
  const directory = join(place.directory, 'broken');
  mkdirSync(directory);
  writeFileSync(join(directory, 'mariadbd'), '#!/bin/sh\necho no space for anything >&2\nexit 3\n');
  writeFileSync(join(directory, 'mariadb-install-db'), '#!/bin/sh\nexit 0\n');
  for (const name of ['mariadbd', 'mariadb-install-db']) chmodSync(join(directory, name), 0o755);
  const error = await readError(mariadb.startPrivateServer({ directory, version: '11.4.2' }));
  expect({ code: error.code, what: error.what, where: error.where, details: error.details }).toEqual({
    code: 'server-did-not-start',
    what: 'The MariaDB 11.4.2 of this machine did not start.',
    where: directory,
    details: 'no space for anything',
  });
  expect(place.findLeftovers()).toEqual(['broken']);
});

test('a directory without programs is told the same way', async () => {
  const error = await readError(mariadb.startPrivateServer({ directory: '/nowhere', version: '11.4.2' }));
  expect({ code: error.code, details: error.details }).toEqual({ code: 'server-did-not-start', details: 'There is no server program that may be run.' });
  expect(place.findLeftovers()).toEqual([]);
});

test('a machine without MySQL is told what to do', async () => {
  vi.stubEnv('PATH', place.directory);
  symlinkSync('/usr/sbin/mariadbd', join(place.directory, 'mysqld'));
  expect((await mysql.findLocalBinaries()).filter(({ directory }) => directory === place.directory)).toEqual([]);
});

describe('a private MariaDB', () => {
  const hold = (...words: string[]) => startHolder(['local', ...words], { TMPDIR: place.directory, DIALECT: 'mariadb' });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends on %s while it works', async (signal, code) => {
    const holder = hold();
    expect(await holder.readLine()).toBe('starting');
    expect(await holder.readLine()).toMatch(/^\{"databases":\["alembic_gate_\w+_1","alembic_gate_\w+_2"\]\}$/);
    expect(place.findLeftovers().length).toBeGreaterThan(1);
    holder.kill(signal);
    const { errors, ...end } = await holder.ended;
    expect(end).toEqual({ code, signal: null });
    expect(errors).not.toContain('bug:');
    expect(place.findLeftovers()).toEqual([]);
  });

  test.each([0, 150, 400, 800, 1200])('ends when it is interrupted %i ms after its start began', async (afterMs) => {
    const holder = hold();
    await holder.readLine();
    await sleep(afterMs);
    holder.kill('SIGTERM');
    const { code, errors } = await holder.ended;
    expect(code).toBe(143);
    expect(errors).not.toContain('bug:');
    expect(place.findLeftovers()).toEqual([]);
  });

  test.each([60, 150, 400, 800, 1200, 4000])('ends after we are killed %i ms after its start began', async (afterMs) => {
    const holder = hold();
    await holder.readLine();
    await sleep(afterMs);
    holder.kill('SIGKILL');
    expect(await holder.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
    await noLeftovers();
  });
});
