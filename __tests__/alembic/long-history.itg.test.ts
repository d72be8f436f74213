import { afterAll, beforeAll, expect, it } from 'vitest';
import { AlembicWorkspace, plainEnvironment } from './alembic-workspace.ts';
import type { OpenProject, RevisionSource } from './alembic-workspace.ts';

let workspace: AlembicWorkspace;
let project: OpenProject;
const length = 1000;
const id = (n: number): string => `r${String(n).padStart(4, '0')}`;

beforeAll(async () => {
  workspace = await AlembicWorkspace.open();
  const revisions: Record<string, RevisionSource> = Object.fromEntries(
    Array.from({ length }, (_, n) => [
      id(n),
      { parents: n === 0 ? [] : [id(n - 1)], upgrade: `op.execute("CREATE TABLE t${String(n)} (id int)")`, downgrade: `op.drop_table("t${String(n)}")` },
    ]),
  );
  project = await workspace.begin({ revisions });
}, 180_000);
afterAll(() => workspace.close());

/** Median milliseconds of a step up and down of revision `n`, which is next. */
async function measure(n: number): Promise<number> {
  const limit = workspace.limit(project.database);
  const durations: number[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    for (const direction of ['upgrade', 'downgrade'] as const) {
      const step = await project.bridge.step(project.url, id(n), direction, limit);
      expect(step.outcome).toBe('applied');
      durations.push(step.durationMs);
    }
  }
  return durations.toSorted((a, b) => a - b)[durations.length / 2] ?? 0;
}

it('one step costs the same at revision 10 and at revision 1,000', async () => {
  const limit = workspace.limit(project.database, 120_000);
  const all = Array.from({ length }, (_, n) => id(n));
  expect((await project.bridge.load()).revisions).toHaveLength(length);
  expect(await project.bridge.run(project.url, all.slice(0, 9), limit)).toMatchObject({ outcome: 'applied' });
  const early = await measure(9);
  expect(await project.bridge.run(project.url, all.slice(9, -1), limit)).toMatchObject({ outcome: 'applied', applied: all.slice(9, -1) });
  const late = await measure(length - 1);
  // The server's own catalog grows too; twice is far from the hundredfold that re-reading would cost.
  expect(late).toBeLessThan(2 * early + 5);
  console.log(`median step: ${early.toFixed(1)} ms at revision 10, ${late.toFixed(1)} ms at revision ${length}`);
}, 180_000);

it('an env.py that comes to its database twice finds all of it done', async () => {
  const ids = Array.from({ length: 100 }, (_, n) => id(n));
  const revisions = Object.fromEntries(ids.map((each, n) => [each, { parents: ids.slice(n - 1, n) }]));
  const { bridge, database, url } = await workspace.begin({ environment: `${plainEnvironment}${plainEnvironment}`, revisions });
  expect(await bridge.run(url, ids, workspace.limit(database, 120_000))).toMatchObject({ outcome: 'applied', applied: ids });
});
