/** `mode: report`: the reports of several jobs of a workflow in one comment, one summary and one conclusion. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { openBench } from './action-bench.ts';
import { titleOf } from './comment-title.ts';
import type { Files, PullRequestRepository } from './pull-request-repository.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench('sqlite');
const { github } = bench;

function writeStep(id: string, parent: string, upgrade: string, downgrade: string): Files {
  return { [`migrations/versions/${id}.py`]: [`"""step ${id}"""`, 'from alembic import op', '', `revision = "${id}"`, `down_revision = "${parent}"`, '', '', 'def upgrade():', `    op.execute("${upgrade}")`, '', '', 'def downgrade():', `    op.execute("${downgrade}")`, ''].join('\n') };
}

/** Four revisions, two of each part: the second leaves an index, the third takes a column of the base. */
const adds: Files = {
  ...writeStep('b1', 'a1', 'CREATE TABLE topic (id INTEGER PRIMARY KEY)', 'DROP TABLE topic'),
  ...writeStep('b2', 'b1', 'CREATE INDEX IF NOT EXISTS ix_topic ON topic (id)', 'SELECT 1'),
  ...writeStep('b3', 'b2', 'ALTER TABLE account DROP COLUMN name', 'ALTER TABLE account ADD COLUMN name VARCHAR(80)'),
  ...writeStep('b4', 'b3', 'CREATE TABLE note (id INTEGER PRIMARY KEY)', 'DROP TABLE note'),
};
const inputs = { 'approval-label': 'migration-approved', checks: 'revisions/rival-revision = off\nmodels = off\nround-trip/column-order = off' };

/** A job of the matrix, whose report is left where the last job downloads the artifacts to. */
async function runPart(repository: PullRequestRepository, part: string): Promise<ActionRun> {
  await mkdir(join(repository.workspace, 'reports'), { recursive: true });
  return bench.run(repository, { ...inputs, shard: part, comment: 'never', 'json-file': fileOf(part) });
}

const fileOf = (part: string): string => `reports/part-${part.replace('/', '-')}.json`;

function runReport(repository: PullRequestRepository, more: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  return bench.runLastJob(repository, { ...inputs, ...more });
}

async function change(repository: PullRequestRepository, part: string, edit: (report: Report) => unknown): Promise<void> {
  const file = join(repository.workspace, fileOf(part));
  await writeFile(file, JSON.stringify(edit(JSON.parse(await readFile(file, 'utf8')) as Report)));
}

const readComments = (): string[] => github.comments.map(({ body }) => body.replaceAll('&#8203;', '').replaceAll('\r\n', '\n'));
const proof = 'checked 4 new revisions on SQLite \\d[\\d.]* \\(file\\) in 2 jobs, 1 brought up before them, 32 round-trip steps \\(12 with made-up rows in \\d tables?\\), 0 skipped';

describe('the last job of a workflow', () => {
  it('writes one comment of what the parts found, and asks the label anew', async () => {
    const repository = await bench.openPullRequest(adds);
    const parts = [await runPart(repository, '1/2'), await runPart(repository, '2/2')];
    expect(parts.map(({ exitCode }) => exitCode)).toEqual([1, 1]);
    expect(readComments()).toEqual([]);

    const run = await runReport(repository);
    expect(run.exitCode, run.log).toBe(1);
    expect(run.log).toMatch(new RegExp(proof));
    const [comment, ...others] = readComments();
    expect(others).toEqual([]);
    expect(titleOf(comment)).toBe('## ❌ Alembic Gate: failed');
    for (const told of ['Downgrade leaves a trace', 'Column dropped', 'b1', 'b2', 'b3', 'b4', '1 operation waits']) expect(comment).toContain(told);
    expect(titleOf(run.summary)).toBe('## ❌ Alembic Gate: failed');
    expect(run.outputs).toContain('new-revisions<<EOF\nb1,b2,b3,b4\nEOF\n');

    github.addLabel('ada', 'migration-approved');
    const agreed = await runReport(repository);
    expect(readComments()[0]).toContain('@ada agreed to');
    // What left a trace is nothing that a label agrees to.
    expect([agreed.exitCode, titleOf(readComments()[0])]).toEqual([1, '## ❌ Alembic Gate: failed']);
  });

  it('is incomplete where a part is missing, and says which', async () => {
    const repository = await bench.openPullRequest(adds);
    await runPart(repository, '2/2');
    await change(repository, '2/2', (report) => ({ ...report, findings: [] }));
    const run = await runReport(repository);
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs).toContain('conclusion<<EOF\nincomplete\nEOF\n');
    expect(readComments()[0]?.replaceAll('\\', '')).toContain('Part 1/2 of alembic.ini is missing.');
  });

  it('is incomplete where there is no report at all', async () => {
    const repository = await bench.openPullRequest(adds);
    await mkdir(join(repository.workspace, 'reports'));
    const run = await runReport(repository);
    expect([run.exitCode, run.outputs.includes('conclusion<<EOF\nincomplete\nEOF\n')], run.log).toEqual([1, true]);
    expect(run.log).toContain('There is no report to join, so nothing was looked at.');
  });

  it('takes a part for anybody’s text', async () => {
    const repository = await bench.openPullRequest(adds);
    await runPart(repository, '1/2');
    await runPart(repository, '2/2');
    const attack = '\n::error::owned\n@ada <img src=x onerror=alert(1)> ```\n</details> \u001B[31m';
    await change(repository, '1/2', (report) => ({
      ...report,
      conclusion: 'passed',
      approval: { label: attack, set: { by: 'mallory', at: '2026-11-21T14:03:00Z' } },
      findings: report.findings.map((finding) => ({ ...finding, title: attack, message: attack, file: '../../../etc/passwd' })),
    }));
    await change(repository, '2/2', (report) => ({
      ...report,
      conclusion: 'passed',
      findings: report.findings.map((finding) => ({ ...finding, severity: 'note', approved: { by: 'mallory', at: '2026-11-21T14:03:00Z', label: 'migration-approved' } })),
    }));
    const run = await runReport(repository);
    expect(run.exitCode, run.log).toBe(1);
    expect(run.commands.filter((command) => command.startsWith('::error::'))).toEqual(['::error::Alembic Gate found what must not be merged.']);
    const [comment] = readComments();
    expect(titleOf(comment)).toBe('## ❌ Alembic Gate: failed');
    expect(comment).not.toContain('<img');
    expect(comment).not.toContain('mallory');
    await writeFile(join(repository.workspace, fileOf('1/2')), '{"schemaVersion": 1, "__proto__": {}}');
    const refused = await runReport(repository);
    expect(refused.log).toContain('The file is no report of Alembic Gate');
    expect(refused.exitCode).toBe(1);
  });

  it('passes where all parts do', async () => {
    const repository = await bench.openPullRequest({ ...writeStep('b1', 'a1', 'CREATE TABLE topic (id INTEGER PRIMARY KEY)', 'DROP TABLE topic'), ...writeStep('b2', 'b1', 'CREATE TABLE note (id INTEGER PRIMARY KEY)', 'DROP TABLE note') });
    const parts = [await runPart(repository, '1/3'), await runPart(repository, '2/3'), await runPart(repository, '3/3')];
    const run = await runReport(repository, { parts: '3' });
    expect([...parts, run].map(({ exitCode }) => exitCode), run.log).toEqual([0, 0, 0, 0]);
    expect(titleOf(readComments()[0])).toBe('## ✅ Alembic Gate: passed');
  });
}, 240_000);
