import { cp } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import type { ServerUser } from './server-user.ts';

/**
 * Gives a directory of programs that `user` can run: the one given, or, where it lies below a directory that is closed
 * to that user (a checkout below /root), a copy of its installation in `directory`, which is removed with the server.
 */
export async function makeReadableFor(user: ServerUser, programs: string, directory: string): Promise<string> {
  const { failed } = await execa('test', ['-x', join(programs, 'postgres')], { ...user, cwd: '/', reject: false });
  if (!failed) return programs;
  const copy = join(directory, 'installation');
  await cp(dirname(programs), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, basename(programs));
}
