import { execFileSync } from 'node:child_process';
import { runInit } from '../../src/command/init.ts';
import type { InitFlags } from '../../src/command/init.ts';
import { makeDirectory } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';

/** An Alembic project at the root of a repository, for PostgreSQL. */
export const project: FileTree = {
  'alembic.ini': '[alembic]\nscript_location = alembic\nsqlalchemy.url = postgresql://app@db/app\n',
  'alembic/env.py': 'from alembic import context\n',
  'alembic/versions/1_first.py': 'revision = "1"\ndown_revision = None\n',
};

/** A new git repository with these files, not committed; gone after the test. */
export function makeRepository(files: FileTree): string {
  const directory = makeDirectory(files);
  git(directory, 'init', '--quiet', '--initial-branch=main');
  return directory;
}

export function git(directory: string, ...words: string[]): void {
  execFileSync('git', words, { cwd: directory, stdio: 'ignore' });
}

/** Runs `alembic-gate init` without colours. */
export async function init(directory: string, flags: Partial<InitFlags> = {}): Promise<{ readonly exitCode: number; readonly output: string }> {
  let output = '';
  const all = { dryRun: false, forks: false, watch: false, force: false, ...flags };
  const exitCode = await runInit(all, { currentDirectory: directory, write: (text) => void (output += text) }, { hasColor: false });
  return { exitCode, output };
}
