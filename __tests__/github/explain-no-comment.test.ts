import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { explainNoComment, neededPermissions } from '../../src/github/explain-no-comment.ts';

const stands = 'Verdict, annotations and job summary do not depend on it; the job summary says the same as the comment would.';
const here = { isFork: false, apiUrl: 'https://api.github.com', permissions: neededPermissions };

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

describe('explainNoComment', () => {
  it.each([
    [
      'a job without the permission',
      refusal(403, 'Resource not accessible by integration - https://docs.github.com/rest/issues/comments#create-an-issue-comment'),
      here,
      'GitHub did not let the token write the pull-request comment (403: Resource not accessible by integration). Add to the job, or to the top of the workflow, `permissions` with `pull-requests: write`.',
    ],
    [
      'a fork',
      refusal(403, 'Resource not accessible by integration'),
      { ...here, isFork: true },
      'GitHub did not let the token write the pull-request comment (403: Resource not accessible by integration). On a pull request from a fork the token may only read, whatever the job asks for; a second workflow writes the comment there, which `alembic-gate init --forks` makes.',
    ],
    ['a repository that the token does not see', refusal(404, 'Not Found'), here, 'GitHub did not let the token write the pull-request comment (404: Not Found). Add to the job, or to the top of the workflow, `permissions` with `pull-requests: write`.'],
    ['a locked conversation', refusal(403, 'Unable to create comment because issue is locked.'), here, 'The conversation of the pull request is locked, so the pull-request comment was not written (Unable to create comment because issue is locked.). Unlock the conversation and run the job again, or leave it.'],
    ['too many queries', Object.assign(new Error('API rate limit exceeded'), { name: 'GraphqlResponseError', errors: [{ type: 'RATE_LIMITED' }] }), here, 'GitHub takes no more requests from this token for now (API rate limit exceeded), so the pull-request comment was not written. Run the job again later.'],
    ['a token that has ended', refusal(401, 'Bad credentials'), here, "GitHub does not know the token (401), so the pull-request comment was not written. Set `github-token` to a valid token, or remove the input to use the job's own."],
    ['too many requests', refusal(403, 'You have exceeded a secondary rate limit', { 'retry-after': '600' }), here, 'GitHub takes no more requests from this token for now (403), so the pull-request comment was not written. Run the job again later.'],
    ['a server that fails', refusal(500, ''), here, 'https://api.github.com did not take the pull-request comment, tried three times (no reason was given). Run the job again once it answers.'],
    ['text that is refused', refusal(422, 'Validation\nFailed'), here, 'GitHub did not take the pull-request comment (Validation Failed). Mend what it says and run the job again, or set `comment: never`.'],
    ['a query that is refused', Object.assign(new Error('Request failed due to following response errors:\n - Something went wrong'), { name: 'GraphqlResponseError' }), here, 'GitHub did not take the pull-request comment (Something went wrong). Mend what it says and run the job again, or set `comment: never`.'],
  ])('%s', (_, error, place, said) => {
    const explained = explainNoComment(error, place);
    expect(explained).toBeInstanceOf(UserError);
    expect((explained as UserError).message).toBe(`${said} ${stands}`);
    expect((explained as UserError).cause).toBe(error);
  });

  it('gives what to add to the workflow, where that helps', () => {
    const read = (isFork: boolean): unknown => (explainNoComment(refusal(403, 'Resource not accessible by integration'), { ...here, isFork }) as UserError).details;
    expect([read(false), read(true)]).toEqual(['permissions:\n  contents: read\n  pull-requests: write', undefined]);
  });

  it('leaves our own bugs as they are', () => {
    const bug = new TypeError('undefined is not a function');
    expect(explainNoComment(bug, here)).toBe(bug);
  });
});
