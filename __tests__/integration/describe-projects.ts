import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { PythonName } from '../../scripts/python-environment.mjs';
import type { DialectName } from '../../src/dialects/dialect.ts';
import type { Report } from '../../src/report/report.ts';
import { listCases, listDialects, rewriteCase, summarizeReport, takeExpectation } from '../projects/project-case.ts';
import type { ProjectCase } from '../projects/project-case.ts';
import { preparePullRequest } from '../projects/pull-request.ts';
import { lendServer } from './lent-server.ts';
import type { LentServer } from './lent-server.ts';
import { runCheck } from './run-check.ts';
import type { CheckRun } from './run-check.ts';

const isUpdating = process.env['UPDATE_PROJECTS'] === '1';
/**
 * Declares the tests of every case of some dialects, each on the one server that is started for its dialect.
 * @param images the container's image by dialect; undefined where none is needed
 * @param atLeast how many cases there must be, lest none be found
 */
export function describeProjects(images: Partial<Readonly<Record<DialectName, string | undefined>>>, atLeast: number): void {
  const runs = listCases().flatMap((project) => listDialects(project).flatMap((dialect) => (Object.hasOwn(images, dialect) ? [{ project, dialect }] : [])));
  const dialects = [...new Set(runs.map(({ dialect }) => dialect))];
  const servers = new Map<DialectName, LentServer>();
  const pythons = new Map<PythonName, string>();

  beforeAll(async () => {
    for (const name of new Set(runs.map(({ project }) => takePython(project)))) pythons.set(name, await ensurePythonEnvironment(name));
    for (const { project } of runs) Object.assign(process.env, project.environment);
    await Promise.all(dialects.map(async (dialect) => servers.set(dialect, await lendServer(dialect, images[dialect]))));
  });

  afterAll(async () => {
    for (const name of runs.flatMap(({ project }) => Object.keys(project.environment ?? {}))) Reflect.deleteProperty(process.env, name);
    const left = await Promise.all([...servers.values()].map((server) => server.listLeftDatabases()));
    await Promise.all([...servers.values()].map((server) => server.dispose()));
    expect(left.flat(), 'databases that the gate left on a server that it was lent').toEqual([]);
  });

  const runGateOn = (directory: string, project: ProjectCase, dialect: DialectName): Promise<CheckRun> =>
    runCheck(directory, { base: 'main', python: pythons.get(takePython(project)) ?? '', ...servers.get(dialect)?.flags, ...project.options, checks: listSeverities(project) });

  describe.concurrent('pull requests', () => {
    it(`are at least ${atLeast}`, () => {
      expect(runs.length).toBeGreaterThanOrEqual(atLeast);
    });

    it.for(runs.map((run) => ({ ...run, name: run.project.name, title: run.project.title })))('$name on $dialect: $title', async ({ project, dialect }) => {
      const pullRequest = await preparePullRequest(project, dialect);
      try {
        const { report, output, exitCode } = await runGateOn(pullRequest.directory, project, dialect);
        const found = summarizeReport(report);
        if (isUpdating) rewriteCase(project, dialect, found);
        else expect(found, output).toEqual(takeExpectation(project, dialect));
        expect(exitCode).toBe({ passed: 0, failed: 1, incomplete: 2 }[found.conclusion]);
        if (project.remedyWorks !== true) return;
        for (const { file, remedy } of report.findings.filter(isOfRoundTrip)) {
          if (file === undefined || remedy.code === undefined) throw new Error('a finding of this case gives no code to paste');
          await pullRequest.appendToDowngrade(file, remedy.code);
        }
        const mended = await runGateOn(pullRequest.directory, project, dialect);
        expect(mended.report.findings.filter(isOfRoundTrip), mended.output).toEqual([]);
        expect(mended.report.coverage.notLookedAt, mended.output).toEqual(found.notLookedAt ?? []);
      } finally {
        await pullRequest.remove();
      }
    });
  });
}

function takePython({ python = 'default' }: ProjectCase): PythonName {
  return python;
}

/**
 * Most cases are about what happens to a database that nobody uses: one that another release is using has cases of its own, or every
 * one that changes a table would have the same warnings.
 */
export function listSeverities({ name, options }: ProjectCase): string {
  const isInUse = /^(?:locks|compatibility|real)-/.test(name);
  return [...(isInUse ? [] : ['locks = off', 'compatibility = off']), ...(options?.['checks'] === undefined ? [] : [options['checks']])].join('\n');
}

function isOfRoundTrip({ check }: Report['findings'][number]): boolean {
  return check.startsWith('round-trip/');
}
