import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';

/** A real repository in a temporary directory, driven as a person would. */
export interface Repository {
  readonly root: string;
  git(...words: string[]): string;
  /** The same with a text on its standard input. */
  feed(input: string, ...words: string[]): string;
  /** Writes files (undefined removes one), commits all, and gives the commit. */
  commit(message: string, files?: Readonly<Record<string, string | undefined>>, author?: string): string;
  write(files: FileTree): void;
}

/** Neither the machine's nor a person's settings count. */
const environment = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'author@example.com',
  GIT_COMMITTER_NAME: 'Committer',
  GIT_COMMITTER_EMAIL: 'committer@example.com',
};

function open(root: string): Repository {
  const run = (words: readonly string[], more: Readonly<Record<string, string>> = {}, input = ''): string =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'], env: { ...environment, ...more } }).trim();
  const write = (files: FileTree): void => writeFiles(root, files);
  return {
    root,
    write,
    git: (...words) => run(words),
    feed: (input, ...words) => run(words, {}, input),
    commit: (message, files = {}, author = 'Ada') => {
      for (const [path, text] of Object.entries(files)) {
        if (text === undefined) rmSync(join(root, path));
        else write({ [path]: text });
      }
      run(['add', '--all']);
      run(['commit', '--quiet', '--allow-empty', '--message', message], { GIT_AUTHOR_NAME: author });
      return run(['rev-parse', 'HEAD']);
    },
  };
}

/** An empty repository on the branch `main`. */
export function makeRepository(root = makeDirectory()): Repository {
  const repository = open(root);
  repository.git('init', '--quiet', '--initial-branch=main');
  return repository;
}

/** A bare repository that others clone over `file://`, as from a server; it gives any commit it has, as GitHub does. */
export function makeServer(origin: Repository): { url: string; server: Repository } {
  const server = open(makeDirectory());
  server.git('init', '--quiet', '--bare', '--initial-branch=main');
  server.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const url = `file://${server.root}`;
  origin.git('push', '--quiet', url, '+refs/*:refs/*');
  return { url, server };
}

/** A copy of a repository, to change it without making it anew. */
export function copyRepository({ root }: Repository): Repository {
  const copy = makeDirectory();
  cpSync(root, copy, { recursive: true });
  return open(copy);
}

/** A clone made by `git clone`, with its flags. */
export function cloneRepository(url: string, ...flags: string[]): Repository {
  const clone = open(makeDirectory());
  clone.git('clone', '--quiet', ...flags, url, '.');
  return clone;
}

/** A checkout as actions/checkout makes it: of one commit, no deeper than asked, without a branch of the server's. */
export function checkOut(url: string, commit: string, depth: number): Repository {
  const checkout = open(makeDirectory());
  checkout.git('init', '--quiet', '--initial-branch=main');
  checkout.git('remote', 'add', 'origin', url);
  checkout.git('fetch', '--quiet', '--no-tags', `--depth=${depth}`, 'origin', `+${commit}:refs/remotes/pull/7/merge`);
  checkout.git('checkout', '--quiet', '--detach', 'refs/remotes/pull/7/merge');
  return checkout;
}

/** Whether the repository's history is cut off. */
export function isCut({ root }: Repository): boolean {
  return existsSync(join(root, '.git/shallow'));
}
