/** The comment under load: several runs at once, people who hide, delete, close and lock, too much to say, and a GitHub that fails. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { readRunMark, writeRunMark } from '../../src/reporters/run-mark.ts';
import type { RunMark } from '../../src/reporters/run-mark.ts';
import { reports } from '../reports/reports.ts';
import { clean, openBench } from './action-bench.ts';
import { commentOn, endRun, firstRun, packReport } from './companion.ts';
import { faults } from './github-faults.ts';
import type { Fault } from './github-faults.ts';
import { ownLogin } from './github-stand-in.ts';
import type { PullRequestRepository } from './pull-request-repository.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench('sqlite');
const { github } = bench;

const [failing, passing] = [reports['failing']!, reports['clean']!];
const [failedTitle, passedTitle] = ['## ❌ Alembic Gate: failed', '## ✅ Alembic Gate: passed'];
const inputs = { mode: 'comment' };
/** The comment as it was sent: GitHub trims it, and stores lines as a browser sends them. */
const written = (): string => `${github.comments[0]?.body.replaceAll('\r\n', '\n') ?? ''}\n`;
const open = (report: Report, id = firstRun): Promise<PullRequestRepository> => endRun(bench, { artifacts: [packReport(report)], run: { id } });
const run = (repository: PullRequestRepository): Promise<ActionRun> => bench.run(repository, inputs);

/** The mark that a run of this checkout leaves; every run began in the same second, and so the later one has the higher id. */
async function makeMark({ eventFile, headSha }: PullRequestRepository, words: Partial<RunMark>): Promise<RunMark> {
  const { workflow_run: ended } = JSON.parse(await readFile(eventFile, 'utf8')) as { readonly workflow_run: { readonly run_started_at: string } };
  return { head: headSha, run: firstRun, attempt: 1, began: new Date(ended.run_started_at).toISOString(), verdict: 'failed', findings: [], ...words };
}

const write = (mark: RunMark, text: string): string => `<!-- alembic-gate:default -->\n${writeRunMark(mark)}\n\n## ${text}\n`;

/** Does something once, just before GitHub carries out an operation for the `nth` time. */
function before(operation: string, work: () => void, nth = 1): void {
  let seen = 0;
  github.onRequest = (asked) => {
    if (asked !== operation) return;
    seen += 1;
    if (seen === nth) work();
  };
}

function overwrite(body: string): void {
  const [first, ...others] = github.comments;
  if (first === undefined) throw new Error('there is no comment');
  github.comments = [{ ...first, body: body.replaceAll('\n', '\r\n') }, ...others];
}

