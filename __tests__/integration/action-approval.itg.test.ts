import { describe, expect, it } from 'vitest';
import { openBench, writeRevision } from './action-bench.ts';
import { ownLogin } from './github-stand-in.ts';
import type { PullRequestRepository } from './pull-request-repository.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench();
const { github } = bench;

const label = 'migration-approved';
/** Only what a label can agree to, and only what is dropped. */
const inputs = { downgrades: 'off', rows: '0', checks: 'compatibility = off\nlocks = off\nmodels = off\nrevisions = off' };

/** A pull request whose one revision drops these columns of `account`. */
function open(...columns: readonly string[]): Promise<PullRequestRepository> {
  return bench.openPullRequest(writeRevision(columns.map((column) => `op.drop_column("account", "${column}")`).join('; '), 'raise NotImplementedError'));
}

function run(repository: PullRequestRepository, more: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  return bench.run(repository, { ...inputs, ...more });
}

/** What a reader of our comment sees of it: verdict, what is said of the label, and each finding with who agreed to it. */
function readComment(index = 0): string[] {
  const lines = github.comments[index]?.body.replaceAll('&#8203;', '').split('\r\n') ?? [];
  return lines.flatMap((line) => {
    if (/^(?:## |> (?:🏷️|🤝)|#### |\*\*Agreed to\*\*)/u.test(line)) return [line.replaceAll('\\', '')];
    return /^Column/.test(line) ? [line] : [];
  });
}

/** The exit code, then the comment. */
function seen({ exitCode }: ActionRun): readonly unknown[] {
  return [exitCode, ...readComment()];
}

const [failed, passed] = ['## ❌ Alembic Gate: failed', '## ✅ Alembic Gate: passed'];
const open1 = (column: string): string[] => ['#### 🔴 Column dropped', `Column \`account.${column}\` is dropped, with every value in it.`];
const agreed1 = (column: string, who: string): string[] => ['#### 🔵 Column dropped', `Column \`account.${column}\` is dropped, with every value in it.`, `**Agreed to** by ${who}, by the label \`${label}\`.`];
const askOne =
  "> 🏷️ 1 operation waits for somebody's agreement. Where it is meant, set the label `migration-approved`, and run this job again where the workflow does not run on `labeled`. It agrees to this one alone: what a later push adds is asked about again.";

describe('the label', () => {
  it('agrees to what the comment showed, and a job that is run again with its old event passes', async () => {
    const repository = await open('name');
    expect(seen(await run(repository))).toEqual([1, failed, askOne, ...open1('name')]);
    expect(github.requests).toEqual(['GET issues/list-labels-on-issue', 'POST graphql', 'GET issues/list-comments', 'GET pulls/get', 'POST issues/create-comment', 'GET issues/list-comments']);

    github.addLabel('ada', label);
    github.forgetRequests();
    const again = await run(repository);
    const agreement = '@ada agreed to 1 operation by setting the label `migration-approved` on 2026-11-21 14:02 UTC.';
    expect(seen(again), again.log).toEqual([0, passed, `> 🤝 ${agreement}`, ...agreed1('name', '@ada on 2026-11-21 14:02 UTC')]);
    expect(github.requests).toEqual(['GET issues/list-labels-on-issue', 'GET issues/list-events-for-timeline', 'POST graphql', 'GET issues/list-comments', 'POST graphql', 'GET issues/list-comments', 'PATCH issues/update-comment', 'GET issues/get-comment']);
    expect(again.log).toContain(`\n\n${agreement}\n\n`);
    expect(again.log).toMatch(/Agreed to.* by @ada on 2026-11-21 14:02 UTC, by the label `migration-approved`\n/);
    expect(again.summary.replaceAll('&#8203;', '').replaceAll('\\', '')).toContain(`> 🤝 ${agreement}`);
    expect(again.commands.filter((command) => /^::(?:error|warning|notice)/.test(command))).toEqual([
      '::notice title=Alembic Gate%3A Column dropped,file=migrations/versions/b1_topics.py,line=13::Column `account.name` is dropped, with every value in it.%0AAgreed to by @ada on 2026-11-21 14:02 UTC, by the label `migration-approved`.',
    ]);

    const stored = structuredClone(github.comments);
    expect((await run(repository)).log).toMatch(/Pull-request comment: unchanged\n$/);
    expect(github.comments).toEqual(stored);
  });

  it('does not agree to what a later push destroys, until it is set again', async () => {
    await run(await open('name'));
    github.addLabel('ada', label);
    const pushed = await open('name', 'email');
    const partly = [failed, '> 🏷️ The label `migration-approved` was set by @ada on 2026-11-21 14:02 UTC for 1 operation. 1 is new since: remove the label and set it again to agree to it.', ...open1('email'), ...agreed1('name', '@ada on 2026-11-21 14:02 UTC')];
    expect(seen(await run(pushed))).toEqual([1, ...partly]);
    expect(seen(await run(pushed))).toEqual([1, ...partly]);

    github.removeLabel('ada', label);
    github.addLabel('grace', label);
    const when = '@grace on 2026-11-21 14:05 UTC';
    expect(seen(await run(pushed))).toEqual([0, passed, '> 🤝 @grace agreed to 2 operations by setting the label `migration-approved` on 2026-11-21 14:05 UTC.', ...agreed1('email', when), ...agreed1('name', when)]);
    // What is taken back and comes again was agreed to.
    await run(await open('email'));
    expect((await run(pushed)).exitCode).toBe(0);
  });

  it('agrees to nothing any more once it is removed', async () => {
    const repository = await open('name');
    await run(repository);
    github.addLabel('ada', label);
    expect((await run(repository)).exitCode).toBe(0);
    github.removeLabel('grace', label);
    expect(seen(await run(repository))).toEqual([1, failed, askOne, ...open1('name')]);
  });

  it('agrees to nothing where it was set before anything was shown', async () => {
    github.addLabel('ada', label);
    const repository = await open('name');
    const none = [failed, '> 🏷️ The label `migration-approved` was set by @ada on 2026-11-21 14:01 UTC, before the pull-request comment showed the operation found now, so it does not agree to it. Where it is meant, remove the label and set it again.', ...open1('name')];
    expect(seen(await run(repository))).toEqual([1, ...none]);
    expect(seen(await run(repository))).toEqual([1, ...none]);
    github.removeLabel('ada', label);
    github.addLabel('ada', label);
    expect((await run(repository)).exitCode).toBe(0);
  });

  it('may be set by a bot, which is said, and in other letters', async () => {
    const repository = await open('name');
    await run(repository, { 'approval-label': 'Schema: agreed' });
    github.addLabel('chatops[bot]', 'schema: Agreed');
    expect((await run(repository, { 'approval-label': 'Schema: agreed' })).exitCode).toBe(0);
    expect(readComment()[1]).toBe('> 🤝 the bot @chatops agreed to 1 operation by setting the label `Schema: agreed` on 2026-11-21 14:02 UTC.');
  });

  it('agrees in each job to what its own comment showed', async () => {
    const [shop, bank] = [{ 'comment-key': 'shop' }, { 'comment-key': 'bank' }];
    const repository = await open('name');
    await run(repository, shop);
    github.addLabel('ada', label);
    const codes = [(await run(repository, shop)).exitCode, (await run(repository, bank)).exitCode];
    expect(codes).toEqual([0, 1]);
    github.removeLabel('ada', label);
    github.addLabel('ada', label);
    expect([(await run(repository, shop)).exitCode, (await run(repository, bank)).exitCode]).toEqual([0, 0]);
    expect(github.comments).toHaveLength(2);
  });

  it.for([
    ['type', 'op.alter_column("account", "email", type_=sa.String(50))', 'op.alter_column("account", "email", type_=sa.String(10))'],
    ['value', 'op.execute(sa.text("DELETE FROM account WHERE id = :id").bindparams(id=1001))', 'op.execute(sa.text("DELETE FROM account WHERE id = :id").bindparams(id=1002))'],
    ['turn of a loop', '[op.execute(f"DELETE FROM account WHERE id = {id}") for id in (1001,)]', '[op.execute(f"DELETE FROM account WHERE id = {id}") for id in (1001, 1002)]'],
  ] as const)('takes another %s for another operation, and other rows for the same', async ([, agreed, other]) => {
    const push = (upgrade: string): Promise<PullRequestRepository> => bench.openPullRequest(writeRevision(upgrade, 'raise NotImplementedError'));
    const [first, second] = [await push(agreed), await push(other)];
    expect((await run(first)).exitCode).toBe(1);
    github.addLabel('ada', label);
    const withRows = { rows: '7', checks: `${inputs.checks}\nrows = off` };
    expect([(await run(first, withRows)).exitCode, (await run(second)).exitCode]).toEqual([0, 1]);
  });

  it('takes a procedure with another body for another operation, though the statement that calls it is the same', async () => {
    const push = (which: string): Promise<PullRequestRepository> =>
      bench.openPullRequest(writeRevision(`op.execute("CREATE PROCEDURE purge() LANGUAGE sql AS 'DELETE FROM account WHERE id ${which}'"); op.execute("CALL purge()")`, 'raise NotImplementedError'));
    const [first, second] = [await push('= 1001'), await push('IN (1001, 1002)')];
    const withRows = (rows: string): Record<string, string> => ({ rows, checks: `${inputs.checks}\nrows = off` });
    expect((await run(first, withRows('5'))).exitCode).toBe(1);
    github.addLabel('ada', label);
    expect([(await run(first, withRows('7'))).exitCode, (await run(second, withRows('5'))).exitCode]).toEqual([0, 1]);
  });

  it('is switched off', async () => {
    github.addLabel('ada', label);
    expect(seen(await run(await open('name'), { 'approval-label': 'off' }))).toEqual([1, failed, ...open1('name')]);
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments', 'GET pulls/get', 'POST issues/create-comment', 'GET issues/list-comments']);
    expect(github.comments[0]?.body).not.toContain('alembic-gate-approval');
  });
});

describe('what the comment remembers', () => {
  it('counts as it stood when the label was set, though another run writes it meanwhile', async () => {
    await run(await open('name'));
    const pushed = await open('name', 'email');
    // The label is set after this run looked for it, and before it shows what is new.
    github.refuse = (operation) => {
      if (operation === 'issues/list-comments' && github.labels.length === 0) github.addLabel('ada', label);
      return undefined;
    };
    expect((await run(pushed)).exitCode).toBe(1);
    expect(readComment()[1]).toMatch(/^> 🏷️ 2 operations wait /u);
    expect((await run(pushed)).exitCode).toBe(1);
    expect(readComment()[1]).toBe('> 🏷️ The label `migration-approved` was set by @ada on 2026-11-21 14:02 UTC for 1 operation. 1 is new since: remove the label and set it again to agree to it.');
  });

  it('is believed from our own comment alone', async () => {
    const repository = await open('name');
    await run(repository);
    const [ours] = github.comments;
    github.comments = [];
    github.addComment('mallory', ours?.body ?? '');
    github.addLabel('ada', label);
    expect((await run(repository)).exitCode).toBe(1);
    expect(github.comments.map(({ user }) => user.login)).toEqual(['mallory', ownLogin]);
  });

  it('is nothing where somebody changed it into something else', async () => {
    const repository = await open('name');
    await run(repository);
    const [ours] = github.comments;
    if (ours === undefined) throw new Error('there is no comment');
    github.comments = [{ ...ours, body: ours.body.replace('"operations":["', '"operations":["<!-- --><img src=x>","') }];
    github.addLabel('ada', label);
    const { exitCode, log } = await run(repository);
    expect([exitCode, github.comments.length], log).toEqual([1, 1]);
    expect(github.comments[0]?.body).not.toContain('<img');
    github.removeLabel('ada', label);
    github.addLabel('ada', label);
    expect((await run(repository)).exitCode).toBe(0);
  });
});

describe('GitHub', () => {
  it('has a timeline of several pages', async () => {
    const repository = await open('name');
    await run(repository);
    github.addLabel('mallory', label);
    github.removeLabel('mallory', label);
    for (let index = 0; index < 120; index += 1) github.addEvent('ada', index % 2 === 0 ? 'labeled' : 'unlabeled', 'needs review');
    github.addLabel('grace', label);
    for (let index = 0; index < 120; index += 1) github.addEvent('ada', index % 2 === 0 ? 'labeled' : 'unlabeled', 'needs review');
    github.forgetRequests();
    expect((await run(repository)).exitCode).toBe(0);
    expect(github.requests.filter((request) => request === 'GET issues/list-events-for-timeline')).toHaveLength(3);
    expect(readComment()[1]).toBe('> 🤝 @grace agreed to 1 operation by setting the label `migration-approved` on 2026-11-21 16:04 UTC.');
  });

  it('does not let the token read labels, or their history', async () => {
    const repository = await open('name');
    await run(repository);
    github.addLabel('ada', label);
    const said = '> 🏷️ Whether the label `migration-approved` agrees to 1 operation is not known. GitHub did not let the token read it (403: Resource not accessible by integration). Add to the job `permissions: { contents: read, pull-requests: write }`.';
    for (const refused of ['issues/list-labels-on-issue', 'issues/list-events-for-timeline']) {
      github.refuse = (operation) => (operation === refused ? { status: 403, message: 'Resource not accessible by integration' } : undefined);
      expect(seen(await run(repository))).toEqual([1, failed, said, ...open1('name')]);
    }
    // What was agreed to before is still.
    github.refuse = () => undefined;
    expect((await run(repository)).exitCode).toBe(0);
  });

  it('does not tell who set it', async () => {
    const repository = await open('name');
    await run(repository);
    github.labels.push(label);
    expect((await run(repository)).exitCode).toBe(1);
    expect(readComment()[1]).toBe("> 🏷️ Whether the label `migration-approved` agrees to 1 operation is not known. The pull request's timeline does not tell who set it. Remove the label and set it again.");
  });

  it('takes no comment from the token of a fork', async () => {
    github.addLabel('ada', label);
    github.refuse = (operation) => (operation === 'issues/create-comment' ? { status: 403, message: 'Resource not accessible by integration' } : undefined);
    const repository = await bench.openPullRequest(writeRevision('op.drop_column("account", "name")', 'raise NotImplementedError'), { isFork: true });
    const { exitCode, log } = await run(repository);
    expect(exitCode).toBe(1);
    expect(log).toContain('Whether the label `migration-approved` agrees to 1 operation is not known. There is no comment yet that it could agree to; on a pull request from a fork a second workflow writes it once this run is over (`alembic-gate init --forks` makes that workflow). Set the label after that and run this job again, or agree by a suppression in the revision.\n');
  });

  it('is not asked without a comment', async () => {
    github.addLabel('ada', label);
    const { exitCode, log } = await run(await open('name'), { comment: 'never' });
    expect([exitCode, github.requests]).toEqual([1, []]);
    expect(log).toContain('Whether the label `migration-approved` agrees to 1 operation is not known. With `comment: never` nothing is shown that it could agree to.\n');
  });

  it('is not asked without something to agree to', async () => {
    github.addLabel('ada', label);
    await run(await bench.openPullRequest(writeRevision('op.create_index("by_name", "account", ["name"])', 'op.drop_index("by_name")')));
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments', 'GET pulls/get', 'POST issues/create-comment', 'GET issues/list-comments']);
    expect(github.comments[0]?.body.split('\r\n').toSpliced(1, 1).slice(0, 3)).toEqual(['<!-- alembic-gate:default -->', '', passed]);
  });
});
