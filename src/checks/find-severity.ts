import picomatch from 'picomatch';
import { categoryOf } from './categories.ts';
import type { Severity } from './check.ts';

/** `writeSeverityKey` of a check or category and perhaps of some files -> severity or off. */
export type Severities = ReadonlyMap<string, Severity | 'off'>;

const between = ' in ';

/** @param glob of paths relative to the repository's root; undefined for all files */
export function writeSeverityKey(id: string, glob: string | undefined): string {
  return glob === undefined ? id : `${id}${between}${glob}`;
}

/**
 * What is asked for a check's findings in a file; undefined where that is left to the check. The most specific goes first: the check in
 * such files, the check, its category in such files, its category; of two for such files the later.
 * @param file relative to the repository's root; undefined for findings about no file
 */
export function findSeverity(severities: Severities, id: string, file?: string): Severity | 'off' | undefined {
  const category = categoryOf(id);
  return findInFile(severities, id, file) ?? severities.get(id) ?? findInFile(severities, category, file) ?? severities.get(category);
}

/** Whether no finding of a check could be told, in whatever file. */
export function isOffEverywhere(severities: Severities, id: string): boolean {
  const isOfCheck = (key: string): boolean => key.startsWith(`${id}${between}`) || (!severities.has(id) && key.startsWith(`${categoryOf(id)}${between}`));
  return findSeverity(severities, id) === 'off' && [...severities].every(([key, severity]) => severity === 'off' || !isOfCheck(key));
}

function findInFile(severities: Severities, id: string, file: string | undefined): Severity | 'off' | undefined {
  if (file === undefined) return undefined;
  const beginning = `${id}${between}`;
  return [...severities].findLast(([key]) => key.startsWith(beginning) && matchesGlob(file, key.slice(beginning.length)))?.[1];
}

function matchesGlob(file: string, glob: string): boolean {
  return picomatch.isMatch(file, glob, { dot: true });
}

/** Why a glob matches no path of a repository as written; undefined where it may. */
export function explainBadGlob(glob: string): string | undefined {
  if (/^(?:\.\.?\/|\/|~|[A-Za-z]:)/.test(glob) || glob.includes('/../')) return 'the path begins at the repository’s root, as `migrations/legacy/**` does';
  if (glob.includes('\\')) return 'its folders are parted by `/`';
  try {
    picomatch.makeRe(glob, { strictBrackets: true });
    return undefined;
  } catch {
    return 'a bracket is not closed';
  }
}
