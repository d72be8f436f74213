import { UserError } from '../errors.ts';
import { isFromGitHub, readMessage } from './github-error.ts';
import { readAskedWaitMs, readStatus } from './repeat-request.ts';

const stands = 'Verdict, annotations and job summary do not depend on it; the job summary says the same as the comment would.';

/** Why the comment could not be written, and what to do about it. Our own bugs stay as they are. */
export function explainNoComment(error: unknown, { isFork, apiUrl }: { readonly isFork: boolean; readonly apiUrl: string }): unknown {
  if (!isFromGitHub(error)) return error;
  const status = readStatus(error);
  const explain = (what: string, remedy: string): UserError => new UserError('no-comment', { what, remedy: `${remedy} ${stands}`, cause: error });
  if (readAskedWaitMs(error, Date.now()) !== undefined) {
    return explain(`GitHub takes no more requests from this token for now (${String(status)}), so the pull-request comment was not written.`, 'Run the job again later.');
  }
  if (status === 401) return explain('GitHub does not know the token (401), so the pull-request comment was not written.', "Set `github-token` to a valid token, or remove the input to use the job's own.");
  if (status === 403 || status === 404) {
    const what = `GitHub did not let the token write the pull-request comment (${String(status)}: ${readMessage(error)}).`;
    const grant = 'Add to the job `permissions: { contents: read, pull-requests: write }`.';
    return explain(what, isFork ? 'On a pull request from a fork the token may only read, whatever the job asks for; elsewhere the job needs `permissions: { contents: read, pull-requests: write }`.' : grant);
  }
  if (status >= 500) return explain(`${apiUrl} did not take the pull-request comment, tried three times (${readMessage(error)}).`, 'Run the job again once it answers.');
  return explain(`GitHub did not take the pull-request comment (${readMessage(error)}).`, 'Mend what it says and run the job again, or set `comment: never`.');
}
