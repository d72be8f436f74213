import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import pg from 'pg';
import { UserError } from '../../errors.ts';
import type { Endpoint, PrivateServer, ServerBinaries } from '../dialect.ts';
import { makeServerDirectory } from './data-directory.ts';
import { startGuardian } from './guardian.ts';
import type { Guardian } from './guardian.ts';
import { makeReadableFor } from './readable-binaries.ts';
import { findServerUser } from './server-user.ts';
import type { ServerUser } from './server-user.ts';
import { writeSettingFlags } from './throw-away-settings.ts';

/** How long a private server may take to accept connections. */
const startLimitMs = 30_000;
const pollMs = 20;
const portAttempts = 5;

/**
 * Starts a PostgreSQL of our own on the loopback interface, in a directory of its own, that ends when we do.
 * Its data directory is made each time: that takes half a second, while a kept one would save half of that and have to be
 * copied safely beside other runs.
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
  const { programs, copy } = await makeReadableFor(user, binaries.directory);
  const port = await findFreePort();
  const password = randomBytes(16).toString('hex');
  const endpoint: Endpoint = { host: '127.0.0.1', port, user: 'postgres', password, maintenanceDatabase: 'postgres' };
  const serverFlags = ['-p', String(port), ...writeSettingFlags({ listen_addresses: '127.0.0.1', unix_socket_directories: '' })];
  const directory = await makeServerDirectory(user);
  const guardian = startGuardian({ directory, copy, programs, password, localeFlags: chooseLocale(binaries.version), serverFlags, user });
  if (await waitUntilReady(guardian, endpoint)) return { endpoint, stop: () => guardian.end() };
  await guardian.end();
  return { log: await guardian.ended };
}

/**
 * The locale is the same on every machine: characters of all languages, ordered by code point. From 17 on the server has
 * it built in; before, the system's is taken where every system has it.
 * https://www.postgresql.org/docs/17/locale.html#LOCALE-PROVIDERS
 */
function chooseLocale(version: string): string[] {
  if (Number.parseInt(version) >= 17) return ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return [process.platform === 'linux' ? '--locale=C.UTF-8' : '--locale=C'];
}

/** Whether the server accepts connections in time; false when it ended. */
async function waitUntilReady(guardian: Guardian, endpoint: Endpoint): Promise<boolean> {
  const deadline = performance.now() + startLimitMs;
  while (!guardian.hasEnded && performance.now() < deadline) {
    if (await acceptsConnections(endpoint)) return true;
    await Promise.race([guardian.ended, new Promise((resolve) => setTimeout(resolve, pollMs))]);
  }
  return false;
}

async function acceptsConnections({ maintenanceDatabase, ...login }: Endpoint): Promise<boolean> {
  const client = new pg.Client({ ...login, database: maintenanceDatabase, connectionTimeoutMillis: 2000 });
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
    what: `The PostgreSQL ${binaries.version} of this machine did not start.`,
    where: binaries.directory,
    remedy: 'See the end of its log, or set the option `database` to another provider or to a URL.',
    details: log.trim() === '' ? 'The log is empty.' : log.trim(),
  });
}
