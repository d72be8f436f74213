import { UserError } from '../errors.ts';
import { isFromGitHub, readMessage } from './github-error.ts';
import { isRateLimit, readStatus } from './repeat-request.ts';

/** What the job summary need not say of itself. */
export const stands = 'Verdict, annotations and job summary do not depend on it; the job summary says the same as the comment would.';

/** What a job needs that checks revisions and writes the comment, to be pasted. */
export const neededPermissions = 'permissions:\n  contents: read\n  pull-requests: write';

const companion = 'On a pull request from a fork the token may only read, whatever the job asks for; a second workflow writes the comment there, which `alembic-gate init --forks` makes.';

/** Where a comment was to go. */
export interface CommentPlace {
  readonly isFork: boolean;
  readonly apiUrl: string;
  /** What the job needs, as YAML. */
  readonly permissions: string;
}

/**
 * Why the comment could not be written, and what to do about it; `details` is what to add to the workflow, as YAML. Our own bugs stay as
 * they are.
 */
export function explainNoComment(error: unknown, { isFork, apiUrl, permissions }: CommentPlace): unknown {
  if (!isFromGitHub(error)) return error;
  const status = readStatus(error);
  const explain = (what: string, remedy: string, details?: string): UserError => new UserError('no-comment', { what, remedy: `${remedy} ${stands}`, cause: error, ...(details === undefined ? {} : { details }) });
  if (isRateLimit(error)) {
    return explain(`GitHub takes no more requests from this token for now (${status === 0 ? readMessage(error) : String(status)}), so the pull-request comment was not written.`, 'Run the job again later.');
  }
  if (status === 401) return explain('GitHub does not know the token (401), so the pull-request comment was not written.', "Set `github-token` to a valid token, or remove the input to use the job's own.");
  if (status === 403 && /\blocked\b/i.test(error.message)) {
    return explain(`The conversation of the pull request is locked, so the pull-request comment was not written (${readMessage(error)}).`, 'Unlock the conversation and run the job again, or leave it.');
  }
  if (status === 403 || status === 404) {
    const what = `GitHub did not let the token write the pull-request comment (${String(status)}: ${readMessage(error)}).`;
    return isFork ? explain(what, companion) : explain(what, 'Add to the job, or to the top of the workflow, `permissions` with `pull-requests: write`.', permissions);
  }
  if (status >= 500) return explain(`${apiUrl} did not take the pull-request comment, tried three times (${readMessage(error)}).`, 'Run the job again once it answers.');
  return explain(`GitHub did not take the pull-request comment (${readMessage(error)}).`, 'Mend what it says and run the job again, or set `comment: never`.');
}
