import { describe, expect, it } from 'vitest';
import { execa } from 'execa';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBench, skewContext } from './action-bench.ts';
import { faults } from './github-faults.ts';
import type { Changes, PullSettings } from './github-state.ts';
import type { PullRequestRepository } from './pull-request-repository.ts';
import { folder, revise } from './revision-file.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench('sqlite');
const { github } = bench;

const permissions = { contents: 'read', 'pull-requests': 'read', statuses: 'write' } as const;

function at(id: string): string {
  return `${folder}/${id}.py`;
}

/** `main` has just got `b1` on `a1`; the pull request that added it is closed. */
async function openMain(adds: Readonly<Record<string, string>> = { [at('b1')]: revise('b1', 'a1') }): Promise<PullRequestRepository> {
  const repository = await bench.openPullRequest(adds, { event: 'push' });
  github.state.closePull(7);
  github.permissions = permissions;
  return repository;
}

/** A pull request that branched off before `b1`, or from `main` as it is. */
function addPull(repository: PullRequestRepository, number: number, files: Changes, settings: PullSettings & { readonly isOld?: boolean } = {}): string {
  const { isOld = false, ...rest } = settings;
  const tip = github.state.branches.get('main') ?? '';
  if (isOld) github.state.branches.set('main', repository.baseSha);
  const { headSha } = github.state.addPull({ number, title: `change ${String(number)}`, files, ...rest });
  github.state.branches.set('main', tip);
  return headSha;
}

function watch(repository: PullRequestRepository, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  github.forgetRequests();
  return bench.run(repository, { mode: 'watch', ...inputs });
}

function count(operation: string): number {
  return github.requests.filter((request) => request.endsWith(operation)).length;
}

