import { lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';
import { UserError } from '../errors.ts';

/** A file to be. */
export interface WrittenFile {
  /** Below the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What is there now, beside what is to be. */
export interface FileState extends WrittenFile {
  readonly state: 'new' | 'same' | 'different';
  /** A unified diff from what is there, where it differs; what is there is untrusted. */
  readonly difference: string;
}

/**
 * Compares files with what is there.
 * Throws a `UserError` where one of them is no file of this repository: a directory, or a link that leads elsewhere.
 * @param root absolute
 */
export function compareFiles(root: string, files: readonly WrittenFile[]): FileState[] {
  return files.map((file) => {
    const there = readThere(root, file.path);
    if (there === undefined) return { ...file, state: 'new', difference: '' };
    if (there === file.text) return { ...file, state: 'same', difference: '' };
    return { ...file, state: 'different', difference: createTwoFilesPatch(file.path, file.path, there, file.text, 'there', 'to be', { headerOptions: FILE_HEADERS_ONLY }).trimEnd() };
  });
}

/** Writes the files that are new or differ, each at once or not at all. Throws a `UserError` where the system refuses. */
export function saveFiles(root: string, files: readonly FileState[]): void {
  for (const { path, text } of files.filter(({ state }) => state !== 'same')) {
    const target = join(root, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(`${target}.new`, text, { flag: 'wx' });
      renameSync(`${target}.new`, target);
    } catch (cause) {
      throw new UserError('file-not-written', { what: `The file could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`, where: path, remedy: 'Make its directory writable, or print it with `--dry-run`.', cause });
    }
  }
}

function readThere(root: string, path: string): string | undefined {
  const target = join(root, path);
  requireInside(root, dirname(target));
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isFile()) return readFileSync(target, 'utf8');
  throw new UserError('file-not-written', { what: 'Something that is no file is in the way.', where: path, remedy: 'Move it away.' });
}

/** A link in the repository must not lead what is written out of it. */
function requireInside(root: string, directory: string): void {
  if (lstatSync(directory, { throwIfNoEntry: false }) === undefined) {
    requireInside(root, dirname(directory));
    return;
  }
  const real = relative(realpathSync(root), realpathSync(directory));
  if (real !== '..' && !real.startsWith(`..${sep}`)) return;
  throw new UserError('file-not-written', { what: 'A link leads out of the repository.', where: relative(root, directory), remedy: 'Make it a directory of the repository.' });
}
