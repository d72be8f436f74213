/** `mode: comment`: a second workflow writes the comment of a run that may not, from an artifact that anybody could have made. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identity } from '../../src/identity.ts';
import type { Report } from '../../src/report/report.ts';
import { renderMarkdown, walkPage } from '../reporters/render-markdown.ts';
import { attacks, hostile } from '../reports/hostile/report.ts';
import { reports } from '../reports/reports.ts';
import { clean, openBench, writeRevision } from './action-bench.ts';
import { companionPermissions, endRun, firstRun, packReport } from './companion.ts';
import type { Ended } from './companion.ts';
import { faults } from './github-faults.ts';
import { onlyReading } from './github-permissions.ts';
import { ownLogin } from './github-stand-in.ts';
import { makeZip } from './make-zip.ts';
import type { ZipEntry } from './make-zip.ts';
import type { PullRequestRepository } from './pull-request-repository.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench('sqlite');
const { github } = bench;

const runId = firstRun;
const failing = reports['failing']!;
const pack = packReport;
const companion = companionPermissions;
const markerLine = '<!-- alembic-gate:default -->';
const inputs = { mode: 'comment' };
const end = (ended: Ended = {}): Promise<PullRequestRepository> => endRun(bench, ended);

async function comment(ended: Ended, more: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  return bench.run(await end(ended), { ...inputs, ...more });
}

/** The comment's lines as a reader sees them. */
function readComment(index = 0): string[] {
  return (github.comments[index]?.body ?? '').replaceAll('&#8203;', '').replaceAll('\\', '').split('\r\n');
}

const looked = ['GET pulls/list', 'GET actions/list-workflow-run-artifacts', 'GET actions/download-artifact'];
const created = ['POST graphql', 'GET issues/list-comments', 'GET pulls/get', 'POST issues/create-comment', 'GET issues/list-comments'];

