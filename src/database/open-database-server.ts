import { UserError } from '../errors.ts';
import { startContainer } from './container.ts';
import { hasDockerEngine } from './docker-engine.ts';
import { startEmbedded } from './embedded.ts';
import { openFiles } from './file.ts';
import { startLocal } from './local.ts';
import type { DatabaseServer, ServerRequest, StartedServer } from './provider.ts';
import { openUrl } from './url.ts';

/**
 * Starts the database server that the options ask for, or opens the one they name.
 * Throws a `UserError` that names the option to change when there is none: `no-docker`, `no-image`, `no-server-binaries`,
 * `server-did-not-start`, `server-unreachable`, `wrong-dialect`, `bad-option`.
 */
export async function openDatabaseServer(request: ServerRequest): Promise<DatabaseServer> {
  const interruption = new AbortController();
  const starting = startServer(request, interruption.signal);
  // Its failure is told below; here only so that an interruption meanwhile can wait for it.
  const settled = starting.then(
    (server) => server,
    () => undefined,
  );
  let disposing: Promise<void> | undefined;
  const dispose = (): Promise<void> => {
    disposing ??= (async () => {
      interruption.abort();
      const server = await settled;
      if (server !== undefined) await endServer(server);
      forget();
    })();
    return disposing;
  };
  const forget = request.disposals?.add(dispose) ?? ((): void => undefined);
  try {
    const { provider, image, endpoint, session } = await starting;
    if (interruption.signal.aborted) throw interrupted();
    const workEndpoint = (request.isRestricted === true ? await session.restrict?.() : undefined) ?? endpoint;
    return { provider, image, endpoint, workEndpoint, session, version: session.version, dispose };
  } catch (error) {
    if (!interruption.signal.aborted) await dispose();
    throw error;
  }
}

async function startServer(request: ServerRequest, signal: AbortSignal): Promise<StartedServer> {
  if (request.dialect.openDirectory !== undefined) return openFiles(request);
  switch (request.database.provider) {
    case 'container':
      return startContainer(request, signal);
    case 'embedded':
      return startEmbedded(request);
    case 'local':
      return startLocal(request);
    case 'url':
      return openUrl(request, request.database.url);
    case 'auto':
      return startWhatIsThere(request, signal);
  }
}

/** A container where Docker answers; else, if it may be, what comes with us, else what the machine has. */
async function startWhatIsThere(request: ServerRequest, signal: AbortSignal): Promise<StartedServer> {
  // Who names an image needs what is in it.
  if (!request.mayFallBack || request.image !== undefined || (await hasDockerEngine())) return startContainer(request, signal);
  if ((await request.dialect.findEmbeddedBinaries()) !== undefined) {
    request.log(`Docker does not answer; using the embedded ${request.dialect.title}.`);
    return startEmbedded(request);
  }
  if ((await request.dialect.findLocalBinaries()).length > 0) {
    request.log(`Docker does not answer; using the ${request.dialect.title} of this machine.`);
    return startLocal(request);
  }
  return startContainer(request, signal);
}

async function endServer(server: StartedServer): Promise<void> {
  if (server.keepsRunning) {
    await server.session.close();
    return;
  }
  await server.stop();
  // Frees the connection; the databases went with the server, so that dropping them fails.
  await server.session.close().catch(() => undefined);
}

function interrupted(): UserError {
  return new UserError('interrupted', { what: 'The start of the database server was interrupted.', remedy: 'Run it again.' });
}