describe('the status of an open pull request', () => {
  it('tells every kind of skew apart', async () => {
    const repository = await openMain();
    const shas = {
      skewed: addPull(repository, 20, { [at('c1')]: revise('c1', 'a1') }, { isOld: true }),
      interior: addPull(repository, 21, { [at('d1')]: revise('d1', 'a1') }),
      duplicate: addPull(repository, 22, { [at('b1_again')]: revise('b1', 'a1', 'return') }, { isOld: true }),
      missing: addPull(repository, 23, { [at('e1')]: revise('e1', 'c9') }),
      stacked: addPull(repository, 24, { [at('f1')]: revise('f1', 'g1') }),
      parent: addPull(repository, 25, { [at('g1')]: revise('g1', 'b1') }),
      cycle: addPull(repository, 26, { [at('h1')]: revise('h1', 'i1'), [at('i1')]: revise('i1', 'h1') }),
      unreadable: addPull(repository, 27, { [at('j1')]: 'revision = = 1\n' }),
      removal: addPull(repository, 28, { [at('a1_accounts')]: undefined }),
      unrelated: addPull(repository, 29, { 'README.md': 'better\n' }, { isDraft: true }),
      fork: addPull(repository, 30, { [at('k1')]: revise('k1', 'a1') }, { isOld: true, headRepository: 'visitor/shop', author: undefined }),
      renamed: addPull(repository, 31, { [at('b1_better')]: { from: at('b1') } }),
    };
    const run = await watch(repository);
    expect(Object.fromEntries(Object.entries(shas).map(([name, sha]) => [name, bench.readSkew(sha)]))).toEqual({
      skewed: { state: 'failure', description: 'c1 hangs on a1, but main is at b1 now: write down_revision = "b1"' },
      interior: { state: 'failure', description: 'd1 hangs on a1, which has a child already; main is at b1: write down_revision = "b1"' },
      duplicate: { state: 'failure', description: 'The id b1 is taken by migrations/versions/b1.py: give yours a new one' },
      missing: { state: 'failure', description: 'e1 follows c9, which main does not have: write down_revision = "b1"' },
      stacked: { state: 'failure', description: 'f1 follows g1, which main has not yet: merge #25 first' },
      parent: { state: 'success', description: 'Adds g1, which fits: main is at b1.' },
      cycle: { state: 'failure', description: 'These revisions wait for each other: h1 → i1 → h1' },
      unreadable: { state: 'failure', description: 'migrations/versions/j1.py:1 cannot be read: Python cannot parse this line' },
      removal: { state: 'failure', description: 'It takes a1 away, which b1 follows: bring the file back or change down_revision' },
      unrelated: { state: 'success', description: 'Adds no revision.' },
      fork: { state: 'failure', description: 'k1 hangs on a1, but main is at b1 now: write down_revision = "b1"' },
      renamed: { state: 'success', description: 'Adds no revision, and what it changes fits: main is at b1.' },
    });
    expect(github.state.readStatuses(shas.skewed)[0]?.targetUrl).toBe('https://github.com/octo/shop/actions/runs/1658821493');
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toBe('conclusion<<EOF\npassed\nEOF\n');
    expect(run.summary.replaceAll(repository.mergeSha.slice(0, 7), 'abc1234')).toMatchSnapshot();
    expect(run.commands).toContain('::notice title=Alembic Gate::Looked at 12 open pull requests into main: 8 add revisions, 9 would break its history.');
    expect(run.commands).toContain('::warning title=#20 no longer fits main::c1 hangs on a1, but main is at b1 now: write down_revision = "b1"');
  });

  it('tells of a revision that is renamed to what is none', async () => {
    const repository = await openMain();
    const [disabled, unrelated] = [addPull(repository, 20, { [`${at('a1_accounts')}.off`]: { from: at('a1_accounts') } }), addPull(repository, 21, { 'README.md': 'better\n' })];
    await watch(repository);
    expect([bench.readSkew(disabled), bench.readSkew(unrelated)]).toEqual([
      { state: 'failure', description: 'It takes a1 away, which b1 follows: bring the file back or change down_revision' },
      { state: 'success', description: 'Adds no revision.' },
    ]);
    expect(count('pulls/list-files')).toBe(1);
  });

  it('tells two pull requests that collide with each other, and fails neither', async () => {
    const repository = await openMain();
    const [one, two, twin] = [
      addPull(repository, 20, { [at('c1')]: revise('c1', 'b1') }),
      addPull(repository, 21, { [at('d1')]: revise('d1', 'b1') }),
      addPull(repository, 22, { [at('c1_too')]: revise('c1', 'b1', 'return') }),
    ];
    const run = await watch(repository);
    expect([bench.readSkew(one), bench.readSkew(two), bench.readSkew(twin)]).toEqual([
      { state: 'success', description: 'c1 fits (main is at b1), but #21 and #22 also add a revision on b1: whoever is merged second must follow the first' },
      { state: 'success', description: 'd1 fits (main is at b1), but #20 and #22 also add a revision on b1: whoever is merged second must follow the first' },
      { state: 'success', description: 'Fits now, but #20 and #21 add a revision with the same id c1: one of them needs another' },
    ]);
    expect(run.log).toContain('    #22 (`c1`) adds a revision with the same id `c1`; one of them needs another.');
  });

  it('lets the pull request pass that repairs the heads', async () => {
    const forked = { [at('b1')]: revise('b1', 'a1'), [at('x1')]: revise('x1', 'a1') };
    const repository = await openMain(forked);
    const repair = addPull(repository, 20, { [at('m1')]: revise('m1', ['b1', 'x1']) });
    const adds = addPull(repository, 21, { [at('c1')]: revise('c1', 'b1') });
    const run = await watch(repository);
    expect([bench.readSkew(repair), bench.readSkew(adds)]).toEqual([
      { state: 'success', description: 'm1 fits (main is at b1, x1), but #21 also adds a revision on b1: whoever is merged second must follow the first' },
      { state: 'success', description: 'c1 fits (main is at b1, x1), but #20 also adds a revision on b1: whoever is merged second must follow the first' },
    ]);
    expect(run.summary).toContain('#### 🟡 main itself\n\n- `alembic.ini`: It has 2 heads where 1 is expected: `b1` and `x1`.');
  });

  it('is written only where it changed', async () => {
    const repository = await openMain();
    const [skewed, unrelated] = [addPull(repository, 20, { [at('c1')]: revise('c1', 'a1') }, { isOld: true }), addPull(repository, 21, { 'README.md': 'better\n' })];
    await watch(repository);
    expect(count('repos/create-commit-status')).toBe(2);
    const again = await watch(repository);
    expect(github.requests).toEqual(['POST graphql', 'POST graphql', 'POST graphql']);
    expect(again.summary).toContain('0 statuses set, 2 said the same already.');

    github.state.setStatus(skewed, 'other', 'failure');
    github.state.setStatus(unrelated, skewContext, 'failure', { description: 'of an earlier time' });
    await watch(repository);
    expect(github.requests.filter((request) => request.includes('status'))).toEqual(['POST repos/create-commit-status']);
    expect(bench.readSkew(unrelated)).toEqual({ state: 'success', description: 'Adds no revision.' });
  });

  it('says what it did not follow, and what it could not read', async () => {
    const repository = await openMain();
    const ini = github.state.readTree(repository.mergeSha).get('alembic.ini')?.toString('utf8') ?? '';
    const [moved, logged, binary, large] = [
      addPull(repository, 20, { 'alembic.ini': ini.replace('/migrations', '/elsewhere') }),
      addPull(repository, 21, { 'alembic.ini': `${ini}\n[logger_x]\nlevel = INFO\n` }),
      addPull(repository, 22, { [at('c1')]: Buffer.from('revision = "c1"\0') }),
      addPull(repository, 23, { [at('d1')]: `${revise('d1', 'b1')}${'# long\n'.repeat(30_000)}` }),
    ];
    const run = await watch(repository);
    expect([bench.readSkew(moved), bench.readSkew(logged), bench.readSkew(binary), bench.readSkew(large)]).toEqual([
      { state: 'success', description: 'Adds no revision. It changes where alembic.ini says that revisions are, which was not followed.' },
      { state: 'success', description: 'Adds no revision.' },
      { state: 'error', description: 'Could not be looked at: migrations/versions/c1.py was not read: it is no text.' },
      { state: 'error', description: 'Could not be looked at: migrations/versions/d1.py was not read: it has 210091 bytes.' },
    ]);
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toBe('conclusion<<EOF\nincomplete\nEOF\n');
    expect(run.commands).toContain('::notice title=Alembic Gate::Looked at 4 open pull requests into main: 0 add revisions, 0 would break its history, 2 could not be looked at.');
  });

  it('is inert, whatever a pull request is called and its revisions are', async () => {
    const repository = await openMain();
    const id = '`c1`</td>\u202E\n::error::x|@octocat';
    const path = `${folder}/\u202Ec1\u001B[31m|<b>.py`;
    const sha = addPull(repository, 20, { [path]: revise(id, 'a1') }, { isOld: true, title: '<img src=x> | @octocat fixes #1\n::error::oops\u0000', author: 'mallory' });
    const run = await watch(repository);
    expect(bench.readSkew(sha)).toEqual({ state: 'failure', description: '`c1`</td>\\u{202e} ::error::x|@octocat hangs on a1, but main is at b1 now: write down_revision = "b1"' });
    expect(run.commands.filter((command) => !command.startsWith('::add-mask::'))).toEqual([
      '::notice title=Alembic Gate::Looked at 1 open pull request into main: 1 adds revisions, 1 would break its history.',
      '::warning title=#20 no longer fits main::`c1`</td>\\u{202e} ::error::x|@octocat hangs on a1, but main is at b1 now: write down_revision = "b1"',
    ]);
    expect(run.log).not.toMatch(/^\s*::error/m);
    expect(run.summary.replaceAll(repository.mergeSha.slice(0, 7), 'abc1234')).toMatchSnapshot();
    // Nothing of the pull request is a part of a query's text.
    expect(github.queries.map(({ query }) => query).join('\n')).not.toMatch(/c1|octocat/);
  });
});

