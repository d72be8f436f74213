import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import pg from 'pg';
import { UserError } from '../../errors.ts';
import type { Endpoint, PrivateServer, ServerBinaries } from '../dialect.ts';
import { makeReadableFor } from './readable-binaries.ts';
import { findServerUser } from './server-user.ts';
import type { ServerUser } from './server-user.ts';

/** How long a private server may take to accept connections. */
const startLimitMs = 30_000;
const portAttempts = 3;

/**
 * Durability off, because the server is thrown away; no background work that would make two runs differ.
 * https://www.postgresql.org/docs/current/non-durability.html
 */
const settings: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '50',
  max_locks_per_transaction: '1024',
  max_prepared_transactions: '10',
  shared_buffers: '64MB',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_min_messages: 'fatal',
  jit: 'off',
};

/**
 * Runs the server and outlives us only as long as it takes to end it: standard input closes when we end it or when we
 * die in whatever way, and then the server is stopped at once and its directory removed.
 * $1 is the directory; the rest is the server's command line.
 */
const guardian = `
directory=$1; shift
exec 3<&0
"$@" </dev/null >>"$directory/log" 2>&1 &
server=$!
(cat <&3 >/dev/null; kill -QUIT $server 2>/dev/null) &
guard=$!
wait $server
kill $guard 2>/dev/null
rm -rf "$directory"
`;

/**
 * Starts a PostgreSQL of our own on the loopback interface, in a directory of its own.
 * Throws a `UserError` with the end of the server's log when it does not come up.
 */
export async function startPrivateServer(binaries: ServerBinaries): Promise<PrivateServer> {
  const user = await findServerUser();
  for (let attempt = 1; ; attempt += 1) {
    const started = await tryToStart(binaries, user);
    if ('endpoint' in started) return started;
    // Somebody else may have taken the port between our asking and the server's binding.
    if (attempt >= portAttempts || !started.log.includes('could not bind')) throw didNotStart(binaries, started.log);
  }
}

async function tryToStart(binaries: ServerBinaries, user: ServerUser | undefined): Promise<PrivateServer | { readonly log: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-pg-'));
  try {
    if (user !== undefined) await chown(directory, user.uid, user.gid);
    const programs = user === undefined ? binaries.directory : await makeReadableFor(user, binaries.directory, directory);
    const password = randomBytes(16).toString('hex');
    await initializeData(programs, directory, password, user);
    const port = await findFreePort();
    const server = launch(programs, directory, port, user);
    const endpoint: Endpoint = { host: '127.0.0.1', port, user: 'postgres', password, maintenanceDatabase: 'postgres' };
    const log = await waitUntilReady(server, endpoint, directory);
    if (log === undefined) return { endpoint, stop: () => stop(server) };
    await stop(server);
    return { log };
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function initializeData(programs: string, directory: string, password: string, user: ServerUser | undefined): Promise<void> {
  const data = join(directory, 'data');
  const passwordFile = join(directory, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) await chown(passwordFile, user.uid, user.gid);
  // md5 rather than scram: one connection a step, and scram's 4,096 rounds would be most of its cost.
  const words = ['-D', data, '-U', 'postgres', '--auth=md5', `--pwfile=${passwordFile}`, '--no-sync', '--no-instructions', '--locale=C', '--encoding=UTF8'];
  const done = await execa(join(programs, 'initdb'), words, { ...user, reject: false, all: true, stdin: 'ignore', env: { LC_ALL: 'C' } });
  await rm(passwordFile, { force: true });
  if (done.failed) {
    throw new UserError('server-did-not-start', {
      what: '`initdb` could not make a database directory.',
      where: programs,
      remedy: 'See its output below, or set the option `database` to another provider.',
      details: done.all,
      cause: done,
    });
  }
}

function launch(programs: string, directory: string, port: number, user: ServerUser | undefined): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const words = [join(programs, 'postgres'), '-D', join(directory, 'data'), '-p', String(port), ...flags];
  // A process group of its own, so that Ctrl-C in a terminal reaches only us and we end it in order.
  return spawn('/bin/sh', ['-c', guardian, 'alembic-gate-postgres', directory, ...words], {
    ...user,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' },
  });
}

/** Gives undefined when the server accepts connections, else what its log says. */
async function waitUntilReady(server: ChildProcess, endpoint: Endpoint, directory: string): Promise<string | undefined> {
  const deadline = performance.now() + startLimitMs;
  let hasEnded = false;
  server.once('exit', () => (hasEnded = true));
  const log = join(directory, 'log');
  let text = '';
  while (!hasEnded && performance.now() < deadline) {
    if (await acceptsConnections(endpoint)) return undefined;
    // Read while it is there: the guardian removes the directory when the server ends.
    text = await readFile(log, 'utf8').catch(() => text);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return text === '' ? `the server ${hasEnded ? 'ended' : 'did not answer'} without a word in its log` : text.slice(-4000);
}

async function acceptsConnections(endpoint: Endpoint): Promise<boolean> {
  const client = new pg.Client({ ...endpoint, database: endpoint.maintenanceDatabase, connectionTimeoutMillis: 2000 });
  // Until it is ready every attempt fails, in ways that tell nothing; the log tells what is wrong when it never is.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.stdin?.end();
  await ended;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

function didNotStart(binaries: ServerBinaries, log: string): UserError {
  return new UserError('server-did-not-start', {
    what: `The PostgreSQL ${binaries.version} of this machine did not start for ${userInfo().username}.`,
    where: binaries.directory,
    remedy: 'See its log below, or set the option `database` to another provider.',
    details: log,
  });
}
