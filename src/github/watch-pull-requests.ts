import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { findSeverity } from '../checks/find-severity.ts';
import { listProblems } from '../describe-error.ts';
import { UserError } from '../errors.ts';
import { findProjects } from '../project/find-projects.ts';
import { readRevisionFilesAt } from '../project/git-files.ts';
import { findRepositoryRoot } from '../project/git.ts';
import type { AlembicProject } from '../project/project.ts';
import { readLayout } from '../project/read-layout.ts';
import { listConfigurations, listVersionFolders } from '../project/version-folders.ts';
import { renderProblem } from '../reporters/render-finding.ts';
import { showControls } from '../reporters/show-controls.ts';
import { renderWatch, renderWatchLog, summarizeWatch } from '../reporters/watch-report.ts';
import type { WatchReport } from '../reporters/watch-report.ts';
import { readRevision } from '../revisions/read-revision.ts';
import { applyChanges, readBase } from '../skew/apply-changes.ts';
import { findDefects } from '../skew/find-defects.ts';
import { listDoubtfulFiles } from '../skew/find-skew.ts';
import { judgePulls } from '../skew/judge-pulls.ts';
import type { PullChanges, WatchedProject } from '../skew/judge-pulls.ts';
import type { ActionContext } from './action-context.ts';
import { explainNoWatch } from './explain-no-watch.ts';
import { findWatchedBranch, followBranch } from './find-watched-branch.ts';
import { openJobLog } from './job-log.ts';
import { openOctokit } from './open-octokit.ts';
import type { Octokit } from './open-octokit.ts';
import { findPresent } from './read-blobs.ts';
import type { RepositoryName } from './read-blobs.ts';
import { readLayoutChanges } from './read-layout-changes.ts';
import { readOpenPulls } from './read-open-pulls.ts';
import type { OpenPull } from './read-open-pulls.ts';
import { readPullChanges } from './read-pull-changes.ts';
import { readRenames } from './read-renames.ts';
import { skewContext, writeStatuses } from './write-statuses.ts';

/**
 * `mode: watch`: base branch -> open pull requests -> what each would do to its history now -> a status on each head. Nothing of a pull
 * request is checked out or run. The job fails only where something could not be looked at; a `UserError` says what the workflow lacks.
 */
export async function watchPullRequests(context: ActionContext): Promise<void> {
  try {
    await deliverWatch(await watch(context));
  } catch (error) {
    const problems = listProblems(error) ?? [];
    if (problems.length > 0) await core.summary.addRaw(`## Alembic Gate: open pull requests were not looked at\n\n${problems.map((problem) => renderProblem(problem, mostDetails)).join('\n\n')}\n`).write();
    throw error;
  }
}

const mostDetails = 4000;

async function watch({ options, host, tools }: ActionContext): Promise<WatchReport> {
  const { repository, apiUrl, runUrl } = host;
  const token = options.githubToken;
  if (repository === undefined) throw new UserError('no-watch', { what: 'It is not known which repository this is (`GITHUB_REPOSITORY` is not set).', remedy: 'Run the action in a workflow of GitHub Actions.' });
  if (token === undefined) throw new UserError('no-watch', { what: 'The input `github-token` is empty, so no pull request can be looked at.', remedy: "Remove the input to use the job's own token." });
  const root = (await findRepositoryRoot(options.workingDirectory)) ?? options.workingDirectory;
  const branch = await findWatchedBranch(root, host);
  const found = await findProjects(options, root);
  const octokit = openOctokit(token, apiUrl);
  const ask = async <T>(task: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explainNoWatch(error, task, apiUrl);
    }
  };
  const open = await ask('the open pull requests were not read', () => readOpenPulls(octokit, { ...repository, branch: branch.name, context: skewContext }));
  const { commit, note } = await followBranch(root, branch, open.tip, tools.environment['GITHUB_SHA']);
  const projects = await Promise.all(found.map((project) => readProject(project, commit)));
  const pulls = await ask('the files of open pull requests were not read', () => readChanges(octokit, repository, projects, open.pulls));
  const verdicts = judgePulls(projects, pulls, {
    branch: branch.name,
    expectedHeads: options.heads,
    findSeverity: (check, file) => findSeverity(options.checks, check, file),
  });
  const changed = verdicts.flatMap(({ pull: { number }, state, description }, index) => {
    const { headSha: sha = '', status } = open.pulls[index] ?? {};
    return status?.state.toLowerCase() === state && status.description === description ? [] : [{ number, sha, state, description }];
  });
  // What holds a merge up goes first: GitHub may take no more before the end.
  const ordered = [...changed.filter(({ state }) => state !== 'success'), ...changed.filter(({ state }) => state === 'success')];
  const unwritten = await ask('no status was set', () => writeStatuses(octokit, repository, ordered, runUrl));
  return {
    branch: branch.name,
    commit,
    projects: projects.map(({ name, base }) => ({ name, heads: base.graph.heads, revisions: base.graph.revisions.size, defects: findDefects(base.graph, options.heads) })),
    verdicts,
    elsewhere: open.elsewhere,
    written: changed.length - unwritten.length,
    unwritten,
    notes: note === undefined ? [] : [note],
  };
}

