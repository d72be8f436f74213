import { getOctokit } from '@actions/github';
import type { Host } from '../host/host.ts';
import { isSameComment } from '../reporters/same-comment.ts';
import { explainNoComment } from './explain-no-comment.ts';
import { repeatRequest } from './repeat-request.ts';

/** Where a comment goes and what it says. */
export interface CommentRequest {
  readonly host: Host;
  readonly token: string;
  /** The hidden line by which ours is found. */
  readonly marker: string;
  readonly body: string;
  /** False leaves the pull request alone where we have no comment on it yet. */
  readonly mayCreate: boolean;
}

export interface CommentPosted {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'not-wanted';
  readonly url: string | undefined;
}

type Octokit = ReturnType<typeof getOctokit>;

/** How long one request may take. */
const requestLimitMs = 30_000;

/**
 * Creates or updates our one comment on the pull request; leaves it alone where it says the same already.
 * Gives undefined where there is no pull request. Throws a `UserError` (`no-comment`) with what to do where it could not be written.
 */
export async function postComment(request: CommentRequest): Promise<CommentPosted | undefined> {
  const { pullRequest, repository, apiUrl } = request.host;
  if (pullRequest === undefined || repository === undefined) return undefined;
  const octokit = getOctokit(request.token, { baseUrl: apiUrl });
  octokit.hook.before('request', (options) => {
    options.request = { ...options.request, signal: AbortSignal.timeout(requestLimitMs) };
  });
  const place = { owner: repository.owner, repo: repository.name, issue_number: pullRequest.number };
  try {
    // Looked for anew each time: a creation that seemed to fail may have left the comment there.
    return await repeatRequest(() => writeComment(octokit, place, request));
  } catch (error) {
    throw explainNoComment(error, { isFork: pullRequest.isFork, apiUrl });
  }
}

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}

async function writeComment(octokit: Octokit, place: Place, { marker, body, mayCreate }: CommentRequest): Promise<CommentPosted> {
  const ours = await findComment(octokit, place, marker);
  if (ours === undefined) {
    if (!mayCreate) return { outcome: 'not-wanted', url: undefined };
    const { data } = await octokit.rest.issues.createComment({ ...place, body });
    return { outcome: 'created', url: data.html_url };
  }
  if (isSameComment(ours.body ?? '', body)) return { outcome: 'unchanged', url: ours.html_url };
  const { data } = await octokit.rest.issues.updateComment({ owner: place.owner, repo: place.repo, comment_id: ours.id, body });
  return { outcome: 'updated', url: data.html_url };
}

/** Ours by marker and author, however many pages of comments there are. */
async function findComment(octokit: Octokit, place: Place, marker: string): Promise<{ id: number; body?: string | undefined; html_url: string } | undefined> {
  const author = await readOwnLogin(octokit);
  for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listComments, { ...place, per_page: 100 })) {
    const ours = data.find(({ body, user }) => body?.startsWith(marker) === true && isSameAuthor(user?.login, author));
    if (ours !== undefined) return ours;
  }
  return undefined;
}

/** REST hides who a workflow's own token is; GraphQL tells: `github-actions[bot]`. */
async function readOwnLogin(octokit: Octokit): Promise<string> {
  const answer = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return answer.viewer.login;
}

/** GraphQL may leave the `[bot]` away that REST adds; a person whose name is the bot's without it is somebody else. */
function isSameAuthor(login: string | undefined, own: string): boolean {
  return login === own || login === `${own}[bot]`;
}
