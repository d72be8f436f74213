import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { UserError } from '../errors.ts';

/** A command of git's in a directory, without a shell; its output, or undefined where it failed. */
export async function tryGit(directory: string, words: readonly string[]): Promise<string | undefined> {
  const done = await execa('git', words, { cwd: directory, reject: false, stdin: 'ignore', env: quiet, maxBuffer: largestOutput });
  return done.failed ? undefined : done.stdout;
}

/** Never ask a person for credentials, and speak English, because messages are read. */
const quiet = { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' };

/** Bytes that git may answer. */
export const largestOutput = 512 * 1024 * 1024;

/**
 * The root of the checkout that holds a directory; undefined without git or outside a repository.
 * Throws a `UserError` (`no-base`) where git does not trust the repository, as in a job's container that runs as another user.
 */
export async function findRepositoryRoot(directory: string): Promise<string | undefined> {
  const done = await execa('git', ['rev-parse', '--show-toplevel'], { cwd: directory, reject: false, stdin: 'ignore', env: quiet });
  if (!done.failed) return done.stdout;
  if (!done.stderr.includes('dubious ownership')) return undefined;
  throw new UserError('no-base', {
    what: 'The repository belongs to another user, so git does not read it.',
    where: directory,
    remedy: 'Run `git config --global --add safe.directory "$PWD"` before, in the directory of the repository.',
    details: done.stderr,
  });
}

/** The commit a name stands for, when it is here. */
export async function resolveCommit(root: string, name: string): Promise<string | undefined> {
  return tryGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
}

/** The parents of a commit as it was written, also where the checkout is cut off at it. */
export async function listParents(root: string, commit: string): Promise<string[]> {
  const text = (await tryGit(root, ['cat-file', 'commit', commit])) ?? '';
  const header = text.split('\n\n')[0] ?? '';
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent);
}

/** Whether the checkout's history is cut off somewhere. */
export async function isShallow(root: string): Promise<boolean> {
  return (await tryGit(root, ['rev-parse', '--is-shallow-repository'])) === 'true';
}

/**
 * Writes the files of a commit into the directory `tree`, with an index of its own, so that the repository is only read; gives git's last words
 * where it cannot. https://git-scm.com/docs/git-read-tree https://git-scm.com/docs/git-checkout-index
 * @param signal ends git
 */
export async function writeFilesAt(root: string, commit: string, { tree, index }: { readonly tree: string; readonly index: string }, signal: AbortSignal): Promise<string | undefined> {
  const env = { ...quiet, GIT_INDEX_FILE: index, GIT_LFS_SKIP_SMUDGE: '1' };
  for (const words of [['read-tree', '--end-of-options', commit], ['checkout-index', '--all', '--force', `--prefix=${tree}/`]]) {
    const done = await execa('git', words, { cwd: root, reject: false, stdin: 'ignore', env, cancelSignal: signal });
    if (done.failed) return done.stderr.trim().split('\n').at(-1) || done.shortMessage;
  }
  return undefined;
}

/** The commits at which a shallow checkout is cut off. https://git-scm.com/docs/shallow */
export async function listShallowCommits(root: string): Promise<ReadonlySet<string>> {
  const path = await tryGit(root, ['rev-parse', '--git-path', 'shallow']);
  return new Set(path === undefined ? [] : (await readFile(resolve(root, path), 'utf8')).split('\n'));
}

/**
 * Brings a commit or a branch of `origin` into the checkout, into a shallow one without its history, which is not needed to
 * compare two trees. Throws a `UserError` (`no-base`) with what git said.
 */
export async function fetchCommit(root: string, name: string): Promise<void> {
  // In a whole checkout `--depth` would cut off the history there is.
  const depth = (await isShallow(root)) ? ['--depth=1'] : [];
  const done = await runFetch(root, depth, [name]);
  if (!done.failed) return;
  const isForbidden = /could not read Username|Authentication failed|Permission denied|terminal prompts disabled/.test(done.all);
  throw new UserError('no-base', {
    what: `The base commit ${name} is not in the checkout and could not be fetched${isForbidden ? ': git has no credentials' : ''}.`,
    where: root,
    remedy: isForbidden
      ? 'Let the checkout keep its credentials (`persist-credentials` of actions/checkout) or bring the whole history (its `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`).'
      : 'Let the checkout bring the whole history (`fetch-depth: 0` of actions/checkout, on GitLab `GIT_DEPTH: "0"`), or set the option `base` to a commit that is there.',
    details: done.all,
  });
}

/** Brings more of the history of commits into a shallow checkout; whether it could. */
export async function fetchHistory(root: string, commits: readonly string[], depth: `--deepen=${number}` | '--unshallow'): Promise<boolean> {
  const hashes = await Promise.all(commits.map((commit) => resolveCommit(root, commit)));
  return !(await runFetch(root, [depth], hashes.filter((hash) => hash !== undefined))).failed;
}

async function runFetch(root: string, flags: readonly string[], names: readonly string[]): Promise<{ failed: boolean; all: string }> {
  const words = ['fetch', '--no-tags', '--quiet', ...flags, '--end-of-options', 'origin', ...names];
  for (let fetches = 1; ; fetches += 1) {
    const done = await execa('git', words, { cwd: root, reject: false, all: true, stdin: 'ignore', env: quiet });
    if (!done.failed || fetches === mostFetches || !anotherFetches.test(done.all)) return done;
    await setTimeout(lockWaitMs);
  }
}

/** What git says while another run fetches into the same checkout, which takes it moments. */
const anotherFetches = /\.lock': File exists|shallow file has changed since we read it/;
const lockWaitMs = 100;
const mostFetches = 50;

/** The best common ancestor; undefined where there is none here (a shallow checkout, unrelated histories). */
export async function findMergeBase(root: string, one: string, other: string): Promise<string | undefined> {
  return tryGit(root, ['merge-base', '--end-of-options', one, other]);
}
