import { setTimeout as sleep } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { listCases, summarizeReport } from '../projects/project-case.ts';
import { preparePullRequest } from '../projects/pull-request.ts';
import { lendServer } from './lent-server.ts';
import { runCheck } from './run-check.ts';

const startLimitMs = 240_000;

it.each([
  { dialect: 'mysql', image: 'mysql:9.7' },
  { dialect: 'mariadb', image: 'mariadb:11.8' },
] as const)('what others make meanwhile on a lent server of $dialect is not held against the revisions', { timeout: startLimitMs }, async ({ dialect, image }) => {
  const project = listCases().find(({ name }) => name === 'mysql-good-rename');
  if (project === undefined) throw new Error('the case is gone');
  const [server, python, pullRequest] = await Promise.all([lendServer(dialect, image), ensurePythonEnvironment('default'), preparePullRequest(project, dialect)]);
  const neighbour = await mysql.createConnection((server.flags['database'] ?? '').replace(/^mariadb:/, 'mysql:'));
  try {
    const running = runCheck(pullRequest.directory, { base: 'main', python, ...server.flags, checks: 'locks = off\ncompatibility = off' });
    // As soon as the gate works there, a test job of somebody else's makes one database after the other.
    const gate = { isOver: false };
    void running.finally(() => (gate.isOver = true)).catch(() => undefined);
    let made = 0;
    while (!gate.isOver) {
      const [ours] = await neighbour.query<mysql.RowDataPacket[]>("SHOW DATABASES LIKE 'alembic\\_gate\\_%'");
      if (ours.length > 0) await neighbour.query(`CREATE DATABASE test_db_${String((made += 1))}`);
      await sleep(50);
    }
    const { report, output } = await running;
    expect(made, 'databases that were made meanwhile').toBeGreaterThan(3);
    expect(summarizeReport(report), output).toEqual({ conclusion: project.conclusion, findings: project.findings });
    const left = await server.listLeftDatabases();
    expect(left.filter((name) => !name.startsWith('test_db_'))).toEqual([]);
    expect(left).toHaveLength(made);
  } finally {
    await neighbour.end();
    await server.dispose();
    await pullRequest.remove();
  }
});
