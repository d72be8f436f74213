/** `mode: check` on every event that starts a workflow, as the runner runs it, over the stand-in for GitHub. */
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { clean, failed, openBench, twice, writeRevision } from './action-bench.ts';
import type { CheckoutSettings } from './action-bench.ts';
import { onlyReading } from './github-permissions.ts';
import { ownLogin } from './github-stand-in.ts';
import { readText } from './pull-request-repository.ts';
import { isCommand, token } from './run-action.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench('sqlite');
const { github } = bench;

/** A revision whose downgrade is empty; found on SQLite in two seconds. */
const leaving = writeRevision('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))', 'pass');
const emptyDowngrade =
  '::error title=Alembic Gate%3A Downgrade is empty,file=migrations/versions/b1_topics.py,line=16::The downgrade of `b1` does nothing, but its upgrade changed the database.%0AAdd to `downgrade()`, or `raise NotImplementedError` where there is no way back:%0Aop.drop_table("topic")';
const title = '## ❌ Alembic Gate: failed';

/** What people see on the pull request: annotations and other messages. */
function listMessages({ commands }: ActionRun): readonly string[] {
  return commands.filter((command) => /^::(?:error|warning|notice)/.test(command));
}

/** The second line of the log's head: what is new against what. */
function readCompared({ log }: ActionRun): string {
  return /^ {2}alembic\.ini: (.*)$/m.exec(stripVTControlCharacters(log))?.[1] ?? '';
}

function readOutput({ outputs }: ActionRun, name: string): string {
  return new RegExp(`^${name}<<EOF\\n(.*)\\nEOF$`, 'm').exec(outputs)?.[1] ?? '';
}

describe('pull_request', () => {
  it.each(['opened', 'synchronize', 'reopened', 'labeled', 'ready_for_review'] as const)('%s: verdict, annotations and one comment', async (action) => {
    const done = await bench.run(await bench.openPullRequest(twice, { action }));
    expect([done.exitCode, listMessages(done).at(-1), bench.listTitles()]).toEqual([1, failed, [title]]);
    expect(readCompared(done)).toBe('2 revisions, 1 new against main');
    expect(github.requests.filter((request) => request.startsWith('POST issues'))).toEqual(['POST issues/create-comment']);
  });

  it('of a draft is checked and commented like any other', async () => {
    const done = await bench.run(await bench.openPullRequest(leaving, { isDraft: true }));
    expect([done.exitCode, listMessages(done), bench.listTitles()]).toEqual([1, [emptyDowngrade, failed], [title]]);
  });

  it.each([false, true])('closed, merged: %s: is looked at, and gets no new comment', async (isMerged) => {
    const done = await bench.run(await bench.openPullRequest(twice, { action: 'closed', isMerged }));
    expect([done.exitCode, bench.listTitles()]).toEqual([1, []]);
    expect(done.log).toMatch(/Pull-request comment: not written; the pull request was closed meanwhile\n$/);
  });

  it('that was closed while the job ran gets no new comment, and one that is there is corrected', async () => {
    const repository = await bench.openPullRequest(twice);
    github.onRequest = () => {
      github.state.closePull(7);
    };
    const done = await bench.run(repository);
    expect([done.exitCode, bench.listTitles(), listMessages(done).at(-1)]).toEqual([1, [], failed]);
    expect(done.log).toMatch(/Pull-request comment: not written; the pull request was closed meanwhile\n$/);

    github.addComment(ownLogin, '<!-- alembic-gate:default -->\n\n## ✅ Alembic Gate: passed');
    expect((await bench.run(repository)).exitCode).toBe(1);
    expect(bench.listTitles()).toEqual([title]);
  });

  it('that was pushed to meanwhile keeps the comment of the newer commit', async () => {
    const [older, newer] = [await bench.openPullRequest(twice), await bench.openPullRequest(clean)];
    await bench.run(newer);
    expect(bench.listTitles()).toEqual(['## ✅ Alembic Gate: passed']);
    const late = await bench.run(older, {}, { isOutdated: true, environment: { GITHUB_RUN_ID: '1658821492' } });
    expect([late.exitCode, bench.listTitles()]).toEqual([1, ['## ✅ Alembic Gate: passed']]);
    expect(late.log).toMatch(new RegExp(`Pull-request comment: left as it is; it is of a run of the newer commit ${newer.headSha.slice(0, 10)} `));

    // A force-push back to the older commit: it is the newer state now.
    expect((await bench.run(older)).exitCode).toBe(1);
    expect(bench.listTitles()).toEqual([title]);
  });

  it('with the base branch in the checkout is refused, and not green', async () => {
    const repository = await bench.openPullRequest(leaving);
    const other = await bench.openPullRequest(leaving, { event: 'workflow_dispatch' });
    const done = await bench.run({ ...repository, workspace: other.workspace });
    expect([done.exitCode, readOutput(done, 'conclusion')]).toEqual([1, 'incomplete']);
    expect(listMessages(done)).toEqual([
      `::error title=Alembic Gate could not check::The checkout is the commit ${repository.baseSha.slice(0, 7)} of main, and not the pull request.%0ARemove \`ref:\` from actions/checkout, which then takes the pull request, and run on \`pull_request\`.`,
      '::error::Alembic Gate could not check everything.',
    ]);
    expect(bench.listTitles()).not.toContain('## ✅ Alembic Gate: passed');
  });

  it('with 300 comments before ours', async () => {
    for (let index = 0; index < 300; index += 1) github.addComment('ada', `Comment ${String(index)}.`);
    const ours = github.addComment(ownLogin, '<!-- alembic-gate:default -->\n\n## ✅ Alembic Gate: passed');
    github.addComment('grace', 'The last word.');
    const done = await bench.run(await bench.openPullRequest(twice));
    expect([done.exitCode, readOutput(done, 'comment-url')]).toEqual([1, ours.html_url]);
    expect(github.requests.filter((request) => request === 'GET issues/list-comments')).toHaveLength(4);
    expect([github.comments.length, github.comments.find(({ id }) => id === ours.id)?.body.includes(title)]).toEqual([302, true]);
  });
});

