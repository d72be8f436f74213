/** `mode: check` while GitHub is in trouble: whatever it answers, the verdict stands, and nothing is waited for without end. */
import { describe, expect, it } from 'vitest';
import { failed, openBench, twice } from './action-bench.ts';
import { faults } from './github-faults.ts';
import type { Fault, FaultPlace } from './github-faults.ts';
import { ownLogin } from './github-stand-in.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench('sqlite');
const { github } = bench;

const title = '## ❌ Alembic Gate: failed';
const block = 'permissions:%0A  contents: read%0A  pull-requests: write';
const stands = 'Verdict, annotations and job summary do not depend on it; the job summary says the same as the comment would.';

async function runWith(operation: string, fault: Fault, place?: FaultPlace, older?: string): Promise<ActionRun> {
  const repository = await bench.openPullRequest(twice);
  if (older !== undefined) github.addComment(ownLogin, older);
  github.inject(operation, fault, place);
  const startMs = performance.now();
  const done = await bench.run(repository);
  // Whatever GitHub does, a job does not stand still.
  expect(performance.now() - startMs).toBeLessThan(60_000);
  // The verdict is there, however it went.
  expect([done.exitCode, done.commands.at(-1), /^conclusion<<EOF\n(.*)\nEOF$/m.exec(done.outputs)?.[1]], done.log).toEqual([1, failed, 'failed']);
  expect(done.commands.filter((command) => command.startsWith('::error title=Alembic Gate%3A '))).toHaveLength(1);
  expect(done.summary).toContain(title);
  return done;
}

/** What is said about the comment. */
function listWarnings({ commands }: ActionRun): readonly string[] {
  return commands.filter((command) => /^::(?:warning|notice)/.test(command));
}

const older = '<!-- alembic-gate:default -->\n\n## ✅ Alembic Gate: passed';

describe('what passes is tried again', () => {
  it.each<[name: string, operation: string, fault: Fault, place?: FaultPlace, stored?: string]>([
    ['a reset before the comment is made', 'issues/create-comment', faults.reset()],
    ['a reset after it was made', 'issues/create-comment', faults.reset('after')],
    ['a 500 after it was made', 'issues/create-comment', faults.serverError(true)],
    ['a 502', 'issues/create-comment', faults.badGateway()],
    ['a 503 twice', 'issues/list-comments', faults.unavailable(), { calls: 2 }],
    ['an answer that ends half way', 'issues/create-comment', faults.truncated()],
    ['a secondary limit that names a time', 'issues/create-comment', faults.secondaryLimit(1)],
    ['a 429 that names a time', 'pulls/get', faults.tooManyRequests(1)],
    ['a primary limit that ends in a second', 'graphql', faults.primaryLimit(1)],
    ["GraphQL's own failure", 'graphql', faults.graphqlErrors()],
    ['a slow answer', 'issues/list-comments', faults.slow(3000)],
    ['a 502 while the comment is changed', 'issues/update-comment', faults.badGateway(), {}, older],
    ['a reset after it was changed', 'issues/update-comment', faults.reset('after'), {}, older],
  ])('%s', async (_, operation, fault, place, stored) => {
    const done = await runWith(operation, fault, place, stored);
    expect([listWarnings(done), github.comments.length, github.comments[0]?.body.includes(title)], done.log).toEqual([[], 1, true]);
    expect(done.outputs).toContain(`comment-url<<EOF\n${github.comments[0]?.html_url ?? ''}\nEOF\n`);
  });
});

describe('an answer that does not come', () => {
  it('is not waited for longer than half a minute, and what was done meanwhile is not done twice', async () => {
    const done = await runWith('issues/create-comment', faults.slow(90_000));
    expect([listWarnings(done), github.comments.length, github.requests.filter((request) => request === 'POST issues/create-comment').length], done.log).toEqual([[], 1, 1]);
  }, 120_000);
});