describe('many pull requests', () => {
  it('looks at 250 in few requests', async () => {
    const repository = await openMain();
    for (let number = 100; number < 350; number += 1) {
      const isAdding = number % 25 === 0;
      const sha = addPull(repository, number, isAdding ? { [at(`r${String(number)}`)]: revise(`r${String(number)}`, 'a1') } : { 'README.md': `better ${String(number)}\n` }, { isOld: true });
      if (!isAdding) github.state.setStatus(sha, skewContext, 'success', { description: 'Adds no revision.' });
    }
    for (const number of [400, 401]) addPull(repository, number, { 'README.md': 'elsewhere\n' }, { baseRef: 'release' });
    const run = await watch(repository);
    // Five pages, one batch of texts, one of what their branches have.
    expect([count('graphql'), count('repos/create-commit-status'), github.requests.length]).toEqual([7, 10, 17]);
    expect(run.commands).toContain(
      '::notice title=Alembic Gate::Looked at 250 open pull requests into main: 10 add revisions, 10 would break its history. 2 open pull requests into other branches were left out.',
    );
    expect(run.commands.filter((command) => command.startsWith('::warning'))).toHaveLength(10);
    expect(run.commands).toContain('::warning title=Alembic Gate::1 more are in the job summary.');
  });

  it('reads more than a hundred files of those that have them', async () => {
    const repository = await openMain();
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`docs/${String(index)}.md`, 'text\n']));
    const sha = addPull(repository, 20, { ...many, [at('c1')]: revise('c1', 'a1') }, { isOld: true });
    const huge = addPull(repository, 21, Object.fromEntries(Array.from({ length: 3100 }, (_, index) => [`docs/${String(index)}.md`, 'text\n'])));
    await watch(repository);
    expect([bench.readSkew(sha), bench.readSkew(huge)]).toEqual([
      { state: 'failure', description: 'c1 hangs on a1, but main is at b1 now: write down_revision = "b1"' },
      { state: 'error', description: 'Could not be looked at: GitHub lists only 3000 of the 3100 files it changes.' },
    ]);
  });

  it('reads no more than 500 revisions of one, and says so', async () => {
    const repository = await openMain();
    const sha = addPull(repository, 20, Object.fromEntries(Array.from({ length: 501 }, (_, index) => [at(`r${String(index)}`), revise(`r${String(index)}`, index === 0 ? 'b1' : `r${String(index - 1)}`)])));
    const run = await watch(repository);
    expect([count('graphql'), run.exitCode]).toEqual([1 + 5 + 13, 1]);
    // What follows the one that was not read is not called an orphan.
    expect(bench.readSkew(sha)).toEqual({ state: 'error', description: 'Could not be looked at: Only 500 of the 501 revision files it changes were read.' });
    expect(run.log).toContain('    Only 500 of the 501 revision files it changes were read.');
  });

  it('says so where none is open', async () => {
    const run = await watch(await openMain());
    expect(run.exitCode).toBe(0);
    expect(run.commands).toContain('::notice title=Alembic Gate::No pull request into main is open, so there was none to look at.');
    expect(run.summary).toContain('No pull request into main is open, so there was none to look at.');
  });
});

