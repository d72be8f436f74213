import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Endpoint, PrivateServer, ServerBinaries } from '../dialect.ts';
import { nameServerDirectory } from '../server-process/data-directory.ts';
import { startGuardian } from '../server-process/guardian.ts';
import { makeReadableFor } from '../server-process/readable-binaries.ts';
import { findServerUser } from '../server-process/server-user.ts';
import type { ServerUser } from '../server-process/server-user.ts';
import { startServer } from '../server-process/start-server.ts';
import type { ServerAttempt } from '../server-process/start-server.ts';
import { writeSettingFlags } from './throw-away-settings.ts';

/** $1 is the directory of the programs; the rest are the server's arguments. */
const serve = `
  programs=$1; shift
  printf '%s' "$ALEMBIC_GATE_PASSWORD" >password
  unset ALEMBIC_GATE_PASSWORD
  # md5 rather than scram: there is a connection for every step, and scram's 4,096 rounds are most of the cost of one.
  "$programs/initdb" -D data -U postgres --auth=md5 --pwfile=password --no-sync --no-instructions --encoding=UTF8 $ALEMBIC_GATE_LOCALE || exit
  rm -f password
  exec "$programs/postgres" -D data "$@"
`;

/**
 * Starts a PostgreSQL of our own on the loopback interface, in a directory of its own, that ends when we do.
 * Its data directory is made each time: that takes half a second, while a kept one would save half of that and have to be
 * copied safely beside other runs.
 * Throws a `UserError` with the end of the server's log when it does not come up.
 */
export async function startPrivateServer(binaries: ServerBinaries): Promise<PrivateServer> {
  const user = await findServerUser('postgres');
  return startServer({
    title: 'PostgreSQL',
    binaries,
    start: (port) => start(binaries, user, port),
    acceptsConnections,
    isPortTaken: (log) => log.includes('could not bind'),
  });
}

async function start(binaries: ServerBinaries, user: ServerUser | undefined, port: number): Promise<ServerAttempt> {
  const { programs, copy } = await makeReadableFor(user, binaries.directory, 'postgres');
  const password = randomBytes(16).toString('hex');
  const endpoint: Endpoint = { host: '127.0.0.1', port, user: 'postgres', password, maintenanceDatabase: 'postgres' };
  const serverFlags = ['-p', String(port), ...writeSettingFlags({ listen_addresses: '127.0.0.1', unix_socket_directories: '' })];
  const guardian = startGuardian({
    directory: await nameServerDirectory('postgresql', user),
    copy,
    serve,
    words: [programs, ...serverFlags],
    environment: { ALEMBIC_GATE_PASSWORD: password, ALEMBIC_GATE_LOCALE: chooseLocale(binaries.version).join(' ') },
    signal: 'QUIT',
    stubborn: [],
    user,
  });
  return { guardian, endpoint };
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