describe('two runs for one pull request', () => {
  it('of which the older comes last: the newer stays, and the older says so', async () => {
    await commentOn(bench, failing, { id: firstRun + 1 });
    const before = structuredClone(github.comments);
    const { log } = await commentOn(bench, passing);
    expect(log).toBe(`Pull-request comment: left as it is; it is of a run that began later (${String(firstRun + 1)}, attempt 1); the verdict of this run stands\n`);
    expect(github.comments).toEqual(before);
  });

  it('of which the newer comes last: it is written', async () => {
    await commentOn(bench, failing);
    await commentOn(bench, passing, { id: firstRun + 1 });
    expect(bench.listTitles()).toEqual([passedTitle]);
    expect(readRunMark(github.comments[0]?.body ?? '')).toMatchObject({ run: firstRun + 1, verdict: 'passed', findings: [] });
  });

  it('that create at once: the first stays, the other is taken away, and the newer has its say', async () => {
    const repository = await open(failing);
    const older = await makeMark(repository, { run: firstRun - 1 });
    before('issues/create-comment', () => void github.addComment(ownLogin, write(older, 'of the older run')));
    expect((await run(repository)).log).toBe('Pull-request comment: updated\n');
    expect(bench.listTitles()).toEqual([failedTitle]);
    expect(github.requests.filter((request) => !request.startsWith('GET')).slice(1)).toEqual(['POST issues/create-comment', 'DELETE issues/delete-comment', 'PATCH issues/update-comment', 'POST graphql']);
  });

  it('that create at once, where the other is newer: it stays', async () => {
    const repository = await open(failing);
    const newer = await makeMark(repository, { run: firstRun + 1 });
    before('issues/create-comment', () => void github.addComment(ownLogin, write(newer, 'of the newer run')));
    expect((await run(repository)).log).toContain('left as it is; it is of a run that began later');
    expect(bench.listTitles()).toEqual(['## of the newer run']);
  });

  it('that create at once, and ours is the first: the other one takes care', async () => {
    const repository = await open(failing);
    const newer = await makeMark(repository, { run: firstRun + 1 });
    before('issues/list-comments', () => void github.addComment(ownLogin, write(newer, 'of the newer run')), 2);
    expect((await run(repository)).log).toBe('Pull-request comment: created\n');
    expect(bench.listTitles()).toEqual([failedTitle, '## of the newer run']);
  });

  it('of which the older writes over the newer: that writes again', async () => {
    await commentOn(bench, passing);
    const repository = await open(failing, firstRun + 2);
    const older = await makeMark(repository, { run: firstRun + 1 });
    before('issues/get-comment', () => {
      overwrite(write(older, 'of the older run'));
    });
    expect((await run(repository)).log).toBe('Pull-request comment: updated\n');
    expect(bench.listTitles()).toEqual([failedTitle]);
    expect(github.requests.filter((request) => request === 'PATCH issues/update-comment')).toHaveLength(2);
  });

  it('of which the newer writes over the older: that is left so', async () => {
    await commentOn(bench, passing);
    const repository = await open(failing, firstRun + 1);
    const newer = await makeMark(repository, { run: firstRun + 2 });
    before('issues/get-comment', () => {
      overwrite(write(newer, 'of the newer run'));
    });
    expect((await run(repository)).log).toBe('Pull-request comment: updated\n');
    expect(bench.listTitles()).toEqual(['## of the newer run']);
  });

  it('that never stops writing over ours is let be', async () => {
    await commentOn(bench, passing);
    const repository = await open(failing, firstRun + 2);
    const older = await makeMark(repository, { run: firstRun + 1 });
    github.onRequest = (operation) => {
      if (operation === 'issues/get-comment') overwrite(write(older, 'of the older run'));
    };
    expect((await run(repository)).log).toBe('Pull-request comment: left as it is; other runs wrote it 4 times while this one tried to\n');
  });

  it('of another commit: that of the current head goes before, whichever began later', async () => {
    const gate = { downgrades: 'off', rows: '0' };
    const outdated = await bench.openPullRequest(clean);
    const current = github.state.pushToPull(7, { 'a.txt': 'more' });
    const earlier = { run: 5, attempt: 1, began: '2026-01-01T00:00:00.000Z', verdict: 'failed', findings: [] } as const;
    github.addComment(ownLogin, write({ ...earlier, head: current }, 'of the current head'));
    const { log } = await bench.run(outdated, gate, { isOutdated: true });
    expect(log).toContain(`Pull-request comment: left as it is; it is of a run of the newer commit ${current.slice(0, 10)} (5, attempt 1); the verdict of this run stands\n`);
    // After a force-push back, the same run is of the current head.
    expect((await bench.run(outdated, gate)).log).toMatch(/Pull-request comment: updated\n$/);
    expect(bench.listTitles()).toEqual([passedTitle]);
  });
});