describe('the comment of a run on a fork', () => {
  it('is written from its artifact, with where it is from, links to the commit as GitHub has it, and the token for GitHub alone', async () => {
    const repository = await end({ artifacts: [pack(failing)] });
    const { exitCode, log, commands, outputs } = await bench.run(repository, inputs);
    expect([exitCode, log], commands.join('\n')).toEqual([0, expect.stringMatching(/^Pull-request comment: created\n$/)]);
    expect(github.requests).toEqual([...looked, ...created]);
    expect(github.downloads.map(({ authorization }) => authorization)).toEqual([undefined]);
    expect(outputs).toBe(`comment-url<<EOF\n${String(github.comments[0]?.html_url)}\nEOF\n`);
    const lines = readComment();
    const mark = { head: repository.headSha, run: runId, attempt: 1, verdict: 'failed' };
    expect(lines[0]).toBe(markerLine);
    expect(JSON.parse(/^<!-- alembic-gate-run:1 (.*) -->$/.exec(lines[1] ?? '')?.[1] ?? '{}')).toMatchObject(mark);
    expect(lines[3]).toBe('## ❌ Alembic Gate: failed');
    expect(lines).toContain(
      `> ℹ️ Written from the report of [a run](https://github.com/octo/shop/actions/runs/${String(runId)}) on a pull request from a fork, whose own code could have it say anything. What counts is the check of that run, which ended with **failure**.`,
    );
    const links = [...(github.comments[0]?.body ?? '').matchAll(/\]\((https:[^)]*\/blob\/[^)]*)\)/g)].map(([, link = '']) => link).filter((link) => !link.includes('/docs/checks/'));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !link.startsWith(`https://github.com/octo/shop/blob/${repository.headSha}/`))).toEqual([]);
  });

  it('is updated by the next run, left alone where it says the same, and keeps to its `comment-key`', async () => {
    await comment({ artifacts: [pack(failing)] });
    expect((await comment({ artifacts: [pack(failing)], run: { id: runId + 1 } })).log).toBe('Pull-request comment: unchanged\n');
    expect((await comment({ artifacts: [pack(reports['clean'])], run: { id: runId + 2, conclusion: 'success' } })).log).toBe('Pull-request comment: updated\n');
    expect(github.comments.map(({ body }) => body.split('\r\n')[3])).toEqual(['## ✅ Alembic Gate: passed']);
    await comment({ artifacts: [pack(failing)], run: { id: runId + 3 } }, { 'comment-key': 'shop' });
    expect(github.comments.map(({ body }) => body.split('\r\n')[0])).toEqual([markerLine, '<!-- alembic-gate:shop -->']);
  });

  it('is not written on a clean report with `comment: on-findings`, nor with `comment: never`', async () => {
    expect((await comment({ artifacts: [pack(reports['clean'])] }, { comment: 'on-findings' })).log).toBe('Pull-request comment: not wanted\n');
    expect((await comment({ artifacts: [pack(failing)] }, { comment: 'never' })).log).toBe('Pull-request comment: not written; the option comment is never\n');
    expect([github.comments, github.requests]).toEqual([[], []]);
  });

  it("is written for Dependabot's runs too, whose token may only read", async () => {
    const repository = await end({ isFork: false, artifacts: [pack(failing)], run: { headRepository: 'octo/shop' } });
    const event = JSON.parse(await readFile(repository.eventFile, 'utf8')) as { workflow_run: { actor: { login: string } } };
    event.workflow_run.actor.login = 'dependabot[bot]';
    await writeFile(repository.eventFile, JSON.stringify(event));
    expect((await bench.run(repository, inputs)).log).toBe('Pull-request comment: created\n');
    expect(readComment().join('\n')).toContain("on a pull request of Dependabot's, whose own code");
  });

  it('is read from an artifact of another name, and from the newest of several of a run that was done again', async () => {
    const repository = await end({ artifacts: [pack(reports['clean']), pack(failing)] });
    expect((await bench.run(repository, inputs)).exitCode).toBe(0);
    expect(readComment()[3]).toBe('## ❌ Alembic Gate: failed');
    github.state.addArtifact(runId, 'gate-mysql', pack(reports['incomplete']));
    expect((await bench.run(repository, { ...inputs, artifact: 'gate-mysql' })).exitCode).toBe(0);
    expect(readComment()[3]).toBe('## ⚠️ Alembic Gate: not everything could be checked');
  });
});

describe('the pull request', () => {
  it('is the one that GitHub has for the commit and the fork, whatever others have the same branch, and whatever the report says', async () => {
    const repository = await end({ artifacts: [pack({ ...failing, pullRequest: 3, number: 3, pull_request: { number: 3 }, proof: 'for pull request 3' })] });
    github.state.addPull({ number: 3, headRef: 'topics', headRepository: 'octo/shop' });
    github.state.addPull({ number: 9, headRef: 'topics', headRepository: 'visitor/another', headSha: repository.headSha });
    github.state.addPull({ number: 11, headRef: 'other', headRepository: 'visitor/shop', headSha: repository.headSha });
    expect((await bench.run(repository, inputs)).log).toBe('Pull-request comment: created\n');
    expect([3, 7, 9, 11].map((number) => github.state.readPull(number).comments.length)).toEqual([0, 1, 0, 0]);
  });

  const nothing = async (repository: PullRequestRepository, notice: string, isOutdated = false): Promise<void> => {
    const { exitCode, commands, log } = await bench.run(repository, inputs, { isOutdated });
    expect([exitCode, commands.at(-1)], log).toEqual([0, `::notice::Pull-request comment: not written. ${notice}`]);
    expect(github.requests).toEqual(['GET pulls/list']);
    expect([...github.state.pulls.values()].flatMap(({ comments }) => comments)).toEqual([]);
  };

  it('has been pushed to since: the newer run writes', async () => {
    const repository = await end({ artifacts: [pack(failing)] });
    github.state.pushToPull(7, { 'a.txt': 'more' });
    await nothing(repository, `Its commit ${repository.headSha.slice(0, 10)} is not the head of the pull request any more; the run of the newer commit is written there.`, true);
  });

  it('was closed meanwhile', async () => {
    const repository = await end({ artifacts: [pack(failing)] });
    github.state.closePull(7);
    await nothing(repository, 'No open pull request has its branch; it was closed or merged meanwhile.');
  });

  it('is one of two with this commit', async () => {
    const repository = await end({ artifacts: [pack(failing)] });
    github.state.push('release', { 'a.txt': 'a' });
    github.state.addPull({ number: 9, headRef: 'topics', headRepository: 'visitor/shop', baseRef: 'release', headSha: repository.headSha });
    await nothing(repository, '2 open pull requests have its commit, and which of them it ran for GitHub does not tell.');
  });
});

