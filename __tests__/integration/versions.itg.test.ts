import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { PythonName } from '../../scripts/python-environment.mjs';
import type { DialectName } from '../../src/dialects/dialect.ts';
import type { Expectation } from '../projects/project-case.ts';
import { listCases, listDialects, summarizeReport, takeExpectation } from '../projects/project-case.ts';
import { preparePullRequest } from '../projects/pull-request.ts';
import { lendServer } from './lent-server.ts';
import type { LentServer } from './lent-server.ts';
import { listSeverities } from './describe-projects.ts';
import { runCheck } from './run-check.ts';

/** The corners of Python, Alembic and SQLAlchemy that are supported; the usual environment is the middle. */
const corners: readonly PythonName[] = ['oldest', 'python-3.9', 'sqlalchemy-1.4', 'newest'];

/** Cases that use each part of the bridge: whatever they run on, they give the same findings. */
const names = new Set([
  'compatibility-old-code-mended', 'depends-on', 'downgrade-missing', 'drift', 'good-concurrent-index', 'good-everything', 'left-enum-type', 'locks-index', 'merge-point-new', 'retry-fails',
  'revision-exits', 'revision-prints', 'rows-required-column', 'sqlite-good-batch-always', 'sqlite-left-everything',
]); // prettier-ignore
/** What Alembic 1.7's SQLAlchemy has no greenlet for there. */
const asynchronous = 'good-async';

const dialects = ['postgresql', 'sqlite'] as const satisfies readonly DialectName[];
const cases = listCases();
const runs = corners.flatMap((corner) =>
  cases
    .filter(({ name }) => names.has(name) || (name === asynchronous && corner !== 'oldest'))
    .flatMap((project) => dialects.filter((dialect) => listDialects(project).includes(dialect)).map((dialect) => ({ corner, project, dialect, name: project.name }))),
);

const servers = new Map<DialectName, LentServer>();
const pythons = new Map<PythonName, string>();

beforeAll(async () => {
  await Promise.all([
    ...dialects.map(async (dialect) => servers.set(dialect, await lendServer(dialect, undefined))),
    ...[...corners, 'too-old' as const].map(async (corner) => pythons.set(corner, await ensurePythonEnvironment(corner))),
  ]);
});
afterAll(() => Promise.all([...servers.values()].map((server) => server.dispose())));

describe.concurrent('every corner of Python, Alembic and SQLAlchemy gives the same', () => {
  it('in each of the cases', () => {
    expect(new Set(runs.map(({ name }) => name))).toEqual(new Set([...names, asynchronous]));
  });

  it.for(runs)('$corner: $name on $dialect', async ({ corner, project, dialect }) => {
    const pullRequest = await preparePullRequest(project, dialect);
    try {
      const { report, output } = await runCheck(pullRequest.directory, { base: 'main', python: pythons.get(corner) ?? '', ...servers.get(dialect)?.flags, ...project.options, checks: listSeverities(project) });
      const expected = takeExpectation(project, dialect);
      // Of a statement of several lines Python gives one or the other before 3.11.
      const isOfOldPython = corner === 'oldest' || corner === 'python-3.9';
      expect(isOfOldPython ? leaveOutLines(summarizeReport(report)) : summarizeReport(report), output).toEqual(isOfOldPython ? leaveOutLines(expected) : expected);
    } finally {
      await pullRequest.remove();
    }
  });
});

function leaveOutLines(expectation: Expectation): Expectation {
  return { ...expectation, findings: expectation.findings.map((finding) => finding.replace(/\.py:\d+:/, '.py:')) };
}

it('an Alembic that is too old is refused by name', async () => {
  const project = cases.find(({ name }) => name === 'left-enum-type') ?? cases[0]!;
  const pullRequest = await preparePullRequest(project, 'postgresql');
  try {
    const { report } = await runCheck(pullRequest.directory, { base: 'main', python: pythons.get('too-old') ?? '', ...servers.get('postgresql')?.flags });
    expect(report.conclusion).toBe('incomplete');
    expect(report.problems.map(({ code, what, remedy }) => ({ code, what, remedy }))).toEqual([
      { code: 'python-environment', what: 'Alembic 1.6.5 or SQLAlchemy 1.3.24 is too old.', remedy: 'Install newer ones (`pip install "alembic>=1.7.6" "SQLAlchemy>=1.4"`).' },
    ]);
  } finally {
    await pullRequest.remove();
  }
});