describe('a pull request from a fork', () => {
  const fork: CheckoutSettings = { isFork: true };

  it('has verdict, annotations, summary and report files, and no comment; it is said how to get one', async () => {
    github.permissions = onlyReading;
    const repository = await bench.openPullRequest(leaving, fork);
    const done = await bench.run(repository, { 'markdown-file': 'gate.md', 'json-file': 'gate.json' });
    const notice =
      '::notice::Pull-request comment: GitHub did not let the token write the pull-request comment (403: Resource not accessible by integration). On a pull request from a fork the token may only read, whatever the job asks for; a second workflow writes the comment there, which `alembic-gate init --forks` makes. Verdict, annotations and job summary do not depend on it; the job summary says the same as the comment would.';
    expect([done.exitCode, listMessages(done)]).toEqual([1, [emptyDowngrade, notice, failed]]);
    expect([github.comments, readOutput(done, 'conclusion'), readOutput(done, 'comment-url')]).toEqual([[], 'failed', '']);
    expect(done.summary).toContain(`\n${title}\n`);
    expect(await readText(join(repository.workspace, 'gate.md'))).toContain(`\n${title}\n`);
    expect((JSON.parse(await readText(join(repository.workspace, 'gate.json'))) as Report).conclusion).toBe('failed');
  });

  it('that is clean passes', async () => {
    github.permissions = onlyReading;
    const done = await bench.run(await bench.openPullRequest(clean, fork));
    expect([done.exitCode, readOutput(done, 'conclusion'), github.comments]).toEqual([0, 'passed', []]);
  });
});

describe('a token without permissions', () => {
  it('is told what to add, in log and summary, and the verdict stands', async () => {
    github.permissions = { contents: 'read' };
    const done = await bench.run(await bench.openPullRequest(leaving));
    expect([done.exitCode, listMessages(done).length, listMessages(done)[0], listMessages(done).at(-1), github.comments]).toEqual([1, 3, emptyDowngrade, failed, []]);
    expect(listMessages(done)[1]).toMatch(/^::warning::Pull-request comment: GitHub did not let the token write the pull-request comment \(403: Resource not accessible by integration\)\./);
    expect(done.summary).toContain('```yaml\npermissions:\n  contents: read\n  pull-requests: write\n```');
  });

  it('may read a conversation that is locked, and not write there', async () => {
    const repository = await bench.openPullRequest(twice);
    github.state.readPull(7).isLocked = true;
    const done = await bench.run(repository);
    expect([done.exitCode, github.comments]).toEqual([1, []]);
    expect(listMessages(done).filter((message) => message.includes('locked'))).toHaveLength(1);
  });
});

