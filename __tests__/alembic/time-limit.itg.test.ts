import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlembicWorkspace, asyncEnvironment, deadUrl, deadUrlFor, plainEnvironment } from './alembic-workspace.ts';
import { readVersions } from './query-database.ts';

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open();
});
afterAll(() => workspace.close());

const timeout = { type: 'timeout', message: 'not done within 2 s', isIrreversible: false };
const file = 'migrations/versions/slow.py';

describe.each([
  ['psycopg2', deadUrl, plainEnvironment],
  ['pg8000', deadUrlFor('pg8000'), plainEnvironment],
  ['psycopg', deadUrlFor('psycopg'), plainEnvironment],
  ['asyncpg', deadUrlFor('asyncpg'), asyncEnvironment],
  ['psycopg, asynchronous', deadUrlFor('psycopg'), asyncEnvironment],
])('%s', (_name, url, environment) => {
  it('names the statement that hangs, cancels it, and goes on in the same process', async () => {
    const revisions = { slow: { upgrade: 'print(os.getpid())\nop.execute("SELECT 1")\nop.execute("SELECT pg_sleep(30)")' }, next: { upgrade: 'print(os.getpid())' } };
    const project = await workspace.begin({ url, environment, revisions });
    const started = performance.now();
    const step = await project.bridge.step(project.url, 'slow', 'upgrade', workspace.limit(project.database, 2_000));
    expect(step).toMatchObject({ outcome: 'timed-out', error: timeout, hung: { sql: 'SELECT pg_sleep(30)', file, line: 12 } });
    expect(step.statements.filter(({ isBookkeeping }) => !isBookkeeping).map(({ sql, isFailed }) => [sql, isFailed])).toEqual([
      ['SELECT 1', false],
      ['SELECT pg_sleep(30)', true],
    ]);
    expect(performance.now() - started).toBeLessThan(15_000);
    const next = await project.bridge.step(project.url, 'next', 'upgrade', workspace.limit(project.database));
    expect(next).toMatchObject({ outcome: 'applied', output: step.output });
  });
});

describe('Python that hangs', () => {
  it.each([
    ['sleeps', 'time.sleep(60)', plainEnvironment, deadUrl],
    ['is busy', 'while True: pass', plainEnvironment, deadUrl],
    ['sleeps in an asynchronous env.py', 'time.sleep(60)', asyncEnvironment, deadUrlFor('asyncpg')],
    ['catches everything', 'while True:\n        try: time.sleep(60)\n        except BaseException: pass', plainEnvironment, deadUrl],
  ])('and %s is named and ended; the next step works', async (_name, body, environment, url) => {
    const { bridge, database, ...project } = await workspace.begin({ url, environment, revisions: { slow: { upgrade: `if True:\n    ${body}` }, next: {} } });
    const step = await bridge.step(project.url, 'slow', 'upgrade', workspace.limit(database, 2_000));
    expect(step).toMatchObject({ outcome: 'timed-out', error: timeout, hung: { file } });
    expect(step.hung?.line).toBeGreaterThanOrEqual(11);
    expect(step.hung).not.toHaveProperty('sql');
    expect(await bridge.step(project.url, 'next', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
    expect(await readVersions(project.url)).toEqual(['next']);
  });
});

it('a run that hangs, and one that kills Python, name the revision they had come to', async () => {
  const revisions = { a1: {}, a2: { parents: ['a1'], upgrade: 'op.execute("SELECT pg_sleep(30)")' }, b1: {}, b2: { parents: ['b1'], upgrade: 'os._exit(1)' } };
  const { bridge, database, url } = await workspace.begin({ revisions });
  expect(await bridge.run(url, ['a1', 'a2'], workspace.limit(database, 2_000))).toMatchObject({ outcome: 'timed-out', applied: [], failedRevision: 'a2', error: timeout });
  expect(await bridge.run(url, ['b1', 'b2'], workspace.limit(database))).toMatchObject({ outcome: 'failed', applied: [], failedRevision: 'b2', error: { type: 'process-exit' } });
});

it('a bridge that cannot cancel still ends what hangs', async () => {
  const { bridge, database, url } = await workspace.begin({ revisions: { slow: { upgrade: 'op.execute("SELECT pg_sleep(3)")' } } });
  const cancel = (): Promise<void> => Promise.reject(new Error('no server'));
  await expect(bridge.step(url, 'slow', 'upgrade', { timeoutMs: 300, cancel })).rejects.toThrow('no server');
  expect(await bridge.step(url, 'slow', 'upgrade', workspace.limit(database, 300))).toMatchObject({ outcome: 'timed-out' });
});
