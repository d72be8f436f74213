import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dirname } from 'node:path/posix';
import { globSync } from 'tinyglobby';

/** The files of a checkout, by paths below its root with `/`. */
export interface RepositoryFiles {
  readonly has: (path: string) => boolean;
  /** The text of a file; undefined where there is none, or none that a person would have written. */
  readonly read: (path: string) => string | undefined;
  /**
   * The files that match, in the order of the patterns and then of their names.
   * @param patterns ours, never the repository's
   * @param directory below the root; default: the root
   */
  readonly list: (patterns: readonly string[], directory?: string) => readonly string[];
}

/** Larger than any file that is looked into, in bytes. */
const largestFile = 8 * 1024 * 1024;

/** Other people's code. */
const ignore = ['node_modules', '.git', '.venv', 'venv', '.tox', 'site-packages'].map((name) => `**/${name}/**`);

/** Reads the files below an absolute directory. */
export function openRepositoryFiles(root: string): RepositoryFiles {
  const find = (path: string): { readonly size: number } | undefined => {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    return found?.isFile() === true ? found : undefined;
  };
  return {
    has: (path) => find(path) !== undefined,
    read: (path) => ((found) => (found === undefined || found.size > largestFile ? undefined : readFileSync(join(root, path), 'utf8')))(find(path)),
    list: (patterns, directory = '') => {
      const found = patterns.flatMap((pattern) => globSync([pattern], { cwd: join(root, directory), dot: true, ignore, expandDirectories: false, followSymbolicLinks: false }).sort());
      return [...new Set(found)].map((path) => joinPath(directory, path));
    },
  };
}

/** A name in a directory below the root, which itself is ``. */
export function joinPath(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

/** A directory below the root and those above it: `a/b`, `a` and the root itself. */
export function listUpwards(directory: string): string[] {
  return directory === '' ? [''] : [directory, ...listUpwards(directory.includes('/') ? dirname(directory) : '')];
}
