/** What teams live through, over several workflows that follow each other: each step is a run of the bundle on what the one before left. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clean, openBench, writeRevision } from './action-bench.ts';
import { companionPermissions, endRun, firstRun, packReport } from './companion.ts';
import { onlyReading } from './github-permissions.ts';
import { readText } from './pull-request-repository.ts';
import type { Files } from './pull-request-repository.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench('sqlite');
const { github } = bench;

/** A revision that makes a table of its own and takes it away again. */
function addTable(id: string, parent: string): Files {
  const [text = ''] = Object.values(writeRevision(`op.create_table("t_${id}", sa.Column("id", sa.Integer, primary_key=True))`, `op.drop_table("t_${id}")`));
  return { [`migrations/versions/${id}.py`]: text.replace('revision = "b1"', `revision = "${id}"`).replace('down_revision = "a1"', `down_revision = "${parent}"`) };
}

const checking = { contents: 'read', 'pull-requests': 'write' } as const;
const watching = { contents: 'read', 'pull-requests': 'read', statuses: 'write' } as const;
const [passed, failed] = ['## ✅ Alembic Gate: passed', '## ❌ Alembic Gate: failed'];

describe('two pull requests, each green', () => {
  it('of which one is merged: the other is told before it is merged too, and is green again once it follows', async () => {
    // Both on a1. The run on #7 is green, and says that #8 is on its way.
    github.permissions = checking;
    const mine = await bench.openPullRequest(addTable('b1', 'a1'));
    github.state.addPull({ number: 8, title: 'Orders', files: addTable('c1', 'a1') });
    const first = await bench.run(mine, {}, { readsRivals: true });
    expect([first.exitCode, bench.listTitles()], first.log).toEqual([0, [passed]]);
    expect(github.comments[0]?.body.replaceAll(/&#8203;|\\/g, '')).toContain('#8');

    // #8 is merged: a push to main, and GitHub does not run #7 again.
    const merged = await bench.openPullRequest(addTable('c1', 'a1'), { event: 'push', number: 8 });
    github.state.closePull(8);
    github.permissions = watching;
    const watched = await bench.run(merged, { mode: 'watch' });
    expect([watched.exitCode, bench.readSkew(mine.headSha)], watched.log).toEqual([0, { state: 'failure', description: 'b1 hangs on a1, but main is at c1 now: write down_revision = "c1"' }]);

    // Its author does as it says: the run is green, and so is the status.
    github.permissions = checking;
    const followed = await bench.openPullRequest(addTable('b1', 'c1'), { baseFiles: addTable('c1', 'a1') });
    expect([(await bench.run(followed)).exitCode, bench.listTitles()]).toEqual([0, [passed]]);
    github.permissions = watching;
    await bench.run(merged, { mode: 'watch' });
    expect([bench.readSkew(mine.headSha)?.state, bench.readSkew(followed.headSha)]).toEqual(['failure', { state: 'success', description: 'Adds b1, which fits: main is at c1.' }]);
  });

  it('in a merge queue: the second group fails, the first does not', async () => {
    github.permissions = checking;
    const [first, second] = [await bench.openPullRequest(addTable('b1', 'a1'), { event: 'merge_group' }), await bench.openPullRequest(addTable('c1', 'a1'), { event: 'merge_group', number: 8, queuedBefore: addTable('b1', 'a1') })];
    const runs = [await bench.run(first), await bench.run(second)];
    expect(runs.map(({ exitCode, outputs }) => [exitCode, /^heads<<EOF\n(.*)$/m.exec(outputs)?.[1]])).toEqual([
      [0, 'b1'],
      [1, 'b1,c1'],
    ]);
    expect([...github.state.pulls.values()].flatMap(({ comments }) => comments)).toEqual([]);
  });
});

describe('a matrix on a pull request from a fork', () => {
  const adds = { ...addTable('b1', 'a1'), ...writeLeaving('b2', 'b1') };

  it('is joined by a job that may only read, and commented by the workflow after it', async () => {
    github.permissions = onlyReading;
    const repository = await bench.openPullRequest(adds, { isFork: true });
    await mkdir(join(repository.workspace, 'reports'));
    const parts = [];
    for (const part of ['1/2', '2/2']) parts.push(await bench.run(repository, { shard: part, comment: 'never', 'json-file': `reports/${part.replace('/', '-')}.json` }));
    expect(parts.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1]);
    const joined = await bench.runLastJob(repository, { 'json-file': 'whole.json' });
    expect([joined.exitCode, github.comments, joined.summary.includes(failed)], joined.log).toEqual([1, [], true]);
    const whole = await readText(join(joined.workspace, 'whole.json'));

    const ended = await endRun(bench, { artifacts: [packReport(whole)], run: { headSha: repository.headSha } });
    bench.tellGitHub(repository);
    const companion = await bench.run(ended, { mode: 'comment' }, { isOutdated: true });
    expect([companion.exitCode, bench.listTitles()], [...companion.commands, companion.log].join('\n')).toEqual([0, [failed]]);
    expect(github.comments[0]?.body).toContain('t_b2');
    expect(github.downloads.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('with a part missing is incomplete, also in the comment', async () => {
    github.permissions = checking;
    const repository = await bench.openPullRequest(adds);
    await mkdir(join(repository.workspace, 'reports'));
    await bench.run(repository, { shard: '1/2', comment: 'never', 'json-file': 'reports/1-2.json' });
    const run = await bench.runLastJob(repository);
    expect([run.exitCode, run.commands.at(-1), github.comments.length]).toEqual([1, '::error::Alembic Gate could not check everything.', 1]);
    expect(bench.listTitles()[0]).toMatch(/^## ⚠️ Alembic Gate: /u);
  });
});

describe('several jobs at the same moment', () => {
  it('with a key each write a comment each, and keep to it', async () => {
    const repository = await bench.openPullRequest(clean);
    const keys = ['shop', 'billing'];
    const runAll = (id: string): Promise<ActionRun[]> => Promise.all(keys.map((key) => bench.run(repository, { 'comment-key': key }, { environment: { GITHUB_RUN_ID: id } })));
    expect((await runAll('1658821493')).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const ids = github.comments.map(({ id }) => id);
    expect(github.comments.map(({ body }) => body.split('\r\n')[0]).sort()).toEqual(['<!-- alembic-gate:billing -->', '<!-- alembic-gate:shop -->']);
    await runAll('1658821494');
    expect(github.comments.map(({ id }) => id)).toEqual(ids);
  });

  it('that watch: both end well, and every pull request has its status', async () => {
    const merged = await bench.openPullRequest(addTable('c1', 'a1'), { event: 'push', number: 8 });
    github.state.closePull(8);
    const base = github.state.branches.get('main') ?? '';
    github.state.branches.set('main', merged.baseSha);
    const shas = Array.from({ length: 6 }, (_, index) => github.state.addPull({ files: addTable(`d${String(index)}`, index % 2 === 0 ? 'a1' : 'c1') }).headSha);
    github.state.branches.set('main', base);
    github.permissions = watching;
    const runs = await Promise.all([1, 2].map((attempt) => bench.run(merged, { mode: 'watch' }, { environment: { GITHUB_RUN_ATTEMPT: String(attempt) } })));
    expect(runs.map(({ exitCode }) => exitCode), runs[0]?.log).toEqual([0, 0]);
    expect(shas.map((sha) => bench.readSkew(sha)?.state)).toEqual(['failure', 'success', 'failure', 'success', 'failure', 'success']);
  });
});

describe("a company's own server", () => {
  it('has its pull requests watched, at its own addresses', async () => {
    github.isEnterprise = true;
    github.permissions = watching;
    const merged = await bench.openPullRequest(addTable('c1', 'a1'), { event: 'push', number: 8 });
    github.state.closePull(8);
    github.state.closePull(7);
    const { headSha } = github.state.addPull({ number: 9, files: addTable('b1', 'x9'), isDraft: true });
    const done = await bench.run(merged, { mode: 'watch' }, { environment: { GITHUB_SERVER_URL: 'https://github.example.com' } });
    expect([done.exitCode, bench.readSkew(headSha)], done.log).toEqual([0, { state: 'failure', description: 'b1 follows x9, which main does not have: write down_revision = "c1"' }]);
    expect(github.state.readStatuses(headSha)[0]?.targetUrl).toBe('https://github.example.com/octo/shop/actions/runs/1658821493');
  });
});

describe('a pull request over its life', () => {
  it('opened broken from a fork, mended, hidden by a person, broken again, and closed', async () => {
    const step = async (files: Files, id: number): Promise<ActionRun> => {
      github.permissions = onlyReading;
      const repository = await bench.openPullRequest(files, { isFork: true });
      const checked = await bench.run(repository, { 'json-file': 'gate.json' });
      const ended = await endRun(bench, { artifacts: [packReport(await readText(join(repository.workspace, 'gate.json')))], run: { id, headSha: repository.headSha, conclusion: checked.exitCode === 0 ? 'success' : 'failure' } });
      bench.tellGitHub(repository);
      github.permissions = companionPermissions;
      return bench.run(ended, { mode: 'comment' }, { isOutdated: true });
    };
    expect([(await step(writeLeaving('b1', 'a1'), firstRun)).exitCode, bench.listTitles()]).toEqual([0, [failed]]);
    const id = github.comments[0]?.id ?? 0;
    await step(addTable('b1', 'a1'), firstRun + 1);
    expect([bench.listTitles(), github.comments.map((comment) => comment.id)]).toEqual([[passed], [id]]);
    github.minimizeComment(id);
    await step(writeLeaving('b1', 'a1'), firstRun + 2);
    expect([bench.listTitles(), github.state.minimized.has(id)]).toEqual([[failed], false]);
    github.state.closePull(7);
    const last = await step(addTable('b1', 'a1'), firstRun + 3);
    expect([last.exitCode, github.comments.length], last.log).toEqual([0, 1]);
  });
});

/** A revision whose downgrade is empty. */
function writeLeaving(id: string, parent: string): Files {
  return Object.fromEntries(Object.entries(addTable(id, parent)).map(([path, text]) => [path, text.replace(`op.drop_table("t_${id}")`, 'pass')]));
}
