import { mayRunContainer } from './database/provider.ts';
import type { Dialect, DialectName } from './dialects/dialect.ts';
import { listDialects } from './dialects/registry.ts';
import { UserError, UserErrors } from './errors.ts';
import type { Options } from './options.ts';

/** One database that a project is checked on. */
export interface Target {
  readonly dialect: Dialect;
  /** Undefined: the dialect's own. */
  readonly image: string | undefined;
}

type Request = Pick<Options, 'images' | 'database'>;

/**
 * What a project is checked on: each of its dialects, once with every image that is for it, or with its own. An image that is for none of
 * them is another project's.
 */
export function chooseTargets(dialects: readonly Dialect[], request: Request): Target[] {
  const named = mayRunContainer(request.database) ? request.images.map((image) => ({ image, dialect: findOwner(image, dialects) })) : [];
  return dialects.flatMap((dialect): Target[] => {
    const own = named.flatMap(({ image, dialect: owner }) => (owner === dialect ? [{ dialect, image }] : []));
    return own.length === 0 ? [{ dialect, image: undefined }] : own;
  });
}

/** The one of a project's dialects that an image is for: that of its name; where the name tells none, the only one that has images at all. */
function findOwner(image: string, dialects: readonly Dialect[]): Dialect | undefined {
  const told = readDialects(image);
  const able = dialects.filter(({ name, imagePattern }) => imagePattern !== undefined && (told.length === 0 || told.includes(name)));
  return able.length === 1 ? able[0] : undefined;
}

/** The dialects that an image's name tells; the last part of its path goes before its tag, and that before the rest of the path. */
function readDialects(image: string): DialectName[] {
  // The registry's host is left out: it says where the image is and not what. https://pkg.go.dev/github.com/distribution/reference
  const path = image.toLowerCase().replace(/^(?:[^/]*[.:][^/]*|localhost)\//, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  const tellIn = (text: string): DialectName[] => listDialects().flatMap(({ name, imagePattern }) => (imagePattern?.test(text) === true ? [name] : []));
  return [last.replace(/[:@].*$/, ''), last, path].map(tellIn).find((names) => names.length > 0) ?? [];
}

/** Says that images are not used, where no container is run. */
export function tellUnusedImages({ images, database }: Request): string[] {
  if (images.length === 0 || mayRunContainer(database)) return [];
  return [`${images.join(', ')}: not used, because the option \`database\` asks for no container.`];
}

/** What a run was checked on, as its results have it; a project whose databases were not come to has no dialect. */
type CheckedOn = { readonly dialect: { readonly title: string } | undefined; readonly image: string | undefined };

/** Throws `UserErrors` (`bad-option`) for images that no project of a run could use; says nothing while one is not known well enough. */
export function refuseUnusedImages(request: Request, results: readonly CheckedOn[]): void {
  const titles = [...new Set(results.map(({ dialect }) => dialect?.title))];
  if (!mayRunContainer(request.database) || titles.includes(undefined)) return;
  const unused = request.images.filter((image) => !results.some((result) => result.image === image));
  const errors = unused.map(
    (image) =>
      new UserError('bad-option', {
        what: `No project of this run could use the image ${image}; they were checked on ${titles.join(', ')}.`,
        where: 'option `image`',
        remedy: 'An image goes to the dialect that its name tells, and one whose name tells none to the only dialect of a project that runs in a container. Name one such as `postgres:17`, or set `dialect`.',
      }),
  );
  if (errors.length > 0) throw new UserErrors(errors);
}
