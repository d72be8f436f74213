import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliverNote } from '../../src/gitlab/deliver-note.ts';
import { detectHost } from '../../src/host/detect-host.ts';
import { readRunMark } from '../../src/reporters/run-mark.ts';
import { reports } from '../reports/reports.ts';
import { describeMergeRequestJob, startGitLab } from './gitlab-stand-in.ts';
import type { GitLabStandIn } from './gitlab-stand-in.ts';

let gitLab: GitLabStandIn;
beforeEach(async () => {
  gitLab = await startGitLab();
});
afterEach(() => gitLab.close());

/** A run's words to the log, and what it asked of GitLab. */
async function deliver(words: { readonly environment?: Readonly<Record<string, string>>; readonly comment?: 'always' | 'on-findings' | 'never'; readonly report?: string } = {}) {
  const environment = describeMergeRequestJob({ CI_API_V4_URL: gitLab.apiUrl, ALEMBIC_GATE_GITLAB_TOKEN: 'glpat-gate', ...words.environment });
  const lines: string[] = [];
  const host = detectHost(environment, () => '{}');
  const report = reports[words.report ?? 'failing']!;
  await deliverNote({ report, options: { comment: words.comment ?? 'always', commentKey: 'default' }, host, environment, tell: (line) => lines.push(line) });
  return { lines, requests: gitLab.requests.length };
}

const url = 'https://gitlab.example/shop/api/-/merge_requests/12#note_301';

test('a merge request with a token gets a note, whose links lead to its files', async () => {
  expect(await deliver()).toEqual({ lines: [`Merge-request note: created, ${url}`], requests: 3 });
  expect(gitLab.notes[0]?.body).toContain(`](https://gitlab.example/shop/api/-/blob/${'a'.repeat(40)}/migrations/versions/4f2a8c1b9d3e_add_kind.py#L26)`);
  expect(readRunMark(gitLab.notes[0]!.body)).toMatchObject({ head: 'a'.repeat(40), run: 77, attempt: 1, verdict: 'failed' });
  expect(await deliver()).toMatchObject({ lines: [`Merge-request note: says the same already, ${url}`] });
});

test('without findings there is none where only findings are wanted', async () => {
  expect(await deliver({ report: 'clean', comment: 'on-findings' })).toMatchObject({ lines: ['Merge-request note: not written, because there is nothing to say'] });
});

test('without a token GitLab is not asked, and it is said what is missing', async () => {
  expect(await deliver({ environment: { ALEMBIC_GATE_GITLAB_TOKEN: '' } })).toEqual({
    lines: [
      "Merge-request note: not written, because no token is set. Make a project access token with the scope `api` and the role Reporter, and set it as the masked CI/CD variable ALEMBIC_GATE_GITLAB_TOKEN; the job's own CI_JOB_TOKEN may not write notes. `--comment never` leaves out this line.",
    ],
    requests: 0,
  });
});

test('a fork has no token of the project, and nobody can give it one', async () => {
  expect(await deliver({ environment: { ALEMBIC_GATE_GITLAB_TOKEN: '', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '77' } })).toEqual({
    lines: ['Merge-request note: not written, because a pipeline of a fork has no token of this project. A member of the project can run a pipeline for the merge request in it.'],
    requests: 0,
  });
});

test.each([
  ['that is not wanted', { comment: 'never' as const }],
  ['of no merge request', { environment: { CI_MERGE_REQUEST_IID: '' } }],
  ['elsewhere than on GitLab', { environment: { GITLAB_CI: '' } }],
])('a note %s is not spoken of', async (_, words) => {
  expect(await deliver(words)).toEqual({ lines: [], requests: 0 });
});

test('no word of the token is in what is told', async () => {
  gitLab.faults.push({ on: /^GET .user/, fault: { status: 403, body: '{"message":"no"}' } });
  const error = await deliver().then(() => undefined, (reason: unknown) => reason as Error);
  expect(error?.message).toContain('GitLab did not let the token write the merge-request note (403: no).');
  expect(JSON.stringify([error?.message, error?.stack, error])).not.toContain('glpat-gate');
});
