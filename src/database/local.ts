import { UserError } from '../errors.ts';
import { startPrivate } from './private.ts';
import type { ServerRequest, StartedServer } from './provider.ts';

/** Starts a private server with the newest programs that are installed on the machine; a server that runs there is not touched. */
export async function startLocal(request: ServerRequest): Promise<StartedServer> {
  const { dialect } = request;
  const [newest] = await dialect.findLocalBinaries();
  if (newest === undefined) {
    throw new UserError('no-server-binaries', {
      what: `No ${dialect.title} server is installed on this machine.`,
      where: 'option `database`',
      remedy: 'Install one, or set `database` to `container`, `embedded` or a URL.',
    });
  }
  return startPrivate('local', dialect, newest);
}