type ReadProject = WatchedProject & { readonly folders: ReturnType<typeof listVersionFolders>; readonly layouts: ReadonlyMap<string, string> };

async function readProject(project: AlembicProject, commit: string): Promise<ReadProject> {
  const readings = (await readRevisionFilesAt(commit, project)).map(readRevision);
  const layouts = await Promise.all(listConfigurations(project).map(async (path) => [path, readLayout(path, await readFile(join(project.repositoryRoot, path), 'utf8'))] as const));
  return { name: project.name, base: readBase(readings), folders: listVersionFolders(project), layouts: new Map(layouts) };
}

/** What each pull request does to the revisions, and which files of the base branch its own branch has. */
async function readChanges(octokit: Octokit, repository: RepositoryName, projects: readonly ReadProject[], pulls: readonly OpenPull[]): Promise<PullChanges[]> {
  const renamedFrom = await readRenames(octokit, repository, pulls);
  const moved = await readLayoutChanges(octokit, repository, pulls, new Map(projects.flatMap(({ layouts }) => [...layouts])));
  const read = await readPullChanges(octokit, repository, projects, pulls, renamedFrom);
  const doubtful = pulls.flatMap(({ headSha }, index) =>
    projects.flatMap(({ name, base }) => {
      const changes = read[index]?.changes.get(name);
      return changes === undefined ? [] : listDoubtfulFiles(base, applyChanges(base, changes)).map((path) => ({ sha: headSha, path }));
    }),
  );
  const isThere = await findPresent(octokit, repository, doubtful);
  return pulls.map((pull, index) => ({
    pull,
    changes: read[index]?.changes ?? new Map(),
    present: new Set(doubtful.filter(({ sha }, place) => sha === pull.headSha && isThere[place] === true).map(({ path }) => path)),
    notLookedAt: [...(read[index]?.notLookedAt ?? []), ...tellUnlisted(pull)],
    remarks: moved[index] ?? [],
  }));
}

function tellUnlisted({ files, unlisted }: OpenPull): string[] {
  return unlisted === 0 ? [] : [`GitHub lists only ${String(files.length)} of the ${String(files.length + unlisted)} files it changes.`];
}

/** GitHub shows at most ten of a kind a step. */
const mostWarnings = 9;

async function deliverWatch(report: WatchReport): Promise<void> {
  const log = openJobLog();
  log.write(renderWatchLog(report));
  const summary = summarizeWatch(report);
  core.notice(summary, { title: 'Alembic Gate' });
  const failing = report.verdicts.filter(({ state }) => state === 'failure');
  for (const { pull, description } of failing.slice(0, mostWarnings)) core.warning(description, { title: `#${String(pull.number)} no longer fits ${showControls(report.branch)}` });
  if (failing.length > mostWarnings) core.warning(`${String(failing.length - mostWarnings)} more are in the job summary.`, { title: 'Alembic Gate' });
  await core.summary.addRaw(renderWatch(report)).write();
  const isWhole = report.unwritten.length === 0 && report.verdicts.every(({ notLookedAt }) => notLookedAt.length === 0);
  core.setOutput('conclusion', isWhole ? 'passed' : 'incomplete');
  if (!isWhole) core.setFailed('Alembic Gate could not look at every open pull request, or could not tell it.');
}
