import { execa } from 'execa';
import { UserError } from '../errors.ts';

/** A command of git's in a directory, without a shell; its output, or undefined where it failed. */
export async function tryGit(directory: string, words: readonly string[]): Promise<string | undefined> {
  const done = await execa('git', words, { cwd: directory, reject: false, stdin: 'ignore', env: quiet, maxBuffer: largestOutput });
  return done.failed ? undefined : done.stdout;
}

/** Never ask a person for credentials, and speak English, because messages are read. */
const quiet = { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' };
const largestOutput = 512 * 1024 * 1024;

/** The root of the checkout that holds a directory; undefined without git or outside a repository. */
export async function findRepositoryRoot(directory: string): Promise<string | undefined> {
  return tryGit(directory, ['rev-parse', '--show-toplevel']);
}

/** The commit a name stands for, when it is here. */
export async function resolveCommit(root: string, name: string): Promise<string | undefined> {
  return tryGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
}

/**
 * Brings one commit into a shallow checkout; history is not needed to compare two trees.
 * Throws a `UserError` (`no-base`) with what git said.
 */
export async function fetchCommit(root: string, name: string): Promise<void> {
  const words = ['fetch', '--no-tags', '--depth=1', '--quiet', 'origin', '--end-of-options', name];
  const done = await execa('git', words, { cwd: root, reject: false, all: true, stdin: 'ignore', env: quiet });
  if (!done.failed) return;
  const isForbidden = /could not read Username|Authentication failed|Permission denied|terminal prompts disabled/.test(done.all);
  throw new UserError('no-base', {
    what: `The base commit ${name} is not in the checkout and could not be fetched${isForbidden ? ': git has no credentials' : ''}.`,
    where: root,
    remedy: isForbidden
      ? 'Leave `persist-credentials` of actions/checkout on, or set its `fetch-depth: 0`.'
      : 'Set `fetch-depth: 0` for actions/checkout, or the option `base` to a commit that is there.',
    details: done.all,
  });
}

/** The best common ancestor; undefined where there is none here (a shallow checkout, unrelated histories). */
export async function findMergeBase(root: string, one: string, other: string): Promise<string | undefined> {
  return tryGit(root, ['merge-base', '--end-of-options', one, other]);
}
