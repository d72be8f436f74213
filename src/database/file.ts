import type { ServerRequest, StartedServer } from './provider.ts';

/** Makes a directory for a database that is a file. */
export async function openFiles(request: ServerRequest): Promise<StartedServer> {
  const { dialect } = request;
  if (dialect.openDirectory === undefined) throw new Error(`a ${dialect.title} database is no file`);
  const directory = await dialect.openDirectory();
  try {
    const session = await dialect.openServer(directory.endpoint);
    return { provider: 'file', image: undefined, endpoint: directory.endpoint, session, stop: () => directory.stop(), keepsRunning: false };
  } catch (error) {
    await directory.stop();
    throw error;
  }
}
