import { isFromGitHub, readMessage } from './github-error.ts';
import { isRateLimit, readStatus } from './repeat-request.ts';

/** Why the label could not be read, and what to do about it, as sentences. Our own bugs are thrown again. */
export function explainNoApproval(error: unknown, apiUrl: string): string {
  if (!isFromGitHub(error)) throw error;
  const status = readStatus(error);
  if (isRateLimit(error)) return `GitHub takes no more requests from this token for now (${status === 0 ? readMessage(error) : String(status)}). Run the job again later.`;
  if (status === 401) return "GitHub does not know the token (401). Set `github-token` to a valid token, or remove the input to use the job's own.";
  if (status === 403 || status === 404) return `GitHub did not let the token read it (${String(status)}: ${readMessage(error)}). Add to the job \`permissions: { contents: read, pull-requests: write }\`.`;
  return status >= 500 ? `${apiUrl} did not answer, asked three times (${readMessage(error)}). Run the job again once it does.` : `GitHub refused to tell (${readMessage(error)}).`;
}
