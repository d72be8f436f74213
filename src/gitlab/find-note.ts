import type { MergeRequest } from '../host/host.ts';
import { askGitLab, GitLabError } from './gitlab-api.ts';
import type { GitLabApi } from './gitlab-api.ts';

/** Our note as GitLab has it. */
export interface OwnNote {
  readonly id: number;
  readonly body: string;
  /** ISO 8601 in UTC. */
  readonly updatedAt: string;
}

/** A merge request with more notes than this has ours among the first, or is not worth more requests. */
const mostPages = 200;

/**
 * Ours by marker and author, however many pages of notes there are. Throws `GitLabError`.
 * https://docs.gitlab.com/api/notes/#list-all-merge-request-notes
 */
export async function findNote(api: GitLabApi, place: MergeRequest, marker: string): Promise<OwnNote | undefined> {
  const author = await readOwnId(api);
  const query = 'activity_filter=only_comments&sort=asc&order_by=created_at&per_page=50';
  for (let page: string | undefined = '1', count = 0; page !== undefined && count < mostPages; count += 1) {
    const { value, nextPage } = await askGitLab(api, 'GET', `${notesPath(place)}?${query}&page=${encodeURIComponent(page)}`);
    if (!Array.isArray(value)) throw new GitLabError(200, 'the answer is no list of notes');
    const ours = value.flatMap(readNote).find((note) => note.author === author && note.body.startsWith(marker));
    if (ours !== undefined) return { id: ours.id, body: ours.body, updatedAt: ours.updatedAt };
    page = nextPage === page ? undefined : nextPage;
  }
  return undefined;
}

/** Where a merge request's notes are: its project's id may be a path. */
export function notesPath(place: MergeRequest): string {
  return `${mergeRequestPath(place)}/notes`;
}

export function mergeRequestPath({ projectId, iid }: MergeRequest): string {
  return `/projects/${encodeURIComponent(projectId)}/merge_requests/${String(iid)}`;
}

/** The account of the token; a project's token has one of its own. https://docs.gitlab.com/api/users/#retrieve-the-current-user */
async function readOwnId(api: GitLabApi): Promise<number> {
  const { value } = await askGitLab(api, 'GET', '/user');
  const id = (value as { readonly id?: unknown } | null)?.id;
  if (typeof id !== 'number') throw new GitLabError(200, 'the answer does not say whose the token is');
  return id;
}

/** A note of what others may have written; what is not of its form is none. */
function readNote(value: unknown): (OwnNote & { readonly author: number })[] {
  const { id, body, author, updated_at: updatedAt } = (value ?? {}) as { readonly id?: unknown; readonly body?: unknown; readonly author?: { readonly id?: unknown } | null; readonly updated_at?: unknown };
  if (typeof id !== 'number' || typeof body !== 'string' || typeof author?.id !== 'number' || typeof updatedAt !== 'string') return [];
  return [{ id, body, author: author.id, updatedAt }];
}
