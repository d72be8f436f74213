/** Several jobs, each with its part of a history, tell together what one job tells of the whole. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinReports } from '../../src/report/join-reports.ts';
import { readReport } from '../../src/report/read-report.ts';
import type { Finding, Report, RevisionReport } from '../../src/report/report.ts';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { newIds, repeatable, writeLongHistory } from './long-history.ts';
import { runCheck } from './run-check.ts';

let python: string;
const directories: string[] = [];

beforeAll(async () => {
  python = await ensurePythonEnvironment('default');
});

afterAll(async () => {
  await Promise.all(directories.map((directory) => rm(directory, { recursive: true })));
});

async function write(...request: Parameters<typeof writeLongHistory>): Promise<string> {
  const directory = await writeLongHistory(...request);
  directories.push(directory);
  return directory;
}

/** One job on the whole, and the reports of `of` jobs joined as they come from their files. */
async function compare(directory: string, flags: Readonly<Record<string, string>>, of: number): Promise<{ readonly whole: Report; readonly joined: Report; readonly parts: readonly Report[] }> {
  const all = { python, ...flags };
  const { report: whole } = await runCheck(directory, all);
  const parts: Report[] = [];
  for (let index = 1; index <= of; index += 1) parts.push((await runCheck(directory, { ...all, shard: `${String(index)}/${String(of)}` })).report);
  const read = parts.map((report, index) => ({ file: `part-${String(index + 1)}.json`, report: readReport(JSON.stringify(report), 'part') }));
  const { version } = whole.tool;
  return { whole, parts, joined: joinReports({ parts: read, problems: [], count: of, version, commit: whole.commit, failOn: 'error', approval: undefined }) };
}

/** A part does not know what later ones do under a lock, and how many more statements do is no other finding. */
function forgetCount(finding: Finding): Finding {
  const { message } = finding;
  // The rest of the evidence is of the message's statement, or says how many more there are.
  return { ...finding, evidence: { ...(finding.evidence.sql === undefined ? {} : { sql: finding.evidence.sql }) }, message: finding.check.startsWith('locks/') ? message.replace(/; \d+ more statements? after it works? under the same lock/, '') : message };
}

const byFingerprint = (findings: readonly Finding[]): unknown[] => findings.map(forgetCount).sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));

/** What is said of a revision, without times. */
const describeRevision = ({ id, new: isNew, conclusion, grade, changes, steps }: RevisionReport): unknown => ({ id, isNew, conclusion, grade, changes, steps: steps.map(({ walk, direction, attempt, outcome }) => `${walk} ${direction} ${String(attempt)} ${outcome}`) });

function expectSame(whole: Report, joined: Report, of: number): void {
  expect(byFingerprint(joined.findings)).toEqual(byFingerprint(whole.findings));
  expect([joined.conclusion, joined.problems]).toEqual([whole.conclusion, whole.problems]);
  expect(joined.projects.map(({ revisions, ...project }) => ({ ...project, revisions: revisions.map(describeRevision) }))).toEqual(whole.projects.map(({ revisions, ...project }) => ({ ...project, revisions: revisions.map(describeRevision) })));
  const apart = `The rollback was rehearsed by each of ${String(of)} jobs for its own revisions, not for those of all together.`;
  expect({ ...joined.coverage, notLookedAt: joined.coverage.notLookedAt.filter((sentence) => sentence !== apart) }).toEqual(whole.coverage);
  expect(joined.proof).toBe(whole.proof.replace(/(\((?:file|embedded)\))/, `$1 in ${String(of)} jobs`));
}

describe('parts of a history on SQLite', () => {
  const sqlite = { dialect: 'sqlite', base: 'main' };

  test('find what one job finds, and cover what it covers', async () => {
    const { whole, joined } = await compare(await write({ instead: repeatable }), sqlite, 3);
    // What reaches over the parts: made by one and dropped by another, renamed for good and there and back, agreed to by one for what another finds.
    const told = whole.findings.map(({ check, revision, suppressed }) => `${check} ${revision ?? ''}${suppressed === undefined ? '' : ' agreed'}`);
    expect(told.sort()).toEqual([
      'compatibility/rename-column r011 agreed',
      'compatibility/rename-table r013',
      'destructive/drop-column r012',
      'destructive/drop-table r016 agreed',
      'destructive/overwrite-rows r022',
      'models/drift r024',
      'round-trip/column-order r012',
      'round-trip/downgrade-leaves-trace r010',
      'round-trip/downgrade-leaves-trace r023',
      'round-trip/retry-fails r019',
      'round-trip/retry-fails r023',
      'suppressions/unused r014',
    ]);
    expect(whole.findings.find(({ check, revision }) => check === 'destructive/drop-column' && revision === 'r012')?.message).toContain('Proved: code of `main` can no longer read `users.street`.');
    expectSame(whole, joined, 3);
  });

  test('find what one job finds where revisions fail', async () => {
    const { whole, joined } = await compare(await write(), sqlite, 3);
    expect(byFingerprint(joined.findings)).toEqual(byFingerprint(whole.findings));
    expect(joined.conclusion).toBe('failed');
    // Where a rehearsal is left out, each job says so of its own.
    expect({ ...joined.coverage, notLookedAt: [] }).toEqual({ ...whole.coverage, notLookedAt: [] });
  });

  test('find what one job finds in all revisions', async () => {
    const { whole, joined } = await compare(await write({ instead: repeatable }), { dialect: 'sqlite', revisions: 'all' }, 4);
    expectSame(whole, joined, 4);
  });

  test('pass where a part has no revision, and say so', async () => {
    const { joined, parts } = await compare(await write({ instead: repeatable }), { dialect: 'sqlite', revisions: newIds.slice(0, 1).join(',') }, 2);
    expect(parts[0]).toMatchObject({
      conclusion: 'passed',
      part: { index: 1, of: 2 },
      proof: 'checked 0 new revisions on no database, 0 brought up before them, 0 round-trip steps, 0 skipped; part 1/2',
      coverage: { notLookedAt: ['Part 1/2 has no revision of alembic.ini: there are fewer revisions than parts.'] },
    });
    expect([joined.problems, joined.coverage.newRevisions]).toEqual([[], 1]);
  });
}, 180_000);

test('parts of a history on PostgreSQL find what one job finds', async () => {
  const { whole, joined } = await compare(await write({ instead: repeatable }), { dialect: 'postgresql', database: 'embedded', base: 'main' }, 3);
  expect(whole.findings.map(({ check }) => check)).toContain('locks/held-while-working');
  expectSame(whole, joined, 3);
}, 180_000);
