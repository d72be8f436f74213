import { chown, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerUser } from './server-user.ts';
import { mayUse } from './server-user.ts';

/** Space that a throw-away server may come to need. */
const requiredBytes = 2 * 1024 ** 3;
/** `TMPFS_MAGIC`, statfs(2). */
const tmpfsType = 0x01021994;

/**
 * Makes an empty directory for a server, closed to others and owned by its user. It lies in memory where Linux has a file
 * system there with room (making a database takes PostgreSQL 9 ms there and 200 ms on a slow disk), unless `TMPDIR` says otherwise.
 * @param name the dialect's, which becomes part of the directory's
 * @param place where it has to lie; undefined: anywhere
 */
export async function makeServerDirectory(name: string, user: ServerUser | undefined, place?: string): Promise<string> {
  const directory = await mkdtemp(join(place ?? (await choosePlace(user)), `alembic-gate-${name}-`));
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  return directory;
}

async function choosePlace(user: ServerUser | undefined): Promise<string> {
  const places = process.env['TMPDIR'] === undefined && (await hasRoomInMemory()) ? ['/dev/shm', tmpdir()] : [tmpdir()];
  for (const place of places) {
    // Root's own temporary directory may be closed to the user that the server runs as.
    if (user === undefined || (await mayUse(user, ['-w', place, '-a', '-x', place]))) return place;
  }
  return '/tmp';
}

async function hasRoomInMemory(): Promise<boolean> {
  if (process.platform !== 'linux' || process.availableMemory() < requiredBytes) return false;
  const system = await statfs('/dev/shm').catch(() => undefined);
  return system?.type === tmpfsType && system.bavail * system.bsize >= requiredBytes;
}
