import { expect, test } from 'vitest';
import { explainNoApproval } from '../../src/github/explain-no-approval.ts';
import { readApproval } from '../../src/github/read-approval.ts';
import { detectHost } from '../../src/host/detect-host.ts';
import type { Options } from '../../src/options.ts';

const apiUrl = 'https://git.example/api/v3';
const options: Pick<Options, 'approvalLabel' | 'comment' | 'githubToken'> = { approvalLabel: 'agreed', comment: 'always', githubToken: 'ghs_1' };

/** A run of an event, on which nothing is asked of GitHub. */
function read(payload: object, given: Partial<typeof options> = {}): ReturnType<typeof readApproval> {
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'octo/shop', GITHUB_EVENT_PATH: 'event.json', GITHUB_API_URL: apiUrl };
  return readApproval({ host: detectHost(environment, () => JSON.stringify(payload)), options: { ...options, ...given }, marker: '<!-- -->' });
}

const commit = { sha: 'abc', ref: 'main', repo: { full_name: 'octo/shop' } };
const pullRequest = { pull_request: { number: 7, head: commit, base: commit } };

test.each([
  ['a push', { before: 'abc' }, {}, 'This event has no pull request that could have the label.'],
  ['a merge queue', { merge_group: { base_sha: 'abc' } }, {}, 'This event has no pull request that could have the label.'],
  ['no token', pullRequest, { githubToken: undefined }, 'The input `github-token` is empty.'],
  ['no comment', pullRequest, { comment: 'never' }, 'With `comment: never` nothing is shown that it could agree to.'],
] as const)('with %s it says why nothing is known', async (_, payload, given, why) => {
  expect(await read(payload, given)).toEqual({ state: 'unknown', label: 'agreed', why });
});

test('without a label there is nothing to know', async () => {
  expect(await read(pullRequest, { approvalLabel: undefined })).toBeUndefined();
});

test('what GitHub answers is said with what to do about it; a bug of ours stays one', () => {
  const refuse = (status: number, message: string, headers: object = {}): string => explainNoApproval(Object.assign(new Error(message), { status, response: { headers } }), apiUrl);
  expect([
    refuse(401, 'Bad credentials'),
    refuse(403, 'Resource not accessible by integration - https://docs.github.com/rest/issues/timeline'),
    refuse(403, 'API rate limit exceeded', { 'retry-after': '90' }),
    refuse(404, 'Not Found'),
    refuse(410, 'Issues are disabled'),
    refuse(502, ''),
  ]).toEqual([
    "GitHub does not know the token (401). Set `github-token` to a valid token, or remove the input to use the job's own.",
    'GitHub did not let the token read it (403: Resource not accessible by integration). Add to the job `permissions: { contents: read, pull-requests: write }`.',
    'GitHub takes no more requests from this token for now (403). Run the job again later.',
    'GitHub did not let the token read it (404: Not Found). Add to the job `permissions: { contents: read, pull-requests: write }`.',
    'GitHub refused to tell (Issues are disabled).',
    'https://git.example/api/v3 did not answer, asked three times (no reason was given). Run the job again once it does.',
  ]);
  expect(() => explainNoApproval(new TypeError('x is undefined'), apiUrl)).toThrow(TypeError);
});
