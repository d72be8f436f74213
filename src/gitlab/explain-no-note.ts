import { UserError } from '../errors.ts';
import { GitLabError } from './gitlab-api.ts';

const stands = 'Verdict and report files do not depend on it.';

/** Why the note could not be written, and what to do about it. Our own bugs stay as they are. */
export function explainNoNote(error: unknown, apiUrl: string): unknown {
  if (!(error instanceof GitLabError)) return error;
  const { status, message: reason } = error;
  const explain = (what: string, remedy: string): UserError => new UserError('no-comment', { what, remedy: `${remedy} ${stands}`, cause: error });
  if (status === 401) return explain(`GitLab does not know the token (401: ${reason}), so the merge-request note was not written.`, 'It may be revoked or have expired: set ALEMBIC_GATE_GITLAB_TOKEN to a valid one.');
  if (status === 403 || status === 404) {
    return explain(`GitLab did not let the token write the merge-request note (${String(status)}: ${reason}).`, 'The token needs the scope `api`, and its account at least the role Reporter in the project of the merge request.');
  }
  if (status === 429) return explain(`GitLab takes no more requests from this token for now (429), so the merge-request note was not written.`, 'Run the job again later.');
  if (status >= 300 && status < 400) return explain(`${apiUrl} sent us elsewhere (${String(status)}), where the token must not go, so the merge-request note was not written.`, 'Set CI_API_V4_URL to the address at which the API answers itself.');
  if (status === 0 && /certificate|self.signed/i.test(reason)) {
    return explain(`The certificate of ${apiUrl} is not known here (${reason}), so the merge-request note was not written.`, 'Set NODE_EXTRA_CA_CERTS to the file of its authority, in a job of a runner with its own: `NODE_EXTRA_CA_CERTS: $CI_SERVER_TLS_CA_FILE`.');
  }
  if (status === 0 || status >= 500) {
    const proxy = status === 0 ? ' Behind a proxy, set `NODE_USE_ENV_PROXY: "1"`.' : '';
    return explain(`${apiUrl} did not take the merge-request note, tried three times (${status === 0 ? reason : `${String(status)}: ${reason}`}).`, `Run the job again once it answers.${proxy}`);
  }
  return explain(`GitLab did not take the merge-request note (${String(status)}: ${reason}).`, 'Mend what it says and run the job again, or set `comment: never`.');
}
