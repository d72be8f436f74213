import type { DialectName } from '../dialects/dialect.ts';
import type { OtherWorkflow } from './read-other-workflows.ts';
import { readYaml, toMapping } from './read-yaml.ts';
import { listUpwards } from './repository-files.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** A database's image that a file of the repository names, fit for the option `image`. */
export interface FoundImage {
  readonly image: string;
  readonly dialect: DialectName;
  /** The file, below the root. */
  readonly file: string;
}

/** One that is not taken; its name is as the file has it, untrusted. */
export interface LeftOutImage {
  readonly image: string;
  readonly file: string;
  readonly because: string;
}

export interface ImageSearch {
  /** The first found is what people most likely run. */
  readonly images: readonly FoundImage[];
  readonly leftOut: readonly LeftOutImage[];
}

/** In the order in which Docker Compose looks for them, then those for other purposes. https://docs.docker.com/compose/intro/compose-application-model */
const composeNames = ['compose.y{a,}ml', 'docker-compose.y{a,}ml', 'compose*.y{a,}ml', 'docker-compose*.y{a,}ml'];

/**
 * Images of databases in Compose files and in the `services` of workflows.
 * @param directories of the projects, below the root; Compose files lie at the root, in these or above them, or in a folder of their own
 */
export function findImages(files: RepositoryFiles, directories: readonly string[], workflows: readonly OtherWorkflow[]): ImageSearch {
  const composeFiles = new Set([
    ...['', ...directories.flatMap(listUpwards)].flatMap((directory) => files.list(composeNames, directory)),
    ...files.list(composeNames.map((name) => `*/${name}`)),
  ]);
  const named = [
    ...[...composeFiles].flatMap((file) => listServices(toMapping(readYaml(files, file))).map((image) => ({ image, file }))),
    ...workflows.flatMap(({ file, jobs }) => jobs.flatMap(listServices).map((image) => ({ image, file }))),
  ];
  const judged = named.flatMap(({ image, file }) => judgeImage(image).map((verdict) => ({ ...verdict, file })));
  return {
    images: judged.flatMap((one) => ('because' in one ? [] : [one])),
    leftOut: judged.flatMap((one) => ('because' in one ? [one] : [])),
  };
}

function listServices({ services }: Readonly<Record<string, unknown>>): string[] {
  return Object.values(toMapping(services)).flatMap((service) => {
    const image = typeof service === 'string' ? service : toMapping(service)['image'];
    return typeof image === 'string' ? [image.trim()] : [];
  });
}

/** Repositories whose images honour the official image's variables, and the oldest version that the gate knows. */
const known: Readonly<Record<string, { readonly dialect: DialectName; readonly from: readonly [number, number] }>> = {
  postgres: { dialect: 'postgresql', from: [12, 0] },
  'postgis/postgis': { dialect: 'postgresql', from: [12, 0] },
  'pgvector/pgvector': { dialect: 'postgresql', from: [12, 0] },
  'timescale/timescaledb': { dialect: 'postgresql', from: [12, 0] },
  mysql: { dialect: 'mysql', from: [8, 0] },
  percona: { dialect: 'mysql', from: [8, 0] },
  'percona/percona-server': { dialect: 'mysql', from: [8, 0] },
  mariadb: { dialect: 'mariadb', from: [10, 6] },
};

/** Nothing for an image of something else. */
function judgeImage(written: string): readonly (Omit<FoundImage, 'file'> | Omit<LeftOutImage, 'file'>)[] {
  if (!/postg|pgvector|timescale|mysql|mariadb|percona/i.test(written)) return [];
  const image = written.replaceAll(/\$\{[A-Za-z_]\w*:?-([^${}]*)\}/g, '$1');
  const leaveOut = (because: string): readonly Omit<LeftOutImage, 'file'>[] => [{ image: written, because }];
  if (image.includes('$')) return leaveOut('its name has a variable without a default');
  const [, repository, tag] = /^(?:docker\.io\/(?:library\/)?|public\.ecr\.aws\/docker\/library\/)?([a-z0-9./_-]{1,200}?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
  if (repository === undefined) return leaveOut("it is no image's name");
  const found = Object.hasOwn(known, repository) ? known[repository] : undefined;
  if (found === undefined) {
    if (/exporter|admin|backup|bouncer|pool|proxy|router|adminer|client|cron/i.test(repository)) return [];
    return leaveOut(repository.startsWith('bitnami') ? "its settings have other names than the official image's" : 'it is none of the images whose settings are known');
  }
  const version = readVersion(tag);
  if (version !== undefined && isBefore(version, found.from)) return leaveOut(`the gate needs version ${found.from.join('.').replace(/^(\d{2})\.0$/, '$1')} or later`);
  return [{ image, dialect: found.dialect }];
}

/** Of `16.3-alpine`, `pg16`, `2.14.2-pg15`; undefined for `latest`. */
function readVersion(tag = ''): readonly [number, number] | undefined {
  const [, major, minor] = /pg(\d+)()/.exec(tag) ?? /^(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  return major === undefined ? undefined : [Number(major), minor === undefined || minor === '' ? Number.POSITIVE_INFINITY : Number(minor)];
}

function isBefore([major, minor]: readonly [number, number], [leastMajor, leastMinor]: readonly [number, number]): boolean {
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}