describe('an event without a pull request', () => {
  const all = '1 revision, 1 new';
  const cases: readonly (readonly [string, CheckoutSettings, readonly [number, string, string]])[] = [
    ['push to the default branch: what was pushed', { event: 'push' }, [1, '2 revisions, 1 new against <base>', 'b1']],
    ['push to another branch: what the default branch lacks', { event: 'push', branch: 'topics' }, [1, '2 revisions, 1 new against main', 'b1']],
    ['schedule: every revision, because there is nothing to compare with', { event: 'schedule' }, [0, all, 'a1']],
    ['workflow_dispatch on the default branch: every revision', { event: 'workflow_dispatch' }, [0, all, 'a1']],
    ['workflow_dispatch on another branch: what the default branch lacks', { event: 'workflow_dispatch', branch: 'topics' }, [1, '2 revisions, 1 new against main', 'b1']],
    ['merge_group: what the group adds', { event: 'merge_group' }, [1, '2 revisions, 1 new against main', 'b1']],
    ['workflow_run: every revision of the default branch', { event: 'workflow_run' }, [0, all, 'a1']],
  ];

  it.each(cases)('%s', async (_, settings, [exitCode, compared, revisions]) => {
    const repository = await bench.openPullRequest(leaving, settings);
    const done = await bench.run(repository);
    expect([done.exitCode, readCompared(done), readOutput(done, 'new-revisions')], done.log).toEqual([exitCode, compared.replace('<base>', repository.baseSha.slice(0, 7)), revisions]);
    expect(listMessages(done)).toEqual(exitCode === 1 ? [emptyDowngrade, failed] : []);
    expect([github.comments, github.requests.filter((request) => !/^(?:GET|POST graphql)/.test(request)), readOutput(done, 'comment-url')]).toEqual([[], [], '']);
    expect(done.summary).toContain('Alembic Gate: ');
  });

  it('merge_group behind another pull request that adds a revision on the same parent: two heads, and no comment', async () => {
    const [text = ''] = Object.values(clean);
    const other = text.replace('"b1"', '"d1"').replace('"topic"', '"other"');
    const repository = await bench.openPullRequest(clean, { event: 'merge_group', queuedBefore: { 'migrations/versions/d1_other.py': other } });
    const done = await bench.run(repository);
    expect([done.exitCode, readOutput(done, 'new-revisions'), readOutput(done, 'heads'), github.comments]).toEqual([1, 'b1', 'b1,d1', []]);
    expect(listMessages(done)[0]).toMatch(/^::error title=Alembic Gate%3A (?:Multiple heads|Parent is not the head)/);
    expect(github.requests.filter((request) => !/^(?:GET|POST graphql)/.test(request))).toEqual([]);
  });
});

describe('pull_request_target', () => {
  it.each([false, true])('is refused before anything runs, from a fork: %s', async (isFork) => {
    const done = await bench.run(await bench.openPullRequest(leaving, { event: 'pull_request_target', isFork }));
    expect([done.exitCode, github.requests, done.outputs, done.summary]).toEqual([1, [], '', '']);
    expect(done.commands).toEqual([
      `::add-mask::${token}`,
      '::error title=Alembic Gate::On `pull_request_target` the base branch is checked out, and the token may write: with `mode: check` either nothing of the pull request is looked at, or the code of strangers runs beside that token. Run on `pull_request`. For the comment on pull requests from forks, `alembic-gate init --forks` writes a second workflow.',
      '::error::Alembic Gate could not start.',
    ]);
    expect(done.log.split('\n').filter(isCommand)).toEqual([]);
  });
});

describe('workflow_run with a commit of a fork in the checkout', () => {
  it('is refused before anything runs', async () => {
    const ended = await bench.openPullRequest(leaving, { event: 'workflow_run', isFork: true });
    const { workspace } = await bench.openPullRequest(leaving, { isFork: true });
    const done = await bench.run({ ...ended, workspace });
    expect([done.exitCode, github.requests, done.outputs, done.commands.length]).toEqual([1, [], '', 3]);
    expect(done.commands[1]).toContain(`The checkout is the commit ${ended.headSha.slice(0, 7)} of visitor/shop, and on \`workflow_run\` the token may write`);
  });
});

describe("a company's own server", () => {
  it('is asked at its own addresses, and its files are linked', async () => {
    github.isEnterprise = true;
    for (let index = 0; index < 120; index += 1) github.addComment('ada', `Comment ${String(index)}.`);
    const repository = await bench.openPullRequest(leaving);
    const done = await bench.run(repository, {}, { environment: { GITHUB_SERVER_URL: 'https://github.example.com' } });
    expect([done.exitCode, github.comments.length]).toEqual([1, 121]);
    expect(github.comments.at(-1)?.body).toContain(`https://github.example.com/octo/shop/blob/${repository.headSha}/migrations/versions/b1_topics.py#L16`);
    expect(done.log).toMatch(/Pull-request comment: created\n$/);
  });
});
