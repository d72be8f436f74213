import { cp, mkdtemp, readdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import type { ServerUser } from './server-user.ts';
import { mayUse } from './server-user.ts';

/** What an installation of a server is made of; it finds its parts by their places beside each other. */
const parts = ['bin', 'sbin', 'lib', 'share', 'scripts'];

/** Programs that the server's user can run. */
export interface ReadableBinaries {
  readonly programs: string;
  /** A directory of ours to be removed with the server. */
  readonly copy: string | undefined;
}

/**
 * Gives a directory of programs that `user` can run: the one given, or, where it lies below a directory that is closed
 * to that user (a checkout below /root), a copy of its installation.
 * @param server the name of the server's program among them
 */
export async function makeReadableFor(user: ServerUser | undefined, programs: string, server: string): Promise<ReadableBinaries> {
  if (user === undefined || (await mayUse(user, ['-x', join(programs, server)]))) return { programs, copy: undefined };
  const program = await realpath(join(programs, server)).catch(() => undefined);
  // There is nothing to copy; the attempt to run it says so.
  if (program === undefined) return { programs, copy: undefined };
  const usual = tmpdir();
  const copy = await mkdtemp(join((await mayUse(user, ['-x', usual])) ? usual : '/tmp', 'alembic-gate-installation-'));
  const installation = dirname(dirname(program));
  const present = new Set(await readdir(installation));
  for (const part of parts.filter((name) => present.has(name))) await cp(join(installation, part), join(copy, part), { recursive: true, verbatimSymlinks: true });
  await execa('chown', ['-R', `${user.uid}:${user.gid}`, copy]);
  return { programs: join(copy, basename(dirname(program))), copy };
}
