import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { before, clean, failed, leaving, leftType, openBench } from './action-bench.ts';
import { ownLogin } from './github-stand-in.ts';
import { onlyReading } from './github-permissions.ts';
import { token } from './run-action.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench();
const { github } = bench;

describe('the comment', () => {
  it('is created, updated when the pull request changed, and left alone when it did not', async () => {
    await bench.run(await bench.openPullRequest(leaving));
    const [created] = github.comments;
    const mended = await bench.openPullRequest(clean);
    github.forgetRequests();
    const second = await bench.run(mended);
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments', 'GET pulls/get', 'PATCH issues/update-comment', 'GET issues/get-comment']);
    expect(github.comments.map(({ id }) => id)).toEqual([created?.id]);
    expect(github.comments[0]?.body).not.toBe(created?.body);
    expect(second.log).toMatch(/Pull-request comment: updated\n$/);

    github.forgetRequests();
    const updated = structuredClone(github.comments);
    const third = await bench.run(mended);
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments']);
    expect(github.comments).toEqual(updated);
    expect(third.log).toMatch(/Pull-request comment: unchanged\n$/);
    expect(third.outputs).toBe(second.outputs);
  });

  it("is found past the first page, among others' comments and somebody's copy of it", async () => {
    const repository = await bench.openPullRequest(clean);
    await bench.run(repository);
    const ours = github.comments.pop();
    if (ours === undefined) throw new Error('there is no comment');
    for (let index = 0; index < 75; index += 1) github.addComment('ada', `I have seen ${String(index)} of these.`);
    for (const login of ['mallory', 'github-actions', 'mallory[bot]']) github.addComment(login, ours.body);
    github.addComment(ownLogin, `The gate wrote:\n\n${ours.body}`);
    for (let index = 0; index < 75; index += 1) github.addComment('grace', `And I ${String(index)}.`);
    github.comments.push({ ...ours, body: ours.body.replace(': passed', ': failed') });
    github.addComment('ada', 'Done.');
    const others = github.comments.filter(({ id }) => id !== ours.id);
    github.forgetRequests();

    await bench.run(repository);
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments', 'GET issues/list-comments', 'PATCH issues/update-comment', 'GET issues/get-comment']);
    expect(github.comments.filter(({ id }) => id !== ours.id)).toEqual(others);
    expect(github.comments.find(({ id }) => id === ours.id)?.body.split('\r\n').toSpliced(1, 1).slice(0, 3)).toEqual(['<!-- alembic-gate:default -->', '', '## ✅ Alembic Gate: passed']);
  });

  it('stands beside that of another `comment-key`', async () => {
    const repository = await bench.openPullRequest(clean);
    await bench.run(repository);
    await bench.run(repository, { 'comment-key': 'shop-api -->' });
    const bodies = structuredClone(github.comments);
    expect(bodies.map(({ body }) => body.split('\r\n')[0])).toEqual(['<!-- alembic-gate:default -->', '<!-- alembic-gate:shop%2Dapi%20%2D%2D%3E -->']);
    github.forgetRequests();
    await bench.run(repository);
    await bench.run(repository, { 'comment-key': 'shop-api -->' });
    expect(github.requests.filter((request) => !/^(POST graphql|GET .*)$/.test(request))).toEqual([]);
    expect(github.comments).toEqual(bodies);
  });

  it('is not asked for with `comment: never`', async () => {
    const { log } = await bench.run(await bench.openPullRequest(leaving), { comment: 'never' });
    expect(github.requests, log).toEqual([]);
  });

  it('is only corrected with `comment: on-findings` on a clean pull request', async () => {
    const repository = await bench.openPullRequest(clean);
    const first = await bench.run(repository, { comment: 'on-findings' });
    expect([github.comments, first.exitCode]).toEqual([[], 0]);
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments']);

    await bench.run(await bench.openPullRequest(leaving), { comment: 'on-findings' });
    const [created] = github.comments;
    expect(created?.body.split('\r\n')[3]).toBe('## ❌ Alembic Gate: failed');
    await bench.run(repository, { comment: 'on-findings' });
    expect(github.comments.map(({ id, body }) => [id, body.split('\r\n')[3]])).toEqual([[created?.id, '## ✅ Alembic Gate: passed']]);
  });
});

