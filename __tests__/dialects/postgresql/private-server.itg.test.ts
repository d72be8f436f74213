import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PrivateServer, ServerBinaries } from '../../../src/dialects/dialect.ts';
import { findEmbeddedBinaries } from '../../../src/dialects/postgresql/binaries.ts';
import { startPrivateServer } from '../../../src/dialects/postgresql/private-server.ts';
import { UserError } from '../../../src/errors.ts';
import { makePrivatePlace } from '../../database/private-place.ts';
import type { PrivatePlace } from '../../database/private-place.ts';

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
  const binaries = await findEmbeddedBinaries();
  if (binaries === undefined) throw new Error('the embedded PostgreSQL is not installed');
  return binaries;
}

async function ask(server: PrivateServer, sql: string): Promise<unknown[]> {
  const { host, port, user, password } = server.endpoint;
  const client = new pg.Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
  await client.end();
  return rows.flat();
}

async function readError(promise: Promise<unknown>): Promise<UserError> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, met ${String(error)}`);
  return error;
}

test('several start at once, listen on the loopback interface alone, ask for a password, and leave nothing', async () => {
  const binaries = await findBinaries();
  const servers = await Promise.all([1, 2, 3].map(() => startPrivateServer(binaries)));
  expect(new Set(servers.map(({ endpoint }) => endpoint.port)).size).toBe(3);
  expect(place.findLeftovers().length).toBeGreaterThan(3);
  const [server] = servers as [PrivateServer, ...PrivateServer[]];
  const settings = ['listen_addresses', 'unix_socket_directories', 'fsync', 'server_encoding'].map((name) => `current_setting('${name}')`);
  expect(await ask(server, `SELECT ${settings.join(', ')}, upper('über'), (SELECT datlocale FROM pg_database WHERE datname = 'template0')`)).toEqual(
    ['127.0.0.1', '', 'off', 'UTF8', 'ÜBER', 'C.UTF-8'],
  );
  const wrong = { ...server, endpoint: { ...server.endpoint, password: 'wrong' } };
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed for user "postgres"');
  await Promise.all(servers.map((one) => one.stop()));
  await server.stop();
  expect(place.findLeftovers()).toEqual([]);
});

test('a server that dies by itself leaves nothing either, and does not end us', async () => {
  const server = await startPrivateServer(await findBinaries());
  await ask(server, 'SELECT 1');
  const pid = Number((await ask(server, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"))[0]);
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => { expect(place.findLeftovers()).toEqual([]); }, { timeout: 10_000, interval: 50 });
  await server.stop();
});

test('a server that does not come up is told with the end of its log', async () => {
  const { directory } = await findBinaries();
  // Everything is there but what `initdb` needs to fill a database.
  const broken = join(place.directory, 'broken');
  cpSync(dirname(directory), broken, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(broken, 'share/postgresql/postgres.bki'), '# PostgreSQL 18\nnonsense\n');
  chmodSync(broken, 0o755);
  const error = await readError(startPrivateServer({ directory: join(broken, 'bin'), version: '18.4' }));
  expect({ code: error.code, what: error.what, where: error.where, remedy: error.remedy }).toEqual({
    code: 'server-did-not-start',
    what: 'The PostgreSQL 18.4 of this machine did not start.',
    where: join(broken, 'bin'),
    remedy: 'See the end of its log, or set the option `database` to another provider or to a URL.',
  });
  expect(error.details).toContain('FATAL:  syntax error at line 2');
  expect(place.findLeftovers()).toEqual(['broken']);
});

test('a directory without programs is told the same way', async () => {
  const error = await readError(startPrivateServer({ directory: '/nowhere', version: '17.0' }));
  expect(error.code).toBe('server-did-not-start');
  expect(error.details).toContain('/nowhere/initdb: not found');
  expect(place.findLeftovers()).toEqual([]);
});

test.runIf(process.getuid?.() === 0)('programs below a directory that is closed to others run from a copy, which goes with the server', async () => {
  const { directory, version } = await findBinaries();
  const closed = join(place.directory, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  cpSync(dirname(directory), join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
  const server = await startPrivateServer({ directory: join(closed, 'native/bin'), version });
  const [data] = (await ask(server, "SELECT current_setting('data_directory')")) as [string];
  expect(existsSync(data)).toBe(true);
  expect(place.findLeftovers().filter((entry) => entry.startsWith('alembic-gate-installation-'))).toHaveLength(1);
  await server.stop();
  expect(place.findLeftovers()).toEqual(['closed']);
});