describe('a run that is none of ours', () => {
  it.each([
    ['of a push', { run: { event: 'push' } }, 'the run was of the event push, and only one of pull_request has a pull request'],
    ['of this repository', { isFork: false, run: { headRepository: 'octo/shop' } }, 'the pull request is of this repository, and its run writes the comment itself'],
    ['that was skipped', { run: { conclusion: 'skipped' } }, 'nothing was run (skipped)'],
    ['that waits for a maintainer', { run: { conclusion: 'action_required' } }, 'nothing was run (action_required)'],
  ] as const)('%s is left alone', async (_, settings, because) => {
    const { exitCode, log } = await comment({ ...settings, artifacts: [pack(failing)] });
    expect([exitCode, log, github.requests]).toEqual([0, `Pull-request comment: not written; ${because}\n`, []]);
  });

  it('on another event is a mistake of the workflow', async () => {
    const { exitCode, commands } = await bench.run(await bench.openPullRequest(clean), inputs);
    expect([exitCode, commands.filter((command) => command.startsWith('::error'))]).toEqual([
      1,
      [
        "::error title=Alembic Gate%3A input mode::`mode: comment` writes the comment of another workflow's run and works on the event workflow_run alone; this is pull_request. Let a workflow of its own use it, with `on: { workflow_run: { workflows: [the name of the workflow that checks], types: [completed] } }`; `alembic-gate init --forks` writes it.",
        '::error::Alembic Gate could not start.',
      ],
    ]);
  });
});

