import type { Host, PullRequest } from '../host/host.ts';
import type { AlembicProject } from '../project/project.ts';
import { isVersionFile, listVersionFolders } from '../project/version-folders.ts';
import type { Options } from '../options.ts';
import type { RevisionHistory } from '../revisions/history.ts';
import { readRevision } from '../revisions/read-revision.ts';
import type { Revision } from '../revisions/revision.ts';
import { findRivals } from '../skew/find-rivals.ts';
import type { PullRevisions, RivalsAnswer } from '../skew/find-rivals.ts';
import { isFromGitHub, isRefused, readMessage } from './github-error.ts';
import { openOctokit } from './open-octokit.ts';
import type { Octokit } from './open-octokit.ts';
import { readBlobs } from './read-blobs.ts';
import type { RepositoryName } from './read-blobs.ts';
import { addsPath, readOpenPulls } from './read-open-pulls.ts';
import type { OpenPull, OpenPulls } from './read-open-pulls.ts';

/** So many of the newest are looked at, fifty a request; `mode: watch` looks at all. */
const mostPulls = 200;
/** Files of theirs that are read, forty a request. */
const mostFiles = 120;
/** Pages of a hundred files that are asked for of each. */
const mostFilePages = 3;

/**
 * Gives what asks for the open pull requests whose revisions collide with this one's; undefined where the event has no pull request, there
 * is no token, or the API is not GitHub's. They are listed once, however many projects there are. Where GitHub does not tell, the answer
 * says so.
 */
export function openRivals(host: Host, { githubToken: token, heads }: Pick<Options, 'githubToken' | 'heads'>): ((project: AlembicProject, history: RevisionHistory) => Promise<RivalsAnswer>) | undefined {
  const { isGitea, pullRequest, repository, apiUrl } = host;
  if (isGitea || pullRequest === undefined || repository === undefined || token === undefined) return undefined;
  const octokit = openOctokit(token, apiUrl);
  let listing: Promise<OpenPulls> | undefined;
  return async (project, history) => {
    try {
      listing ??= readOpenPulls(octokit, { ...repository, branch: pullRequest.baseRef, most: mostPulls, mostFilePages });
      return await findAmong(octokit, repository, await listing, { pullRequest, project, history, heads });
    } catch (error) {
      if (!isFromGitHub(error)) throw error;
      const remedy = isRefused(error) ? ' The job needs `pull-requests: read`.' : '';
      return { rivals: [], notLookedAt: [`Whether other open pull requests add colliding revisions was not looked at: GitHub did not tell (${readMessage(error)}).${remedy}`] };
    }
  };
}

interface Asked {
  readonly pullRequest: PullRequest;
  readonly project: AlembicProject;
  readonly history: RevisionHistory;
  readonly heads: Options['heads'];
}

async function findAmong(octokit: Octokit, repository: RepositoryName, { pulls, left }: OpenPulls, { pullRequest, project, history, heads }: Asked): Promise<RivalsAnswer> {
  const others = pulls.filter(({ number }) => number !== pullRequest.number);
  const base = history.baseTip ?? history.base;
  const read = await readAdded(octokit, repository, others, project);
  // What the base branch has under the same id by now is no revision of theirs.
  const theirs = read.pulls.map((pull) => ({ ...pull, revisions: pull.revisions.filter(({ id }) => base?.revisions.has(id) !== true) }));
  const own = [...history.newRevisions].flatMap((id) => history.graph.revisions.get(id) ?? []);
  const unlisted = others.filter((pull) => pull.unlisted > 0).map(({ number }) => `#${String(number)}`);
  return {
    rivals: findRivals(own, theirs, base, heads),
    notLookedAt: [
      ...(left === 0 ? [] : [`Only the newest ${String(pulls.length)} of ${String(pulls.length + left)} open pull requests were looked at for colliding revisions.`]),
      ...(read.left === 0 ? [] : [`${String(read.left)} revision files of other open pull requests were not looked at, because there are more than ${String(mostFiles)}.`]),
      ...(unlisted.length === 0 ? [] : [`Not all files of ${unlisted.join(', ')} were looked at for colliding revisions, because there are so many.`]),
    ],
  };
}

/** The revisions that pull requests add to a project; files that cannot be read are for their own runs to tell. */
async function readAdded(octokit: Octokit, repository: RepositoryName, pulls: readonly OpenPull[], project: AlembicProject): Promise<{ readonly pulls: PullRevisions[]; readonly left: number }> {
  const folders = listVersionFolders(project);
  const all = pulls.flatMap((pull) => pull.files.filter((file) => addsPath(file) && isVersionFile(file.path, folders)).map(({ path }) => ({ pull, path })));
  const files = all.slice(0, mostFiles);
  const answers = await readBlobs(octokit, repository, files.map(({ pull, path }) => ({ sha: pull.headSha, path })));
  const added = files.flatMap(({ pull, path }, index): { pull: OpenPull; revision: Revision }[] => {
    const answer = answers[index];
    const reading = answer?.kind === 'text' ? readRevision({ file: path, source: answer.text }) : undefined;
    return reading?.kind === 'revision' ? [{ pull, revision: reading.revision }] : [];
  });
  const grouped = Map.groupBy(added, ({ pull }) => pull);
  return { pulls: [...grouped].map(([{ number, title, url }, own]) => ({ number, title, url, revisions: own.map(({ revision }) => revision) })), left: all.length - files.length };
}
