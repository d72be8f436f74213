import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectsDirectory } from '../projects/project-case.ts';
import { pullNumber, repository } from './github-stand-in.ts';
import type { GitHubDescription } from './openapi-request.ts';

/** Files of a pull request, by path. */
export type Files = Readonly<Record<string, string>>;

/** A repository on a server, the checkout that a workflow has of its pull request, and the event that started the workflow. */
export interface PullRequestRepository {
  /** What `GITHUB_WORKSPACE` says. */
  readonly workspace: string;
  readonly eventFile: string;
  /** The commit that is checked out: the merge of the pull request into its base. */
  readonly mergeSha: string;
  /** The pull request's own last commit. */
  readonly headSha: string;
  remove(): Promise<void>;
}

export interface RepositoryRequest {
  /** What the pull request adds to the base branch, which has one Alembic project with one revision, `a1`. */
  readonly adds: Files;
  readonly description: GitHubDescription;
  readonly isFork?: boolean;
}

/** The checkout is as shallow as `actions/checkout` makes it: one commit, `refs/pull/7/merge`, and no branch. */
export async function makePullRequestRepository({ adds, description, isFork = false }: RepositoryRequest): Promise<PullRequestRepository> {
  const root = await mkdtemp(join(tmpdir(), 'alembic-gate-action-'));
  const [source, workspace, eventFile] = [join(root, 'source'), join(root, 'workspace'), join(root, 'event.json')];
  await mkdir(source);
  await git(source, 'init', '--quiet', '--initial-branch=main');
  for (const layer of ['plain', 'accounts']) await cp(join(projectsDirectory, '_layers', layer), source, { recursive: true });
  const baseSha = await commit(source, 'the project so far');
  await git(source, 'checkout', '--quiet', '-b', 'topics');
  for (const [path, text] of Object.entries(adds)) {
    await mkdir(join(source, path, '..'), { recursive: true });
    await writeFile(join(source, path), text);
  }
  const headSha = await commit(source, 'the pull request');
  await git(source, 'checkout', '--quiet', '--detach', 'main');
  await git(source, 'merge', '--quiet', '--no-ff', '--message', `Merge ${headSha} into ${baseSha}`, 'topics');
  const mergeSha = await git(source, 'rev-parse', 'HEAD');
  await git(source, 'update-ref', `refs/pull/${String(pullNumber)}/merge`, 'HEAD');

  await mkdir(workspace);
  await git(workspace, 'init', '--quiet');
  await git(workspace, 'remote', 'add', 'origin', `file://${source}`);
  const merge = `refs/remotes/pull/${String(pullNumber)}/merge`;
  await git(workspace, 'fetch', '--quiet', '--no-tags', '--prune', '--depth=1', 'origin', `+${mergeSha}:${merge}`);
  await git(workspace, 'checkout', '--quiet', '--force', merge);
  await writeFile(eventFile, JSON.stringify(describeEvent(description, { baseSha, headSha, mergeSha, isFork }), undefined, 2));
  return { workspace, eventFile, mergeSha, headSha, remove: () => rm(root, { recursive: true, force: true }) };
}

/** The payload of a `pull_request` event: GitHub's own example of a pull request, with our repository and commits. */
function describeEvent(description: GitHubDescription, { baseSha, headSha, mergeSha, isFork }: { baseSha: string; headSha: string; mergeSha: string; isFork: boolean }): unknown {
  const example = description.takeExample('pull-request');
  const [head, base] = [example['head'] as Record<string, object>, example['base'] as Record<string, object>];
  const ours = { name: repository.name, full_name: `${repository.owner}/${repository.name}`, id: repository.id, default_branch: 'main', visibility: 'public' };
  const theirs = isFork ? { name: repository.name, full_name: `visitor/${repository.name}`, id: 9, default_branch: 'main', visibility: 'public' } : ours;
  const pullRequest = {
    ...example,
    number: pullNumber,
    merge_commit_sha: mergeSha,
    head: { ...head, ref: 'topics', sha: headSha, repo: { ...head['repo'], ...theirs } },
    base: { ...base, ref: 'main', sha: baseSha, repo: { ...base['repo'], ...ours } },
  };
  return { action: 'synchronize', number: pullNumber, before: baseSha, after: headSha, pull_request: pullRequest, repository: { ...base['repo'], ...ours }, sender: example['user'] };
}

async function commit(directory: string, message: string): Promise<string> {
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--quiet', '--message', message);
  return git(directory, 'rev-parse', 'HEAD');
}

async function git(directory: string, ...words: readonly string[]): Promise<string> {
  const settings = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false', '-c', 'core.autocrlf=false', '-c', 'protocol.file.allow=always'];
  // Always the same, so that the commits are.
  const date = '2026-01-01T00:00:00Z';
  const { stdout } = await execa('git', [...settings, ...words], { cwd: directory, env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } });
  return stdout.trim();
}

/** A file of the tests' own, as text. */
export function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