describe('an artifact that means harm', () => {
  const json: ZipEntry = { name: 'alembic-gate.json', bytes: JSON.stringify(failing) };
  const spaces = Buffer.alloc(51 * 1024 * 1024, ' ');
  it.each([
    ['a zip bomb', makeZip([{ name: 'a.json', bytes: spaces }]), 'The file in the artifact has more than 50 MiB unpacked.'],
    ['a zip bomb that says otherwise', makeZip([{ name: 'a.json', bytes: spaces, statedSize: 10 }]), 'The artifact is no archive that could be unpacked.'],
    ['two files', makeZip([json, { ...json, name: 'b.json' }]), 'The artifact has 2 files, and not one.'],
    ['a path upwards', makeZip([{ ...json, name: '../../alembic-gate.json' }]), 'The artifact is no archive that could be unpacked.'],
    ['no archive', Buffer.from('<html>'), 'The artifact is no archive that could be unpacked.'],
    ['no JSON', makeZip([{ ...json, bytes: '${{ secrets.GITHUB_TOKEN }}' }]), 'The file is no JSON; it may have been cut off.'],
    ['deep nesting', makeZip([{ ...json, bytes: '['.repeat(200_000) }]), 'The report has more than 16 levels of brackets, which no report has.'],
    ['another form', makeZip([{ ...json, bytes: JSON.stringify({ ...failing, findings: 'all of them' }) }]), 'The file is no report of Alembic Gate: it does not have the form that is published in docs/report.schema.json.'],
    ['a newer form', makeZip([{ ...json, bytes: JSON.stringify({ ...failing, schemaVersion: 2 }) }]), 'The report has the form 2, and this version of Alembic Gate reads the form 1; it was written by a newer alembic-gate.'],
  ])('is refused: %s', async (_, zip, what) => {
    const { exitCode, commands } = await comment({ artifacts: [zip] });
    expect(exitCode).toBe(1);
    expect(commands.find((command) => command.startsWith('::error'))).toContain(what);
    expect(github.requests).toEqual(looked);
    expect(github.comments).toEqual([]);
  });

  it('is not downloaded where it is too large, or has expired', async () => {
    const repository = await end();
    github.state.addArtifact(runId, 'alembic-gate', pack(failing), { sizeInBytes: 21 * 1024 * 1024 });
    expect((await bench.run(repository, inputs)).commands.find((command) => command.startsWith('::error'))).toContain('The artifact is larger than 20 MiB, which no report is.');
    github.state.addArtifact(runId, 'alembic-gate', pack(failing), { isExpired: true });
    expect((await bench.run(repository, inputs)).commands.find((command) => command.startsWith('::error'))).toContain('The artifact has expired.');
    expect([github.downloads, github.comments]).toEqual([[], []]);
  });

  it('is not downloaded to its end where it is larger than GitHub said', async () => {
    const repository = await end();
    github.state.addArtifact(runId, 'alembic-gate', Buffer.alloc(30 * 1024 * 1024), { sizeInBytes: 1000 });
    expect((await bench.run(repository, inputs)).commands.find((command) => command.startsWith('::error'))).toContain('The artifact is larger than 20 MiB, which no report is.');
    expect(github.downloads).toHaveLength(1);
  });

  it('has attacks in every string, and they stay text', async () => {
    const repository = await end({ artifacts: [pack({ ...hostile, findings: hostile.findings.map((finding) => ({ ...finding, check: attacks.join(' '), title: attacks.join(' '), why: attacks.join(' '), approvable: ['--> <img src=x>', 'A'.repeat(22)] })) })] });
    const { exitCode, log, commands } = await bench.run(repository, inputs);
    expect([exitCode, log], commands.join('\n')).toEqual([0, 'Pull-request comment: created\n']);
    expect(commands).toHaveLength(1);
    const pieces = walkPage(renderMarkdown(github.comments[0]?.body ?? ''));
    expect(pieces.flatMap(({ node }) => (node.type === 'comment' ? [node.value?.slice(0, 23)] : []))).toEqual([' alembic-gate:default ', ' alembic-gate-run:1 {"h']);
    const elements = ['a', 'blockquote', 'br', 'code', 'details', 'em', 'h2', 'h3', 'h4', 'li', 'p', 'pre', 'span', 'strong', 'sub', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'];
    expect(pieces.flatMap(({ node }) => (node.tagName === undefined || elements.includes(node.tagName) ? [] : [node.tagName]))).toEqual([]);
    const links = pieces.flatMap(({ node }) => (node.tagName === 'a' ? [String(node.properties?.['href'])] : []));
    const ours = [`https://github.com/octo/shop/blob/${repository.headSha}/versions/`, `https://github.com/octo/shop/actions/runs/${String(runId)}`, `${identity.checkPagesUrl}/`];
    expect(links.length).toBeGreaterThan(1);
    expect(links.filter((link) => !ours.some((beginning) => link.startsWith(beginning)) || new URL(link).search !== '')).toEqual([]);
  });

  it('cannot have a label remember what is no operation', async () => {
    const finding = { ...failing.findings[0]!, check: 'destructive/drop-column', severity: 'error', approvable: ['x"]}]} --> <b>'] };
    await comment({ artifacts: [pack({ ...failing, findings: [finding] })] });
    expect(github.comments[0]?.body.split('\r\n')[1]).toMatch(/^<!-- alembic-gate-run:1 /);
    expect(github.comments[0]?.body).not.toContain('--> <b>');
  });
});

describe('agreement by label', () => {
  const digest = 'abcdefghijklmnopqrstuv';
  const by = { by: 'mallory', at: '2026-11-21T14:00:00Z', label: 'migration-approved' };
  const drop = { ...failing.findings[0]!, check: 'destructive/drop-column', title: 'Column dropped', fingerprint: '0'.repeat(16), message: 'Column `account.name` is dropped.', severity: 'error' as const, approvable: [digest] };
  const asking: Report = { ...failing, findings: [drop], approval: { label: 'migration-approved' } };
  const claiming: Report = { ...asking, conclusion: 'passed', findings: [{ ...drop, severity: 'note', approved: by }], approval: { label: 'migration-approved', set: by } };

  it('is not believed from the report', async () => {
    expect((await comment({ artifacts: [pack(claiming)], run: { conclusion: 'success' } })).exitCode).toBe(0);
    const lines = readComment();
    expect(lines[4]).toBe('## ❌ Alembic Gate: failed');
    expect(lines).toContain('> ⚠️ The report calls 1 finding agreed to that is not, as GitHub has the label: it is shown with the usual severity of its check, because the report does not have the real one.');
    expect(lines).toContain('#### 🔴 Column dropped');
    expect(lines.join('\n')).not.toContain('mallory');
    expect(lines.find((line) => line.startsWith('> 🏷️'))).toContain("1 operation waits for somebody's agreement.");
  });

  it('is taken from GitHub: from what our comment showed when the label was set', async () => {
    await comment({ artifacts: [pack(asking)] });
    github.addLabel('ada', 'migration-approved');
    await comment({ artifacts: [pack(claiming)], run: { id: runId + 1, conclusion: 'success' } });
    const lines = readComment();
    expect(lines.filter((line) => /^(?:## |> (?:🤝|⚠️)|\*\*Agreed)/u.test(line))).toEqual([
      '## ✅ Alembic Gate: passed',
      expect.stringMatching(/^> 🤝 @ada agreed to 1 operation by setting the label/u),
      expect.stringMatching(/^\*\*Agreed to\*\* by @ada on /),
    ]);
  });

  it('goes all the way: the run on the fork shows, the second workflow writes, a maintainer sets the label, the run passes', async () => {
    const gate = { downgrades: 'off', rows: '0', checks: 'compatibility = off\nlocks = off\nmodels = off\nrevisions = off', 'json-file': 'alembic-gate.json' };
    const dropping = writeRevision('op.drop_column("account", "name")', 'raise NotImplementedError');
    const fork = await bench.openPullRequest(dropping, { isFork: true });
    const check = async (): Promise<ActionRun> => {
      github.permissions = onlyReading;
      return bench.run(fork, gate);
    };
    let id = 100;
    const write = async (): Promise<ActionRun> => {
      id += 1;
      const second = await bench.openPullRequest(dropping, { isFork: true, event: 'workflow_run', run: { id, conclusion: 'failure' } });
      github.permissions = companion;
      github.state.addRun({ id, headSha: fork.headSha, headRepository: 'visitor/shop' });
      github.state.addArtifact(id, 'alembic-gate', makeZip([{ name: 'alembic-gate.json', bytes: await readFile(join(fork.workspace, 'alembic-gate.json')) }]));
      return bench.run(second, inputs);
    };
    const first = await check();
    expect([first.exitCode, github.comments.length], first.log).toEqual([1, 0]);
    expect(first.log).toContain('There is no comment yet that it could agree to; on a pull request from a fork a second workflow writes it');
    const posted = await write();
    expect([posted.exitCode, posted.log], posted.commands.join('\n')).toEqual([0, 'Pull-request comment: created\n']);
    expect(readComment().find((line) => line.startsWith('> 🏷️'))).toContain("1 operation waits for somebody's agreement.");

    github.addLabel('ada', 'migration-approved');
    const again = await check();
    expect(again.exitCode, again.log).toBe(0);
    expect((await write()).log).toBe('Pull-request comment: updated\n');
    expect(readComment().filter((line) => /^(?:## |> 🤝)/u.test(line))).toEqual(['## ✅ Alembic Gate: passed', expect.stringMatching(/^> 🤝 @ada agreed to 1 operation/u)]);
    // What the fork pushes later is asked about again.
    const pushed = await bench.openPullRequest(writeRevision('op.drop_column("account", "email")', 'raise NotImplementedError'), { isFork: true });
    github.permissions = onlyReading;
    expect((await bench.run(pushed, gate)).exitCode).toBe(1);
  });
});

describe('a run that left no report', () => {
  it('is said, and makes no comment', async () => {
    const { exitCode, commands, log } = await comment({});
    expect([exitCode, log]).toEqual([0, 'Pull-request comment: not wanted\n']);
    expect(commands.at(-1)).toBe(`::warning::The run https://github.com/octo/shop/actions/runs/${String(runId)} left no artifact alembic-gate, so there is no report to write; a comment that is there is corrected.`);
    expect(github.comments).toEqual([]);
  });

  it('because it was cancelled, is left to the run that comes after it', async () => {
    const { exitCode, log, commands } = await comment({ run: { conclusion: 'cancelled' } });
    expect([exitCode, log, commands.length]).toEqual([0, 'Pull-request comment: not written; the run was cancelled before it left a report\n', 1]);
  });

  it('takes back what the comment says of an older commit', async () => {
    await comment({ artifacts: [pack(reports['clean'])] });
    expect(readComment()[3]).toBe('## ✅ Alembic Gate: passed');
    expect((await comment({ run: { id: runId + 1, conclusion: 'timed_out' } })).log).toBe('Pull-request comment: updated\n');
    expect(readComment()[3]).toBe('## ⚠️ Alembic Gate: not everything could be checked');
    expect(readComment().join('\n')).toContain('The run of this commit ended with `timed_out` before it left a report.');
  });
});

describe('GitHub in trouble', () => {
  it('is asked again: a list that fails, a download that is reset or cut short', async () => {
    const repository = await end({ artifacts: [pack(failing)] });
    github.inject('pulls/list', faults.unavailable());
    github.inject('storage', faults.reset());
    expect((await bench.run(repository, inputs)).log).toBe('Pull-request comment: created\n');
    expect(github.downloads).toHaveLength(2);
    github.inject('storage', faults.truncated());
    expect((await bench.run(repository, inputs)).log).toBe('Pull-request comment: unchanged\n');
    expect(github.downloads).toHaveLength(4);
  });

  it('does not give the artifact at all', async () => {
    const repository = await end({ artifacts: [pack(failing)] });
    github.inject('storage', faults.reset(), { calls: 'all' });
    const { exitCode, commands } = await bench.run(repository, inputs);
    expect([exitCode, github.downloads.length, github.comments]).toEqual([1, 3, []]);
    expect(commands.find((command) => command.startsWith('::error'))).toMatch(/^::error title=Alembic Gate::The report of the run could not be read from http:\/\/127\.0\.0\.1:\d+, tried three times \(.*\)\. Run the job again once it answers\.$/);
  });

  it('does not let the token see artifacts, or write', async () => {
    const repository = await end({ artifacts: [pack(failing)] });
    github.permissions = { 'pull-requests': 'write' };
    const seen = await bench.run(repository, inputs);
    expect(seen.commands.find((command) => command.startsWith('::error'))).toBe(
      "::error title=Alembic Gate::GitHub did not let the token read the run's pull request and its artifacts (403: Resource not accessible by integration). Give this job `permissions` with `actions: read` and `pull-requests: write`.",
    );
    github.permissions = { actions: 'read', 'pull-requests': 'read' };
    const written = await bench.run(repository, inputs);
    expect([written.exitCode, written.commands.find((command) => command.startsWith('::error'))]).toEqual([1, expect.stringContaining('GitHub did not let the token write the pull-request comment (403: Resource not accessible by integration). Add to the job')]);
    expect(written.summary).toContain('```yaml\npermissions:\n  actions: read\n  contents: read\n  pull-requests: write\n```');
  });

  it("is a company's own", async () => {
    const repository = await end({ artifacts: [pack(failing)] });
    github.isEnterprise = true;
    expect((await bench.run(repository, inputs)).log).toBe('Pull-request comment: created\n');
    expect(github.comments.map(({ user }) => user.login)).toEqual([ownLogin]);
  });
});
