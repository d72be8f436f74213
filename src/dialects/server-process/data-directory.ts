import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerUser } from './server-user.ts';
import { mayUse } from './server-user.ts';

/** Space that a throw-away server may come to need. */
const requiredBytes = 2 * 1024 ** 3;
/** `TMPFS_MAGIC`, statfs(2). */
const tmpfsType = 0x01021994;

/**
 * Names a directory for a server that is not there yet: whoever removes it makes it too, so that nothing stays when we are killed
 * in between. It lies in memory where Linux has a file system there with room (making a database takes PostgreSQL 9 ms there and
 * 200 ms on a slow disk), unless `TMPDIR` says otherwise.
 * @param name the dialect's, which becomes part of the directory's
 * @param user whose it will be
 * @param place where it has to lie; undefined: anywhere
 */
export async function nameServerDirectory(name: string, user: ServerUser | undefined, place?: string): Promise<string> {
  return join(place ?? (await choosePlace(user)), `alembic-gate-${name}-${randomBytes(6).toString('hex')}`);
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