describe('GitHub in trouble', () => {
  const stands = 'Verdict, annotations and job summary do not depend on it; the job summary says the same as the comment would.';
  let undisturbed: ActionRun;
  beforeAll(async () => {
    undisturbed = await bench.run(await bench.openPullRequest(leaving));
    github.reset();
  });
  /** All that a run leaves but the comment. The commits are the same every time, durations are not. */
  const take = ({ exitCode, commands, outputs, summary }: ActionRun): object => ({
    exitCode,
    commands,
    outputs: outputs.replace(/comment-url<<EOF\n.*\nEOF\n/, ''),
    // What it says of the comment is asserted once, below.
    summary: summary.replace(/\n\n### The pull-request comment was not written\n[^]*/, '').replaceAll(/\| [\d.]+&nbsp;m?s \|$/gm, '| |'),
  });
  const unmoved = (said: string, kind = 'warning', yaml = ''): object => {
    expect(undisturbed.commands).toEqual([...before, leftType, failed]);
    return take({ ...undisturbed, commands: [...before, leftType, `::${kind}::Pull-request comment: ${said} ${stands}${yaml}`, failed] });
  };

  it('refuses the token of a fork', async () => {
    github.permissions = onlyReading;
    const done = await bench.run(await bench.openPullRequest(leaving, { isFork: true }));
    const said = 'GitHub did not let the token write the pull-request comment (403: Resource not accessible by integration). On a pull request from a fork the token may only read, whatever the job asks for; a second workflow writes the comment there, which `alembic-gate init --forks` makes.';
    expect(take(done), done.log).toEqual(unmoved(said, 'notice'));
    expect(done.summary.split('### The pull-request comment was not written')[1]).toBe(`\n\n${said}\n`);
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments', 'GET pulls/get', 'POST issues/create-comment']);
  });

  it('refuses a token without the permission', async () => {
    github.refuse = (operation) => (operation === 'graphql' ? undefined : { status: 403, message: 'Resource not accessible by integration' });
    const done = await bench.run(await bench.openPullRequest(leaving));
    const said = 'GitHub did not let the token write the pull-request comment (403: Resource not accessible by integration). Add to the job, or to the top of the workflow, `permissions` with `pull-requests: write`.';
    expect(take(done)).toEqual(unmoved(said, 'warning', '%0Apermissions:%0A  contents: read%0A  pull-requests: write'));
    expect(done.summary.split('### The pull-request comment was not written')[1]).toBe(`\n\n${said}\n\n\`\`\`yaml\npermissions:\n  contents: read\n  pull-requests: write\n\`\`\`\n`);
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments']);
  });

  it('does not know the token', async () => {
    const done = await bench.run(await bench.openPullRequest(leaving), { 'github-token': 'ghs_ended' });
    expect(take({ ...done, commands: done.commands.map((command) => command.replace('ghs_ended', token)) })).toEqual(unmoved("GitHub does not know the token (401), so the pull-request comment was not written. Set `github-token` to a valid token, or remove the input to use the job's own."));
  });

  it('fails for as long as we try', async () => {
    github.refuse = (operation) => (operation === 'issues/create-comment' ? { status: 500, message: 'Server Error' } : undefined);
    const done = await bench.run(await bench.openPullRequest(leaving));
    expect(take(done)).toEqual(unmoved(`${github.apiUrl} did not take the pull-request comment, tried three times (Server Error). Run the job again once it answers.`));
    expect(github.requests.filter((request) => request === 'POST issues/create-comment')).toHaveLength(3);
  });

  it('says that it failed though it made the comment', async () => {
    let attempts = 0;
    github.refuse = (operation) => {
      if (operation !== 'issues/create-comment' || (attempts += 1) > 1) return undefined;
      github.addComment(ownLogin, github.lastBody);
      return { status: 502, message: 'Bad Gateway' };
    };
    const { log } = await bench.run(await bench.openPullRequest(leaving));
    expect([github.comments.length, attempts], log).toEqual([1, 1]);
    expect(log).toMatch(/Pull-request comment: unchanged\n$/);
  });

  it('asks to wait', async () => {
    let attempts = 0;
    github.refuse = (operation) => {
      if (operation !== 'issues/create-comment' || (attempts += 1) > 1) return undefined;
      return { status: 403, message: 'You have exceeded a secondary rate limit', headers: { 'retry-after': '2' } };
    };
    const { log } = await bench.run(await bench.openPullRequest(leaving));
    expect(log).toMatch(/Pull-request comment: created\n$/);
    expect(github.comments).toHaveLength(1);
  });

  it('asks to wait for longer than a job should', async () => {
    github.refuse = (operation) => (operation === 'graphql' ? { status: 403, message: 'API rate limit exceeded', headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.round(Date.now() / 1000) + 3000) } } : undefined);
    expect(take(await bench.run(await bench.openPullRequest(leaving)))).toEqual(unmoved('GitHub takes no more requests from this token for now (403), so the pull-request comment was not written. Run the job again later.'));
    expect(github.requests).toEqual(['POST graphql']);
  });

  it('is not there', async () => {
    const apiUrl = `http://127.0.0.1:${String(await takeFreePort())}`;
    const done = await bench.run(await bench.openPullRequest(leaving), {}, { apiUrl });
    const reason = apiUrl.replace('http://', 'connect ECONNREFUSED ');
    expect(take(done)).toEqual(unmoved(`${apiUrl} did not take the pull-request comment, tried three times (${reason}). Run the job again once it answers.`));
  });

  it('is not needed without a token', async () => {
    const { exitCode, log } = await bench.run(await bench.openPullRequest(leaving), { 'github-token': ' ' });
    expect([exitCode, github.requests]).toEqual([1, []]);
    expect(log).toMatch(/Pull-request comment: not written, because the input github-token is empty\n$/);
  });
});

/** A port on which nothing listens. */
async function takeFreePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}
