import { expect, test } from 'vitest';
import { GitLabError } from '../../src/gitlab/gitlab-api.ts';
import { readGitLabToken } from '../../src/gitlab/read-token.ts';
import { chooseWaitMs } from '../../src/gitlab/repeat-request.ts';

test.each<[title: string, error: unknown, waitsMs: (number | undefined)[]]>([
  ['no answer', new GitLabError(0, 'reset'), [1000, 3000, undefined]],
  ['a failure of GitLab’s', new GitLabError(502, 'bad gateway'), [1000, 3000, undefined]],
  ['one request too many', new GitLabError(429, 'too many', 20_000), [20_000, 20_000, undefined]],
  ['one too many, and no word when to come again', new GitLabError(429, 'too many'), [1000, 3000, undefined]],
  ['one too many for minutes', new GitLabError(429, 'too many', 61_000), [undefined, undefined, undefined]],
  ['a refusal', new GitLabError(403, 'forbidden'), [undefined, undefined, undefined]],
  ['a bug of ours', new TypeError('x'), [undefined, undefined, undefined]],
])('%s', (_, error, waitsMs) => {
  expect([1, 2, 3].map((attempt) => chooseWaitMs(error, attempt))).toEqual(waitsMs);
});

test.each<[title: string, environment: Readonly<Record<string, string>>, token: string | undefined]>([
  ['ours before the common one', { GITLAB_TOKEN: 'b', ALEMBIC_GATE_GITLAB_TOKEN: 'a' }, 'a'],
  ['the common one', { GITLAB_TOKEN: 'b\n' }, 'b'],
  ['an empty one, as of a variable that is protected, is none', { ALEMBIC_GATE_GITLAB_TOKEN: ' ', GITLAB_TOKEN: '' }, undefined],
  ['the job’s own may not write notes', { CI_JOB_TOKEN: 'c' }, undefined],
])('the token: %s', (_, environment, token) => {
  expect(readGitLabToken(environment)).toBe(token);
});
