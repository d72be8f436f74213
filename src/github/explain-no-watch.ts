import { UserError } from '../errors.ts';
import { isFromGitHub, isRefused, readMessage } from './github-error.ts';
import { isRateLimit, readStatus } from './repeat-request.ts';

/** What the job of `mode: watch` may do, as it stands in a workflow. */
const watchPermissions = 'permissions:\n  contents: read\n  pull-requests: read\n  statuses: write';

/**
 * Why something could not be had from GitHub, or given to it, and what to do about it. Our own bugs are thrown again.
 * @param task completes "so …": `the open pull requests were not read`
 */
export function explainNoWatch(error: unknown, task: string, apiUrl: string): UserError {
  if (!isFromGitHub(error)) throw error;
  const status = readStatus(error);
  const explain = (what: string, remedy: string): UserError => new UserError('no-watch', { what: `${what}, so ${task}.`, remedy, cause: error });
  const words = readMessage(error);
  if (isRateLimit(error)) return explain('GitHub takes no more requests from this token for now', 'Run the job again later.');
  if (status === 401) return explain('GitHub does not know the token (401)', "Set `github-token` to a valid token, or remove the input to use the job's own.");
  if (isRefused(error)) return explain(`GitHub did not let the token do it (${words})`, `Write in the workflow:\n\n${watchPermissions}\n`);
  if (status >= 500) return explain(`${apiUrl} did not answer, asked three times (${words})`, 'Run the job again once it does.');
  return explain(`GitHub refused (${words})`, 'Mend what it says and run the job again.');
}
