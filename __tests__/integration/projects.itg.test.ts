import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import type { Report } from '../../src/report/report.ts';
import { listCases, rewriteCase, summarizeReport, takeExpectation } from '../projects/project-case.ts';
import type { ProjectCase } from '../projects/project-case.ts';
import { preparePullRequest } from '../projects/pull-request.ts';
import { runCheck } from './run-check.ts';
import type { CheckRun } from './run-check.ts';

const isUpdating = process.env['UPDATE_PROJECTS'] === '1';
const cases = listCases();
let server: DatabaseServer;
let python: string;

beforeAll(async () => {
  python = await ensurePythonEnvironment('default');
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
});

afterAll(async () => {
  const databases = await listDatabases();
  await server.dispose();
  expect(databases, 'databases that the gate left on a server that it was lent').toEqual([]);
});

describe.concurrent('pull requests', () => {
  it('are at least sixty', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });

  it.for(cases)('$name: $title', async (project) => {
    const pullRequest = await preparePullRequest(project);
    try {
      const { report, output, exitCode } = await runGateOn(pullRequest.directory, project);
      const found = summarizeReport(report);
      if (isUpdating) await rewriteCase(project, found);
      else expect(found, output).toEqual(takeExpectation(project));
      expect(exitCode).toBe({ passed: 0, failed: 1, incomplete: 2 }[found.conclusion]);
      if (project.remedyWorks !== true) return;
      for (const { file, remedy } of report.findings.filter(isOfRoundTrip)) {
        if (file === undefined || remedy.code === undefined) throw new Error('a finding of this case gives no code to paste');
        await pullRequest.appendToDowngrade(file, remedy.code);
      }
      const mended = await runGateOn(pullRequest.directory, project);
      expect(mended.report.findings.filter(isOfRoundTrip), mended.output).toEqual([]);
      expect(mended.report.coverage.notLookedAt, mended.output).toEqual([]);
    } finally {
      await pullRequest.remove();
    }
  });
});

function isOfRoundTrip({ check }: Report['findings'][number]): boolean {
  return check.startsWith('round-trip/');
}

function runGateOn(directory: string, project: ProjectCase): Promise<CheckRun> {
  const database = postgresql.databaseUrl(server.endpoint, server.endpoint.maintenanceDatabase);
  return runCheck(directory, { base: 'main', python, database, ...project.options });
}

/** The databases of a server but its own; read with a session of our own, as its owner would. */
async function listDatabases(): Promise<readonly string[]> {
  const { host, port, user, password, maintenanceDatabase } = server.endpoint;
  const client = new pg.Client({ host, port, user, password, database: maintenanceDatabase });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>("SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'");
  await client.end();
  return rows.map(({ datname }) => datname);
}
