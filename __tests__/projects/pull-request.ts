import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { projectsDirectory } from './project-case.ts';
import type { ProjectCase } from './project-case.ts';
import { runGit } from './run-git.ts';

/** A git repository with a case's base branch `main` and its pull request checked out. */
export interface PullRequest {
  readonly directory: string;
  /** Puts code at the end of a revision's `downgrade()`. */
  appendToDowngrade(file: string, code: string): Promise<void>;
  remove(): Promise<void>;
}

/** Makes the repository of a case in a temporary directory; where a layer has a form for the dialect (`plain-mysql`), that is put over it. */
export async function preparePullRequest(project: ProjectCase, dialect: DialectName): Promise<PullRequest> {
  const directory = await mkdtemp(join(tmpdir(), `alembic-gate-${project.name}-`));
  const put = async (...path: string[]): Promise<void> => {
    const from = join(projectsDirectory, ...path);
    if (existsSync(from)) await cp(from, directory, { recursive: true });
  };
  const commit = async (author: string, message: string): Promise<void> => {
    await runGit(directory, ['add', '--all']);
    await runGit(directory, ['commit', '--quiet', '--allow-empty', `--author=${author} <${author.toLowerCase()}@example.org>`, '--message', message]);
  };
  await runGit(directory, ['init', '--quiet', '--initial-branch=main']);
  for (const layer of project.layers ?? ['plain', 'accounts']) {
    await put('_layers', layer);
    await put('_layers', `${layer}-${dialect}`);
  }
  await put(project.name, 'base');
  await commit('Ada', 'the project so far');
  await runGit(directory, ['checkout', '--quiet', '-b', 'pull-request']);
  await put(project.name, 'pull-request');
  for (const file of project.deletes ?? []) await rm(join(directory, file));
  await commit('Grace', 'the pull request');
  if (existsSync(join(projectsDirectory, project.name, 'base-tip'))) {
    await runGit(directory, ['checkout', '--quiet', 'main']);
    await put(project.name, 'base-tip');
    await commit('Linus', 'what came meanwhile');
    await runGit(directory, ['checkout', '--quiet', 'pull-request']);
    if (project.mergesBase === true) await runGit(directory, ['merge', '--quiet', '--no-edit', 'main']);
  }
  return {
    directory,
    appendToDowngrade: async (file, code) => {
      const path = join(directory, file);
      const source = await readFile(path, 'utf8');
      await writeFile(path, `${source.trimEnd()}\n${code.split('\n').map((line) => `    ${line}\n`).join('')}`);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
