/** A repository on a server with one pull request, and the checkout that a workflow has of it, for every event; see `webhook-event.ts`. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectsDirectory } from '../projects/project-case.ts';
import { pullNumber } from './github-state.ts';
import type { Tree } from './github-state.ts';
import type { GitHubDescription } from './openapi-request.ts';
import { makeEvent } from './webhook-event.ts';
import type { EventCommits, EventSettings } from './webhook-event.ts';

/** Files of a pull request, by path; an empty text where the file is to be gone. */
export type Files = Readonly<Record<string, string>>;

/** A repository on a server, the checkout that a workflow has of its pull request, and the event that started the workflow. */
export interface PullRequestRepository extends EventCommits {
  /** What `GITHUB_WORKSPACE` says. */
  readonly workspace: string;
  readonly eventFile: string;
  /** What the event sets: `GITHUB_EVENT_NAME`, `GITHUB_REF`, `GITHUB_SHA`, … */
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: EventSettings;
  /** The files at each commit, for the stand-in. */
  readonly trees: { readonly base: Tree; readonly head: Tree };
  /** What the payload does not fit in GitHub's description. */
  readonly payloadErrors: readonly string[];
  remove(): Promise<void>;
}

export interface RepositoryRequest extends EventSettings {
  /** What the pull request adds to the base branch, which has one Alembic project with one revision, `a1`. */
  readonly adds: Files;
  readonly description: GitHubDescription;
  /** Layers of `__tests__/projects/_layers` that the base branch has; default: a project on PostgreSQL. */
  readonly layers?: readonly string[];
  /** What the base branch has beside the layers, from before the pull request. */
  readonly baseFiles?: Files;
  /** What a pull request that is before ours in the merge queue adds: the merge group is built on it. */
  readonly queuedBefore?: Files;
}

/** Project layers for SQLite, on which a run takes a second or two. */
export const sqliteLayers = ['plain', 'accounts', 'plain-sqlite'];

/** The checkout is as shallow as `actions/checkout` makes it: one commit, on a pull request `refs/pull/7/merge`, and no other branch. */
export async function makePullRequestRepository(request: RepositoryRequest): Promise<PullRequestRepository> {
  const { adds, description, layers = ['plain', 'accounts'], baseFiles = {}, queuedBefore, ...settings } = request;
  const { number = pullNumber } = settings;
  const root = await mkdtemp(join(tmpdir(), 'alembic-gate-action-'));
  const [source, workspace, eventFile] = [join(root, 'source'), join(root, 'workspace'), join(root, 'event.json')];
  await mkdir(source);
  await git(source, 'init', '--quiet', '--initial-branch=main');
  // GitHub gives any commit that is asked for by its id.
  await git(source, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  for (const layer of layers) await cp(join(projectsDirectory, '_layers', layer), source, { recursive: true });
  await writeFiles(source, baseFiles);
  const mainSha = await commit(source, 'the project so far');
  const base = await readTree(source);
  await git(source, 'checkout', '--quiet', '-b', 'topics');
  await writeFiles(source, adds);
  const headSha = await commit(source, 'the pull request');
  const head = await readTree(source);
  await git(source, 'checkout', '--quiet', '--detach', 'main');
  let baseSha = mainSha;
  if (queuedBefore !== undefined) {
    await writeFiles(source, queuedBefore);
    baseSha = await commit(source, 'a pull request before it in the queue');
  }
  await git(source, 'merge', '--quiet', '--no-ff', '--message', `Merge ${headSha} into ${baseSha}`, 'topics');
  const mergeSha = await git(source, 'rev-parse', 'HEAD');
  const event = makeEvent(description, settings, { baseSha, headSha, mergeSha });
  await git(source, 'update-ref', `refs/pull/${String(number)}/head`, headSha);
  await git(source, 'update-ref', event.ref, event.sha);

  await mkdir(workspace);
  await git(workspace, 'init', '--quiet');
  await git(workspace, 'remote', 'add', 'origin', `file://${source}`);
  const [branch, fetched] = event.ref.startsWith('refs/heads/') ? [event.ref.slice('refs/heads/'.length), event.ref.replace('refs/heads/', 'refs/remotes/origin/')] : [undefined, event.ref.replace('refs/', 'refs/remotes/')];
  await git(workspace, 'fetch', '--quiet', '--no-tags', '--prune', '--depth=1', 'origin', `+${event.sha}:${fetched}`);
  await git(workspace, 'checkout', '--quiet', '--force', ...(branch === undefined ? [] : ['-B', branch]), fetched);
  await writeFile(eventFile, JSON.stringify(event.payload, undefined, 2));
  return {
    workspace,
    eventFile,
    environment: event.environment,
    settings,
    mergeSha,
    headSha,
    baseSha,
    trees: { base, head },
    payloadErrors: event.schema === undefined ? [] : description.findSchemaErrors(event.schema, event.payload),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

async function writeFiles(directory: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(directory, path, '..'), { recursive: true });
    await (text === '' ? rm(join(directory, path), { force: true }) : writeFile(join(directory, path), text));
  }
}

async function readTree(directory: string): Promise<Tree> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
  const kept = paths.filter((path) => !path.startsWith('.git/'));
  return new Map(await Promise.all(kept.map(async (path) => [path, await readFile(join(directory, path))] as const)));
}

async function commit(directory: string, message: string): Promise<string> {
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--quiet', '--allow-empty', '--message', message);
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
