import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SqlFile } from './sql-files.ts';

/**
 * Writes files below a directory, which is made where there is none. What is there under their names is removed first, so that a link in
 * a checkout leads no text elsewhere. Throws where a folder of theirs is such a link.
 */
export async function writeSqlFiles(directory: string, files: readonly SqlFile[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  const root = await realpath(directory);
  for (const { path, text } of files) {
    const folder = join(root, ...path.slice(0, -1));
    await mkdir(folder, { recursive: true });
    if ((await realpath(folder)) !== folder) throw new Error(`${folder} is a link to another place.`);
    const file = join(folder, path.at(-1) ?? '');
    await rm(file, { force: true });
    await writeFile(file, text, { flag: 'wx' });
  }
}
