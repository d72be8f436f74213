import type { Octokit, PullRequestPlace } from './open-octokit.ts';

/** Our comment as GitHub has it. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  /** ISO 8601 in UTC, whole seconds. */
  readonly updatedAt: string;
}

/** Ours by marker and author, however many pages of comments there are. Throws Octokit's errors. */
export async function findComment(octokit: Octokit, place: PullRequestPlace, marker: string): Promise<OwnComment | undefined> {
  const author = await readOwnLogin(octokit);
  for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listComments, { ...place, per_page: 100 })) {
    const ours = data.find(({ body, user }) => body?.startsWith(marker) === true && isSameAuthor(user?.login, author));
    if (ours !== undefined) return { id: ours.id, body: ours.body ?? '', url: ours.html_url, updatedAt: ours.updated_at };
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
