import { getOctokit } from '@actions/github';
import type { Host } from '../host/host.ts';
import { UserError } from '../errors.ts';

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

/**
 * Creates or updates our one comment on the pull request; leaves it alone where it says the same already.
 * Throws a `UserError` (`no-comment`) with the permissions to add where the token may not.
 */
export async function postComment({ host, token, marker, body, mayCreate }: CommentRequest): Promise<CommentPosted | undefined> {
  const { pullRequest, repository, apiUrl } = host;
  if (pullRequest === undefined || repository === undefined) return undefined;
  const octokit = getOctokit(token, { baseUrl: apiUrl });
  const place = { owner: repository.owner, repo: repository.name };
  try {
    const ours = await findComment(octokit, { ...place, issue_number: pullRequest.number }, marker);
    if (ours === undefined) {
      if (!mayCreate) return { outcome: 'not-wanted', url: undefined };
      const { data } = await octokit.rest.issues.createComment({ ...place, issue_number: pullRequest.number, body });
      return { outcome: 'created', url: data.html_url };
    }
    if (isSameText(ours.body ?? '', body)) return { outcome: 'unchanged', url: ours.html_url };
    const { data } = await octokit.rest.issues.updateComment({ ...place, comment_id: ours.id, body });
    return { outcome: 'updated', url: data.html_url };
  } catch (error) {
    throw explain(error) ?? error;
  }
}

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
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

/** REST hides who a workflow's own token is; GraphQL tells. */
async function readOwnLogin(octokit: Octokit): Promise<string> {
  const answer = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return answer.viewer.login;
}

/** GraphQL leaves the `[bot]` away that REST adds. */
function isSameAuthor(login: string | undefined, own: string): boolean {
  return login !== undefined && login.replace(/\[bot\]$/, '') === own.replace(/\[bot\]$/, '');
}

/** GitHub trims what it stores. */
function isSameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n').trim() === b.trim();
}

function explain(error: unknown): UserError | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status !== 403 && status !== 404) return undefined;
  return new UserError('no-comment', {
    what: `GitHub did not let the token write the pull-request comment (${String(status)}).`,
    remedy: 'Add to the job: permissions: { contents: read, pull-requests: write }. Verdict, annotations and job summary do not need it; on pull requests from forks the token is read-only.',
    cause: error,
  });
}
