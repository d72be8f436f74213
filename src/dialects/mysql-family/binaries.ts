import { access, constants, readdir, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import type { ServerBinaries } from '../dialect.ts';
import type { FamilyDialect } from './lexis.ts';

/** Where installers put the servers, beside the search path: which itself often lacks the directories for administrators. */
const usualDirectories = ['/usr/sbin', '/usr/libexec', '/usr/local/sbin', '/usr/local/bin', '/usr/local/mysql/bin', '/usr/local/mariadb/bin', '/opt/mysql/bin', '/opt/mariadb/bin'];

/** Directories of Homebrew that hold one directory for every version. */
const homebrewDirectories = ['/opt/homebrew/opt', '/usr/local/opt', '/home/linuxbrew/.linuxbrew/opt'];

/** Installations of one of the two servers on this machine, newest first. The other's is told from it by what it says of itself. */
export async function findLocalBinaries(dialect: FamilyDialect, servers: readonly string[]): Promise<ServerBinaries[]> {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '');
  const homebrew = await Promise.all(homebrewDirectories.map(listHomebrew));
  const places = [...onPath, ...usualDirectories, ...homebrew.flat()];
  const directories = new Set(await Promise.all(places.map((directory) => realpath(directory).catch(() => directory))));
  const found = await Promise.all([...directories].map((directory) => readBinaries(dialect, servers, directory)));
  return found.filter((binaries) => binaries !== undefined).sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }));
}

async function listHomebrew(root: string): Promise<string[]> {
  const entries = await readdir(root).catch(() => []);
  return entries.filter((entry) => /^(mysql|mariadb|percona-server)(@|$)/.test(entry)).map((entry) => join(root, entry, 'bin'));
}

async function readBinaries(dialect: FamilyDialect, servers: readonly string[], directory: string): Promise<ServerBinaries | undefined> {
  const server = await findProgram(servers, [directory]);
  if (server === undefined) return undefined;
  // Their version rather than their presence: programs for another system are no use, and MariaDB has a `mysqld` too.
  const { stdout, failed } = await execa(server, ['--no-defaults', '--version'], { reject: false });
  const version = /\bVer (\d+(?:\.\d+)*)/.exec(stdout)?.[1];
  const isWanted = /mariadb/i.test(stdout) === (dialect === 'mariadb');
  return failed || version === undefined || !isWanted ? undefined : { directory, version };
}

/** The first of some programs that one of the directories has and that may be run. */
export async function findProgram(names: readonly string[], directories: readonly string[]): Promise<string | undefined> {
  for (const directory of directories) {
    for (const name of names) {
      const path = join(directory, name);
      if (await access(path, constants.X_OK).then(() => true, () => false)) return path;
    }
  }
  return undefined;
}
