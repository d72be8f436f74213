import type { Dialect } from './dialects/dialect.ts';
import { UserError } from './errors.ts';
import type { Options } from './options.ts';

/** One database that a project is checked on. */
export interface Target {
  readonly dialect: Dialect;
  /** Undefined: the dialect's own. */
  readonly image: string | undefined;
}

/**
 * What a project is checked on: each dialect, and where images are named, each of them with the dialect that it is of.
 * Throws a `UserError` (`bad-option`) for an image that is of none of them.
 */
export function chooseTargets(dialects: readonly Dialect[], { images, database }: Pick<Options, 'images' | 'database'>): Target[] {
  const usesImages = database.provider === 'container' || database.provider === 'auto';
  const named = usesImages ? images.map((image) => ({ image, dialect: findOwner(image, dialects) })) : [];
  return dialects.flatMap((dialect): Target[] => {
    const own = named.filter((candidate) => candidate.dialect === dialect);
    return own.length === 0 ? [{ dialect, image: undefined }] : own;
  });
}

/** With one dialect every image is one of it, whatever it is called. */
function findOwner(image: string, dialects: readonly Dialect[]): Dialect {
  const withServers = dialects.filter(({ imagePattern }) => imagePattern !== undefined);
  const owners = withServers.length === 1 ? withServers : withServers.filter(({ imagePattern }) => imagePattern?.test(image.toLowerCase()));
  const [owner] = owners;
  if (owner !== undefined) return owner;
  throw new UserError('bad-option', {
    what: `The image ${image} is of none of the dialects ${dialects.map(({ name }) => name).join(', ')}, as far as its name tells.`,
    where: 'option `image`',
    remedy: 'Name images that have the database in their name, such as `postgres:17`, or check one dialect in a run.',
  });
}
