import { randomBytes } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Endpoint, PrivateServer, ServerBinaries } from '../dialect.ts';
import { nameServerDirectory } from '../server-process/data-directory.ts';
import { startGuardian } from '../server-process/guardian.ts';
import { makeReadableFor } from '../server-process/readable-binaries.ts';
import { findServerUser } from '../server-process/server-user.ts';
import type { ServerUser } from '../server-process/server-user.ts';
import { startServer } from '../server-process/start-server.ts';
import type { ServerAttempt } from '../server-process/start-server.ts';
import { findProgram } from './binaries.ts';
import { connect, endConnection } from './connect.ts';
import type { ServerPrograms } from './server-programs.ts';
import { writeFirstStatements } from './server-programs.ts';
import type { ServerKind } from './server-session.ts';
import { writeSettingFlags } from './throw-away-settings.ts';

/** $1 is the server, $2 what makes its data directory or nothing, $3 what reads time zones or nothing; the rest are the server's arguments. */
const writeServe = (initialize: string): string => `
  server=$1; installer=$2; reader=$3; shift 3
  password=$ALEMBIC_GATE_PASSWORD; host=127.0.0.1
  unset ALEMBIC_GATE_PASSWORD
  ${writeFirstStatements}
  write_first_statements >first.sql &
  writing=$!
  # What the machine's own server is set to is not for ours.
  set -- --no-defaults --datadir="$PWD/data" "$@"
  ${initialize} || exit
  wait $writing
  exec "$server" "$@" --init-file="$PWD/first.sql"
`;

/**
 * Starts a server of our own on the loopback interface, in a directory of its own, that ends when we do.
 * Throws a `UserError` with the end of the server's log when it does not come up.
 */
export async function startPrivateServer({ dialect, title }: ServerKind, programs: ServerPrograms, binaries: ServerBinaries): Promise<PrivateServer> {
  const user = await findServerUser('mysql');
  const server = await findProgram(programs.servers, [binaries.directory]);
  if (server === undefined) throw hasNoServer(title, binaries);
  return startServer({
    title,
    binaries,
    start: async (port) => start(programs, server, await nameServerDirectory(dialect, user, (await isConfined(server)) ? '/tmp' : undefined), user, port),
    acceptsConnections,
    isPortTaken: (log) => /Bind on TCP\/IP port.*in use/.test(log),
  });
}

async function start(programs: ServerPrograms, found: string, own: string, user: ServerUser | undefined, port: number): Promise<ServerAttempt> {
  const { programs: directory, copy } = await makeReadableFor(user, dirname(found), basename(found));
  const server = join(directory, basename(found));
  const root = dirname(directory);
  const others = [directory, join(root, 'bin'), join(root, 'scripts'), '/usr/bin'];
  const password = randomBytes(16).toString('hex');
  const endpoint: Endpoint = { host: '127.0.0.1', port, user: 'root', password, maintenanceDatabase: 'mysql' };
  const guardian = startGuardian({
    directory: own,
    copy,
    serve: writeServe(programs.initialize),
    words: [
      server,
      (await findProgram(programs.installers ?? [], others)) ?? '',
      (await findProgram(programs.timeZoneReaders, others)) ?? '',
      `--basedir=${root}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      // In the data directory, because a longer name would not fit.
      '--socket=socket',
      '--pid-file=pid',
      // MariaDB's own default is latin1 before 11.6, which no package of it leaves so.
      '--character-set-server=utf8mb4',
      ...writeSettingFlags(),
    ],
    environment: { ALEMBIC_GATE_PASSWORD: password },
    signal: 'KILL',
    stubborn: programs.servers,
    user,
  });
  return { guardian, endpoint };
}

/**
 * Whether AppArmor confines the server, as Ubuntu's MySQL is: of the places where we make directories it may then write in /tmp alone.
 * https://documentation.ubuntu.com/server/how-to/security/apparmor/
 */
async function isConfined(server: string): Promise<boolean> {
  const enabled = await readFile('/sys/module/apparmor/parameters/enabled', 'utf8').catch(() => 'N');
  if (!enabled.startsWith('Y')) return false;
  const profile = join('/etc/apparmor.d', server.slice(1).replaceAll('/', '.'));
  return access(profile).then(() => true, () => false);
}

/** Until it is ready every attempt fails, in ways that tell nothing; the log tells what is wrong when it never is. */
async function acceptsConnections(endpoint: Endpoint): Promise<boolean> {
  try {
    await endConnection(await connect(endpoint, undefined));
    return true;
  } catch {
    return false;
  }
}

function hasNoServer(title: string, { directory, version }: ServerBinaries): UserError {
  return new UserError('server-did-not-start', {
    what: `The ${title} ${version} of this machine did not start.`,
    where: directory,
    remedy: 'Set the option `database` to another provider or to a URL.',
    details: 'There is no server program that may be run.',
  });
}
