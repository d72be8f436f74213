import { createServer } from 'node:net';
import { UserError } from '../../errors.ts';
import type { Endpoint, PrivateServer, ServerBinaries } from '../dialect.ts';
import type { Guardian } from './guardian.ts';

/** How long a private server may take to accept connections. */
const startLimitMs = 30_000;
const pollMs = 20;
const portAttempts = 5;

/** One attempt to start a server: who watches it, and where it will listen. */
export interface ServerAttempt {
  readonly guardian: Guardian;
  readonly endpoint: Endpoint;
}

/** What a dialect tells of its server. */
export interface ServerStart {
  readonly title: string;
  readonly binaries: ServerBinaries;
  /** Starts it on a port of the loopback interface. */
  readonly start: (port: number) => Promise<ServerAttempt>;
  readonly acceptsConnections: (endpoint: Endpoint) => Promise<boolean>;
  /** Whether its log says that the port was taken. */
  readonly isPortTaken: (log: string) => boolean;
}

/** Starts a server and waits until it answers. Throws a `UserError` with the end of its log when it does not come up. */
export async function startServer(server: ServerStart): Promise<PrivateServer> {
  for (let attempt = 1; ; attempt += 1) {
    const { guardian, endpoint } = await server.start(await findFreePort());
    if (await waitUntilReady(server, guardian, endpoint)) return { endpoint, stop: () => guardian.end() };
    await guardian.end();
    const log = await guardian.ended;
    // Somebody else may have taken the port between our asking and the server's binding.
    if (attempt >= portAttempts || !server.isPortTaken(log)) throw didNotStart(server, log);
  }
}

/** Whether the server accepts connections in time; false when it ended. */
async function waitUntilReady({ acceptsConnections }: ServerStart, guardian: Guardian, endpoint: Endpoint): Promise<boolean> {
  const deadline = performance.now() + startLimitMs;
  while (!guardian.hasEnded && performance.now() < deadline) {
    if (await acceptsConnections(endpoint)) return true;
    await Promise.race([guardian.ended, new Promise((resolve) => setTimeout(resolve, pollMs))]);
  }
  return false;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

function didNotStart({ title, binaries }: ServerStart, log: string): UserError {
  return new UserError('server-did-not-start', {
    what: `The ${title} ${binaries.version} of this machine did not start.`,
    where: binaries.directory,
    remedy: 'See the end of its log, or set the option `database` to another provider or to a URL.',
    details: log.trim() === '' ? 'The log is empty.' : log.trim(),
  });
}