describe('a comment that a person', () => {
  it('deleted is made anew, also in the second in which it is written', async () => {
    await commentOn(bench, failing);
    github.comments = [];
    expect((await commentOn(bench, failing)).log).toBe('Pull-request comment: created\n');
    const repository = await open(passing, firstRun + 1);
    before('issues/update-comment', () => {
      github.comments = [];
    });
    expect((await run(repository)).log).toBe('Pull-request comment: created\n');
    expect(bench.listTitles()).toEqual([passedTitle]);
  });

  it('changed is written again, and one whose mark was changed too', async () => {
    await commentOn(bench, failing);
    overwrite((github.comments[0]?.body ?? '').replaceAll('\r\n', '\n').replace(failedTitle, passedTitle));
    expect((await commentOn(bench, failing)).log).toBe('Pull-request comment: updated\n');
    overwrite((github.comments[0]?.body ?? '').replaceAll('\r\n', '\n').replace('"attempt":1', '"attempt":99999999999999999999'));
    expect((await commentOn(bench, failing)).log).toBe('Pull-request comment: updated\n');
    expect([bench.listTitles()[0], readRunMark(github.comments[0]?.body ?? '')?.attempt]).toEqual([failedTitle, 1]);
  });

  const isHidden = (): boolean => github.state.minimized.size > 0;
  const hide = (): void => {
    github.minimizeComment(github.comments[0]?.id ?? 0);
  };

  it('has hidden stays hidden while it says the same, or passed', async () => {
    await commentOn(bench, failing);
    hide();
    expect((await commentOn(bench, failing)).log).toBe('Pull-request comment: unchanged\n');
    const fewer = { ...failing, findings: failing.findings.slice(1) };
    expect((await commentOn(bench, fewer, { id: firstRun + 1 })).log).toBe('Pull-request comment: updated\n');
    expect((await commentOn(bench, passing, { id: firstRun + 2 })).log).toBe('Pull-request comment: updated\n');
    expect(isHidden()).toBe(true);
  });

  it.each([
    ['failed now', passing, failing],
    ['found something else', failing, { ...failing, findings: failing.findings.map((finding, index) => (index === 0 ? { ...finding, fingerprint: 'fedcba9876543210', message: 'Another.' } : finding)) }],
  ])('has hidden is shown again where the run has %s', async (_, first, second) => {
    await commentOn(bench, first);
    hide();
    expect((await commentOn(bench, second, { id: firstRun + 1 })).log).toBe('Pull-request comment: updated; somebody had hidden it, and it says something new, so it is shown again\n');
    expect(isHidden()).toBe(false);
  });

  it('has hidden is written though the token may not show it again', async () => {
    await commentOn(bench, passing);
    hide();
    github.inject('graphql/unminimizeComment', faults.graphqlErrors([{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]), { calls: 'all' });
    expect((await commentOn(bench, failing, { id: firstRun + 1 })).log).toMatch(/^Pull-request comment: updated; whether somebody has hidden it could not be changed \(.*Resource not accessible by integration\)\n$/);
    expect([isHidden(), bench.listTitles()[0]]).toEqual([true, failedTitle]);
  });
});

describe('a pull request that', () => {
  const gate = { downgrades: 'off', rows: '0' };

  it('was closed while it was checked gets no new comment, and one that is there is corrected', async () => {
    const repository = await bench.openPullRequest(clean);
    github.state.closePull(7);
    const { exitCode, log } = await bench.run(repository, gate);
    expect([exitCode, github.comments], log).toEqual([0, []]);
    expect(log).toMatch(/Pull-request comment: not written; the pull request was closed meanwhile\n$/);
    github.state.readPull(7).state = 'merged';
    github.addComment(ownLogin, '<!-- alembic-gate:default -->\n\n## ❌ Alembic Gate: failed');
    expect((await bench.run(repository, gate)).log).toMatch(/Pull-request comment: updated\n$/);
    expect(bench.listTitles()).toEqual([passedTitle]);
  });

  it('is locked is said to be', async () => {
    github.state.readPull(7).isLocked = true;
    const { exitCode, commands, summary } = await bench.run(await bench.openPullRequest(clean), gate);
    const said = 'The conversation of the pull request is locked, so the pull-request comment was not written (Unable to create comment because issue is locked.). Unlock the conversation and run the job again, or leave it.';
    expect([exitCode, commands.at(-1)]).toEqual([0, `::warning::Pull-request comment: ${said} Verdict, annotations and job summary do not depend on it; the job summary says the same as the comment would.`]);
    expect(summary).toContain(`### The pull-request comment was not written\n\n${said}\n`);
  });

  it('is a draft has its comment as any other', async () => {
    expect((await bench.run(await bench.openPullRequest(clean, { isDraft: true }), gate)).log).toMatch(/Pull-request comment: created\n$/);
  });

  it('has 300 comments before ours: ours is found', async () => {
    for (let index = 0; index < 300; index += 1) github.addComment(index % 2 === 0 ? 'ada' : ownLogin, `Comment ${String(index)}`);
    await commentOn(bench, failing);
    github.forgetRequests();
    expect((await commentOn(bench, passing, { id: firstRun + 1 })).log).toBe('Pull-request comment: updated\n');
    expect([github.comments.length, bench.listTitles().at(300)]).toEqual([301, passedTitle]);
  });
});

describe('a report that is too long', () => {
  const fill = (length: number): Report => ({ ...passing, conclusion: 'failed', findings: [{ ...failing.findings[0]!, why: '漢'.repeat(length), evidence: {} }] });

  it('by one character is shortened, and by none is not', async () => {
    await commentOn(bench, fill(1000));
    const room = 65_536 - Array.from(written()).length + 1000;
    await commentOn(bench, fill(room), { id: firstRun + 1 });
    expect([Array.from(written()).length, written().includes('**Shortened**')]).toEqual([65_536, false]);
    await commentOn(bench, fill(room + 1), { id: firstRun + 2 });
    expect([Array.from(written()).length < 65_536, written().includes('**Shortened**')]).toEqual([true, true]);
    expect(github.comments).toHaveLength(1);
  });

  it('by a megabyte is written, and says what is left out and where it is', async () => {
    await commentOn(bench, reports['huge']!);
    expect(JSON.stringify(reports['huge']).length).toBeGreaterThan(1_000_000);
    expect(Array.from(written()).length).toBeLessThanOrEqual(65_536);
    expect(written().trim().split('\n').at(-1)).toBe(
      `> **Shortened**, because GitHub takes nothing longer: left out are the SQL of 300 revisions, 70 rows of the table, ${/(\d+) findings and the ends/.exec(written())?.[1] ?? '?'} findings and the ends of long evidence. The [run](https://github.com/octo/shop/actions/runs/${String(firstRun)}) has the job summary and, as its artifact, the whole report.`,
    );
  });
});

describe('GitHub in trouble', () => {
  it.each<readonly [string, string, Fault]>([
    ['a list that is cut short', 'issues/list-comments', faults.truncated()],
    ['a page of something else', 'issues/list-comments', faults.garbage()],
    ['a limit that names its time', 'issues/create-comment', faults.secondaryLimit(1)],
    ['a limit that is over soon', 'issues/create-comment', faults.primaryLimit(1)],
    ['too many requests', 'issues/list-comments', faults.tooManyRequests(1)],
    ['a query that failed', 'graphql', faults.graphqlErrors()],
    ['a server that fails', 'pulls/get', faults.unavailable()],
    ['a connection that ends', 'issues/create-comment', faults.reset()],
    ['a connection that ends once it is done', 'issues/create-comment', faults.reset('after')],
    ['a failure once it is done', 'issues/create-comment', faults.badGateway(true)],
    ['a link that leads to an empty page', 'issues/list-comments', faults.wrongLink('empty-page')],
    ['an answer that takes its time', 'issues/list-comments', faults.slow(500)],
  ])('is got over: %s', async (_, operation, fault) => {
    const repository = await open(failing);
    github.addComment('ada', 'Hello.');
    github.inject(operation, fault);
    const { exitCode, log } = await run(repository);
    expect([exitCode, github.comments.length], log).toEqual([0, 2]);
    expect(bench.listTitles()[1]).toBe(failedTitle);
  });

  it('gives a list that never ends', async () => {
    const repository = await open(failing);
    github.addComment('ada', 'Hello.');
    github.inject('issues/list-comments', faults.wrongLink('itself'), { calls: 'all' });
    const { exitCode, commands } = await run(repository);
    expect([exitCode, github.requests.filter((request) => request === 'GET issues/list-comments').length]).toEqual([1, 6]);
    expect(commands.find((command) => command.startsWith('::error'))).toContain('(The link to the next page leads to the same page again)');
  });
});
