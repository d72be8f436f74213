import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { listCases } from '../projects/project-case.ts';
import { preparePullRequest } from '../projects/pull-request.ts';
import type { PullRequest } from '../projects/pull-request.ts';
import { runCheck } from './run-check.ts';

let python: string;
let pullRequest: PullRequest;

beforeAll(async () => {
  python = await ensurePythonEnvironment('default');
  const found = listCases().find(({ name }) => name === 'several-databases');
  if (found === undefined) throw new Error('the project of this test is gone');
  pullRequest = await preparePullRequest(found, 'postgresql');
});
afterAll(() => pullRequest.remove());

it('checks one project on two PostgreSQLs, a MySQL and SQLite, each a column of one report', async () => {
  const flags = { base: 'main', python, database: 'container', dialect: 'postgresql, mysql, sqlite', image: 'postgres:15, mysql:9.7, postgres:18' };
  const { report, output } = await runCheck(pullRequest.directory, flags);
  expect(report.projects.map(({ target }) => target?.replace(/(\d+)\.[\d.]+$/, '$1')), output).toEqual(['PostgreSQL 15', 'PostgreSQL 18', 'MySQL 9', 'SQLite 3']);
  expect(report.proof).toMatch(/^checked 1 new revision on PostgreSQL 15\.\d+ \(container\), PostgreSQL 18\.\d+ \(container\), MySQL 9\.[\d.]+ \(container\) and SQLite 3\.[\d.]+ \(file\), 1 brought up before it, \d+ round-trip steps \(\d+ with made-up rows in \d+ tables?\), 0 skipped$/);
  expect(report.findings.map(({ check, targets }) => ({ check, targets: targets?.map((name) => name.split(' ')[0]) }))).toEqual([
    { check: 'round-trip/downgrade-leaves-trace', targets: ['PostgreSQL', 'PostgreSQL'] },
    { check: 'round-trip/downgrade-leaves-trace', targets: ['MySQL'] },
    { check: 'round-trip/downgrade-leaves-trace', targets: ['SQLite'] },
    { check: 'round-trip/retry-fails', targets: ['MySQL'] },
    { check: 'round-trip/retry-fails', targets: ['SQLite'] },
  ]);
  expect(report.conclusion).toBe('failed');
});
