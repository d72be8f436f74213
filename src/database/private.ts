import type { Dialect, ServerBinaries } from '../dialects/dialect.ts';
import type { StartedServer } from './provider.ts';

/** Starts a server of our own from programs on this machine and connects to it. */
export async function startPrivate(provider: 'embedded' | 'local', dialect: Dialect, binaries: ServerBinaries): Promise<StartedServer> {
  const server = await dialect.startPrivateServer(binaries);
  try {
    const session = await dialect.openServer(server.endpoint);
    return { provider, image: undefined, endpoint: server.endpoint, session, stop: () => server.stop(), keepsRunning: false };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
