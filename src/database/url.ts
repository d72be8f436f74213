import { UserError } from '../errors.ts';
import type { ServerRequest, StartedServer } from './provider.ts';
import { readSqlalchemyUrl } from './sqlalchemy-url.ts';

/**
 * Opens a server of the user's. Only databases that we make there are touched, and they are removed.
 * Throws a `UserError`: `bad-option`, `wrong-dialect`, `server-unreachable`; none holds the URL's password.
 */
export async function openUrl({ dialect }: ServerRequest, url: string): Promise<StartedServer> {
  const parsed = readSqlalchemyUrl(url);
  if (!dialect.urlNames.includes(parsed.dialect)) {
    throw new UserError('wrong-dialect', {
      what: `The URL is one of ${parsed.dialect}, and the project is one of ${dialect.name}.`,
      where: 'option `database`',
      remedy: `Give a URL as SQLAlchemy writes it: \`${dialect.name}://user:password@host/\`.`,
    });
  }
  const endpoint = dialect.completeEndpoint(parsed);
  const session = await dialect.openServer(endpoint, true);
  return { provider: 'url', image: undefined, endpoint, session, stop: () => session.close(), keepsRunning: true };
}