describe('events', () => {
  it('looks from the base branch at a pull request that is pushed to', async () => {
    const repository = await bench.openPullRequest({ [at('b1')]: revise('b1', 'a1') }, { event: 'pull_request_target', isFork: true });
    github.permissions = permissions;
    await watch(repository);
    expect(bench.readSkew(repository.headSha)).toEqual({ state: 'success', description: 'Adds b1, which fits: main is at a1.' });
  });

  it('runs on a schedule', async () => {
    const repository = await bench.openPullRequest({ [at('b1')]: revise('b1', 'a9') }, { event: 'schedule' });
    github.permissions = permissions;
    expect((await watch(repository)).exitCode).toBe(0);
    expect(bench.readSkew(repository.headSha)).toEqual({ state: 'failure', description: 'b1 follows a9, which main does not have: write down_revision = "a1"' });
  });

  it('refuses a pull request’s own checkout', async () => {
    const repository = await bench.openPullRequest({ [at('b1')]: revise('b1', 'a1') }, { event: 'pull_request_target' });
    github.permissions = permissions;
    await execa('git', ['fetch', '--quiet', 'origin', repository.headSha], { cwd: repository.workspace });
    await execa('git', ['checkout', '--quiet', '-B', 'main', repository.headSha], { cwd: repository.workspace });
    const run = await watch(repository);
    expect(run.exitCode).toBe(1);
    expect(run.commands.at(-2)).toContain(
      "The checkout is the head of pull request #7, or GitHub's merge of it, and not the base branch. Remove `ref:` (and `repository:`) from actions/checkout: on `pull_request_target` it takes the base branch by itself.",
    );
    expect(run.summary).toContain('## Alembic Gate: open pull requests were not looked at');
    expect(github.requests).toEqual([]);
  });

  it('refuses the event of a pull request', async () => {
    const run = await watch(await bench.openPullRequest({ [at('b1')]: revise('b1', 'a1') }));
    expect(run.exitCode).toBe(1);
    expect(run.commands.at(-2)).toContain('`mode: watch` looks at all open pull requests from the base branch, and the event `pull_request` is not one for it.');
  });

  it('refuses a checkout that is none of the branch', async () => {
    const repository = await openMain();
    await writeFile(join(repository.workspace, at('z1')), revise('z1', 'b1'));
    await execa('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '--quiet', '--allow-empty', '--message', 'a step before'], { cwd: repository.workspace });
    const run = await watch(repository);
    expect(run.commands.at(-2)).toMatch(/The checkout's `main` is at [0-9a-f]{7}, where neither the branch on GitHub \([0-9a-f]{7}\) nor this event is\./);
  });

  it('says that the branch has moved on where its newest commit cannot be had', async () => {
    const repository = await openMain();
    const sha = addPull(repository, 20, { [at('c1')]: revise('c1', 'b1') });
    const run = await bench.run(repository, { mode: 'watch' }, { isOutdated: true });
    expect(run.exitCode).toBe(0);
    const tip = github.state.push('main', { 'README.md': 'newer\n' });
    const second = await bench.run(repository, { mode: 'watch' }, { isOutdated: true });
    expect(second.summary).toContain(`> main has moved on to \`${tip.slice(0, 7)}\` since this job began`);
    expect(bench.readSkew(sha)?.state).toBe('success');
  });
});

describe('what goes wrong with GitHub', () => {
  it.each([
    ['pull-requests', { contents: 'read', statuses: 'write' }, 'the open pull requests were not read'],
    ['statuses', { contents: 'read', 'pull-requests': 'read', statuses: 'read' }, 'no status was set'],
  ] as const)('names the block to write where the permission %s is missing', async (_, given, task) => {
    const repository = await openMain();
    addPull(repository, 20, { [at('c1')]: revise('c1', 'b1') });
    github.permissions = given;
    const run = await watch(repository);
    expect(run.exitCode).toBe(1);
    const block = 'permissions:%0A  contents: read%0A  pull-requests: read%0A  statuses: write';
    expect(run.commands.at(-2)).toContain(`so ${task}. Write in the workflow:%0A%0A${block}`);
    expect(run.summary).toContain('permissions');
  });

  it('sets the other statuses where one is not taken, and fails the job', async () => {
    const repository = await openMain();
    const [first, second, third] = [20, 21, 22].map((number) => addPull(repository, number, { 'README.md': `${String(number)}\n` }));
    github.inject('repos/create-commit-status', faults.unprocessable('This SHA and context has reached the maximum number of statuses.'), { call: 2 });
    const run = await watch(repository);
    expect(run.exitCode).toBe(1);
    expect([first, second, third].map((sha) => bench.readSkew(sha ?? '')?.state)).toEqual(['success', undefined, 'success']);
    expect(run.log).toContain('The status of #21 could not be set: This SHA and context has reached the maximum number of statuses.');
    expect(run.summary).toContain('2 statuses set, 0 said the same already.');
  });

  it('asks again where GitHub fails for a moment', async () => {
    const repository = await openMain();
    const sha = addPull(repository, 20, { [at('c1')]: revise('c1', 'b1') });
    github.inject('graphql', faults.badGateway());
    github.inject('repos/create-commit-status', faults.reset('after'));
    const run = await watch(repository);
    expect(run.exitCode).toBe(0);
    expect(bench.readSkew(sha)?.state).toBe('success');
  });

  it('asks for less where GitHub gives up on much', async () => {
    const repository = await openMain();
    const sha = addPull(repository, 20, { [at('c1')]: revise('c1', 'b1') });
    github.inject('graphql', faults.graphqlErrors(), { calls: 3 });
    await watch(repository);
    expect(github.queries.map(({ variables }) => variables?.['first'])).toEqual([50, 50, 50, 20, undefined]);
    expect(bench.readSkew(sha)?.state).toBe('success');
  });

  it('asks for less where GitHub says that it costs too much: for pull requests and for their files', async () => {
    const repository = await openMain();
    const shas = Array.from({ length: 12 }, (_, index) => addPull(repository, 20 + index, { 'README.md': `${String(index)}\n`, [at(`c${String(index)}`)]: revise(`c${String(index)}`, 'b1') }));
    const tooMuch = faults.graphqlErrors([{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' }], { repository: null });
    github.inject('graphql', tooMuch);
    github.inject('graphql', tooMuch, { call: 3 });
    const run = await watch(repository);
    expect(github.queries.map(({ variables = {} }) => variables['first'] ?? Object.keys(variables).filter((name) => name.startsWith('expression')).length)).toEqual([50, 20, 12, 6, 6]);
    expect(shas.map((sha) => bench.readSkew(sha)?.state)).toEqual(shas.map(() => 'success'));
    expect(run.exitCode).toBe(0);
  });

  it('looks at the others where GitHub cannot compare one', async () => {
    const repository = await openMain();
    const [huge, other] = [addPull(repository, 20, { [at('b1_better')]: { from: at('b1') } }), addPull(repository, 21, { [at('c1')]: revise('c1', 'b1') })];
    github.inject('pulls/list-files', faults.unprocessable('Server Error: Sorry, this diff is taking too long to generate.'), { calls: 'all' });
    const run = await watch(repository);
    expect([bench.readSkew(huge), bench.readSkew(other)]).toEqual([
      { state: 'error', description: 'Could not be looked at: GitHub does not tell from where it renames files.' },
      { state: 'success', description: 'Adds c1, which fits: main is at b1.' },
    ]);
    expect(run.exitCode).toBe(1);
  });
});