describe('what stays is told, with what to do', () => {
  const later = 'Run the job again later.';
  const cases: readonly (readonly [string, string, Fault, (url: string) => string])[] = [
    ['the token is unknown', 'graphql', faults.badCredentials(), () => "GitHub does not know the token (401), so the pull-request comment was not written. Set `github-token` to a valid token, or remove the input to use the job's own."],
    ['not found', 'issues/list-comments', faults.notFound(), () => 'GitHub did not let the token write the pull-request comment (404: Not Found). Add to the job, or to the top of the workflow, `permissions` with `pull-requests: write`.'],
    ['forbidden', 'issues/create-comment', faults.forbidden(), () => 'GitHub did not let the token write the pull-request comment (403: Resource not accessible by integration). Add to the job, or to the top of the workflow, `permissions` with `pull-requests: write`.'],
    ['a conflict', 'issues/create-comment', faults.conflict('Issue was transferred'), () => 'GitHub did not take the pull-request comment (Issue was transferred). Mend what it says and run the job again, or set `comment: never`.'],
    ['unprocessable', 'issues/create-comment', faults.unprocessable(), () => 'GitHub did not take the pull-request comment (Validation Failed). Mend what it says and run the job again, or set `comment: never`.'],
    ['500 for as long as we try', 'issues/create-comment', faults.serverError(), (url) => `${url} did not take the pull-request comment, tried three times (Server Error). Run the job again once it answers.`],
    ['a limit that ends in an hour', 'issues/create-comment', faults.primaryLimit(3600), () => `GitHub takes no more requests from this token for now (403), so the pull-request comment was not written. ${later}`],
    ['a secondary limit of an hour', 'graphql', faults.secondaryLimit(3600, 429), () => `GitHub takes no more requests from this token for now (429), so the pull-request comment was not written. ${later}`],
  ];

  it.each(cases)('%s', async (_, operation, fault, say) => {
    const done = await runWith(operation, fault, { calls: 'all' });
    const said = say(github.apiUrl);
    expect([listWarnings(done), github.comments]).toEqual([[`::warning::Pull-request comment: ${said} ${stands}${said.includes('`permissions`') ? `%0A${block}` : ''}`], []]);
    expect(done.outputs).not.toContain('comment-url');
    expect(done.summary).toContain('### The pull-request comment was not written\n');
  });

  it('resets for as long as we try', async () => {
    const done = await runWith('graphql', faults.reset(), { calls: 'all' });
    expect([listWarnings(done).length, github.comments, github.requests]).toEqual([1, [], ['POST graphql', 'POST graphql', 'POST graphql']]);
    expect(listWarnings(done)[0]).toMatch(/^::warning::Pull-request comment: http:\S+ did not take the pull-request comment, tried three times \(.+\)\. Run the job again once it answers\./);
  });

  it.each([
    ['is no JSON', faults.garbage()],
    ['ends half way', faults.truncated()],
    ['is an empty list of errors', faults.graphqlErrors([], null)],
  ])('an answer of GraphQL that %s, every time', async (_, fault) => {
    const done = await runWith('graphql', fault, { calls: 'all' });
    expect([listWarnings(done).length, github.comments], done.log).toEqual([1, []]);
    expect(listWarnings(done)[0]).toMatch(/^::warning::Pull-request comment: .*(?:Run the job again|Mend what it says)/);
    expect(done.log).not.toMatch(/\bat .*\.cjs:\d+/);
  });

  it('a list of comments that is none', async () => {
    const done = await runWith('issues/list-comments', faults.garbage('<html></html>'), { calls: 'all' });
    expect([listWarnings(done).length, github.comments], done.log).toEqual([1, []]);
    expect(done.log).not.toMatch(/\bat .*\.cjs:\d+/);
  });
});

describe('links between pages that lead nowhere', () => {
  it.each(['itself', 'empty-page'] as const)('to %s: are not followed without end, and no second comment is made', async (to) => {
    for (let index = 0; index < 3; index += 1) github.addComment('ada', `Comment ${String(index)}.`);
    const done = await runWith('issues/list-comments', faults.wrongLink(to), { calls: 'all' });
    expect(github.requests.length, done.log).toBeLessThan(300);
    expect(github.comments.filter(({ user }) => user.login === ownLogin).length).toBeLessThan(2);
  });
});

describe('two runs at once', () => {
  it('make one comment, and both end', async () => {
    const same = await bench.openPullRequest(twice);
    const runs = await Promise.all(['1658821491', '1658821492'].map((id) => bench.run(same, {}, { environment: { GITHUB_RUN_ID: id } })));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1]);
    expect(github.comments.map(({ body }) => body.includes(title))).toEqual([true]);
  });
});
