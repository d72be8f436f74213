import { UserError } from '../errors.ts';
import { isFromGitHub, readMessage } from './github-error.ts';
import { isRateLimit, readStatus } from './repeat-request.ts';

/** What a job with `mode: comment` needs, to be pasted. */
export const companionPermissions = 'permissions:\n  actions: read\n  contents: read\n  pull-requests: write';

/** Why the run's pull request or its report could not be read, and what to do about it. Our own bugs and user errors stay as they are. */
export function explainNoReport(error: unknown, apiUrl: string): unknown {
  if (!isFromGitHub(error)) return error;
  const status = readStatus(error);
  const explain = (what: string, remedy: string, details?: string): UserError => new UserError('no-comment', { what, remedy, cause: error, ...(details === undefined ? {} : { details }) });
  if (isRateLimit(error)) return explain(`GitHub takes no more requests from this token for now (${status === 0 ? readMessage(error) : String(status)}), so the report of the run could not be read.`, 'Run the job again later.');
  if (status === 401) return explain('GitHub does not know the token (401), so the report of the run could not be read.', "Set `github-token` to a valid token, or remove the input to use the job's own.");
  if (status === 403 || status === 404) {
    return explain(`GitHub did not let the token read the run's pull request and its artifacts (${String(status)}: ${readMessage(error)}).`, 'Give this job `permissions` with `actions: read` and `pull-requests: write`.', companionPermissions);
  }
  if (status >= 500) return explain(`The report of the run could not be read from ${apiUrl}, tried three times (${readMessage(error)}).`, 'Run the job again once it answers.');
  return explain(`GitHub did not tell of the run's report (${readMessage(error)}).`, 'Run the job again.');
}
