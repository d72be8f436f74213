import type { Octokit, PullRequestPlace } from './open-octokit.ts';
import { readPages } from './read-pages.ts';

/** Our comment as GitHub has it. */
export interface OwnComment {
  readonly id: number;
  /** Its name in GraphQL. */
  readonly nodeId: string;
  readonly body: string;
  readonly url: string;
  /** ISO 8601 in UTC, whole seconds. */
  readonly updatedAt: string;
}

/** By what a comment is ours. */
export interface CommentSign {
  /** The hidden line that it begins with. */
  readonly marker: string;
  /** Our own login. */
  readonly author: string;
}

/** Ours by marker and author, the oldest, however many pages of comments there are. Throws Octokit's errors. */
export async function findComment(octokit: Octokit, place: PullRequestPlace, marker: string): Promise<OwnComment | undefined> {
  return findSigned(octokit, place, { marker, author: await readOwnLogin(octokit) });
}

/** The same where our login is known; of those that were written since a time (ISO 8601) alone, where one is given. */
export async function findSigned(octokit: Octokit, place: PullRequestPlace, { marker, author }: CommentSign, since?: string): Promise<OwnComment | undefined> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, { ...place, per_page: 100, ...(since === undefined ? {} : { since }) });
  for await (const data of readPages(pages)) {
    const ours = data.find(({ body, user }) => body?.startsWith(marker) === true && isSameAuthor(user?.login, author));
    if (ours !== undefined) return takeComment(ours);
  }
  return undefined;
}

/** A comment of GitHub's REST API. */
interface IssueComment {
  readonly id: number;
  readonly node_id: string;
  readonly body?: string;
  readonly html_url: string;
  readonly updated_at: string;
}

export function takeComment({ id, node_id: nodeId, body = '', html_url: url, updated_at: updatedAt }: IssueComment): OwnComment {
  return { id, nodeId, body, url, updatedAt };
}

/** REST hides who a workflow's own token is; GraphQL tells: `github-actions[bot]`. */
export async function readOwnLogin(octokit: Octokit): Promise<string> {
  const answer = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return answer.viewer.login;
}

/** GraphQL may leave the `[bot]` away that REST adds; a person whose name is the bot's without it is somebody else. */
function isSameAuthor(login: string | undefined, own: string): boolean {
  return login === own || login === `${own}[bot]`;
}
