import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { DisposalRegistry } from '../database/disposal.ts';
import { writeFilesAt } from './git.ts';

/** The files of a commit in a directory of ours, or why they could not be had. */
export type WrittenTree = { readonly directory: string } | { readonly because: string };

export interface BaseTree {
  readonly written: Promise<WrittenTree>;
  /** Removes the directory. Safe to call again. */
  close(): Promise<void>;
}

/**
 * Writes the files of a commit into a new temporary directory. The repository is only read: the index is one of our own. Submodules are left
 * empty, and of files in LFS there are only the pointers.
 */
export function openBaseTree(root: string, commit: string, disposals: DisposalRegistry): BaseTree {
  const stopping = new AbortController();
  const making = makeDirectory();
  const written = making.then(({ directory }) => writeTree(root, commit, directory, stopping.signal));
  // Told where it is awaited.
  written.catch(() => undefined);
  const close = async (): Promise<void> => {
    stopping.abort();
    await written.catch(() => undefined);
    const made = await making.catch(() => undefined);
    if (made !== undefined) await rm(made.directory, { recursive: true, force: true });
    forget();
  };
  const forget = disposals.add(close);
  return { written, close };
}

async function makeDirectory(): Promise<{ readonly directory: string }> {
  return { directory: await realpath(await mkdtemp(join(tmpdir(), 'alembic-gate-base-'))) };
}

async function writeTree(root: string, commit: string, directory: string, signal: AbortSignal): Promise<WrittenTree> {
  const tree = join(directory, 'tree');
  if (`${tree}${sep}`.startsWith(`${await realpath(root)}${sep}`)) return { because: 'the directory for temporary files lies in the repository' };
  await mkdir(tree);
  const error = await writeFilesAt(root, commit, { tree, index: join(directory, 'index') }, signal);
  return error === undefined ? { directory: tree } : { because: `git could not write the files of the merge base (${error})` };
}
