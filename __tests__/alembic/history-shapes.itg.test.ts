import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlembicWorkspace, plainEnvironment } from './alembic-workspace.ts';
import type { OpenProject, RevisionSource } from './alembic-workspace.ts';
import { readVersions } from './query-database.ts';

// Every shape on today's Alembic and on the oldest that is supported.
describe.each(['default', 'oldest'] as const)('with the %s Alembic', (environment) => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open(environment);
  });
  afterAll(() => workspace.close());

  /** `+a1` goes up, `-a1` goes down; gives what Alembic notes as applied after each. */
  async function walk(project: OpenProject, moves: string): Promise<Record<string, string>[]> {
    const seen = [];
    for (const move of moves.split(' ')) {
      const step = await project.bridge.step(project.url, move.slice(1), move.startsWith('+') ? 'upgrade' : 'downgrade', workspace.limit(project.database));
      expect(step.error).toBeUndefined();
      seen.push({ [move]: (await readVersions(project.url)).join(' ') });
    }
    return seen;
  }

  it('notes branches and merge points as the alembic command does', async () => {
    const revisions: Record<string, RevisionSource> = { a1: {}, b1: { parents: ['a1'], labels: ['left'] }, b2: { parents: ['a1'] }, m1: { parents: ['b1', 'b2'] }, c1: { parents: ['m1'] } };
    const project = await workspace.begin({ revisions });
    expect(await walk(project, '+a1 +b1 +b2 +m1 +c1 -c1 -m1 -b2 +b2 +m1 -m1 -b1 -b2 -a1')).toEqual([
      { '+a1': 'a1' }, { '+b1': 'b1' }, { '+b2': 'b1 b2' }, { '+m1': 'm1' }, { '+c1': 'c1' }, { '-c1': 'm1' }, { '-m1': 'b1 b2' },
      { '-b2': 'b1' }, { '+b2': 'b1 b2' }, { '+m1': 'm1' }, { '-m1': 'b1 b2' }, { '-b1': 'b2' }, { '-b2': 'a1' }, { '-a1': '' },
    ]);
    const answer = await project.bridge.load();
    expect([answer.heads, answer.bases]).toEqual([['c1'], ['a1']]);
    expect(answer.revisions.map(({ id, parents, branchLabels }) => [id, parents, branchLabels])).toContainEqual(['m1', ['b1', 'b2'], []]);
    expect(answer.revisions.find(({ id }) => id === 'b1')).toEqual({
      id: 'b1', parents: ['a1'], dependsOn: [], branchLabels: ['left'], file: `${project.directory}/migrations/versions/b1.py`,
    });
  });

  it('notes several bases and depends_on', async () => {
    const revisions: Record<string, RevisionSource> = { a1: {}, x1: {}, x2: { parents: ['x1'], dependsOn: ['a1'] }, a2: { parents: ['a1'] } };
    const project = await workspace.begin({ revisions });
    expect(await walk(project, '+a1 +x1 +x2 -x2 +x2 +a2 -a2')).toEqual([
      { '+a1': 'a1' }, { '+x1': 'a1 x1' }, { '+x2': 'x2' }, { '-x2': 'a1 x1' }, { '+x2': 'x2' }, { '+a2': 'a2 x2' }, { '-a2': 'x2' },
    ]);
    expect((await project.bridge.load()).revisions.find(({ id }) => id === 'x2')?.dependsOn).toEqual(['a1']);
  });

  it('upgrades a whole history with merge points in one run', async () => {
    const revisions: Record<string, RevisionSource> = { a1: {}, b1: { parents: ['a1'] }, b2: { parents: ['a1'] }, m1: { parents: ['b1', 'b2'] }, x1: { dependsOn: ['b1'] } };
    const { bridge, database, url } = await workspace.begin({ revisions });
    const applied = ['a1', 'b1', 'b2', 'm1', 'x1'];
    expect(await bridge.run(url, applied, workspace.limit(database))).toMatchObject({ outcome: 'applied', applied });
    expect(await readVersions(url)).toEqual(['m1', 'x1']);
  });

  it('says what a failed run has left applied where env.py commits after each revision', async () => {
    const perMigration = plainEnvironment.replace('target_metadata=target_metadata', 'target_metadata=target_metadata, transaction_per_migration=True');
    const { bridge, database, url } = await workspace.begin({ environment: perMigration, revisions: { a1: {}, a2: { parents: ['a1'], upgrade: 'op.execute("SELECT wrong")' } } });
    expect(await bridge.run(url, ['a1', 'a2'], workspace.limit(database))).toMatchObject({ outcome: 'failed', applied: ['a1'], failedRevision: 'a2' });
    expect(await readVersions(url)).toEqual(['a1']);
    const step = await bridge.step(url, 'a1', 'downgrade', workspace.limit(database));
    expect([step.outcome, step.leavesTransactionOpen]).toEqual(['applied', undefined]);
  });

  it('leaves an autocommit block its own way', async () => {
    const upgrade = 'op.execute("CREATE TABLE t (id int)")\nwith op.get_context().autocommit_block(): op.execute("CREATE INDEX CONCURRENTLY i ON t (id)")';
    const { bridge, database, url } = await workspace.begin({ revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
  });

  it('gives env.py what the alembic command would', async () => {
    const tell = `
import os, sys
cmd = config.cmd_opts
print(cmd.cmd[0].__name__, cmd.name, context.get_x_argument(as_dictionary=True), context.get_tag_argument(), context.is_offline_mode(), context.get_revision_argument(), context.get_head_revision(), os.path.basename(sys.argv[0]), sys.argv[-2:])
`;
    const environment = plainEnvironment.replace('target_metadata = None', `target_metadata = None\n${tell}`).replace('context.run_migrations()', 'context.run_migrations(); raise RuntimeError("to see what was printed")');
    const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: {}, a2: { parents: ['a1'], upgrade: 'raise ValueError' } } }, { xArguments: ['tenant=one'] });
    const told = async (direction: 'upgrade' | 'downgrade', revision: string): Promise<unknown> => (await bridge.step(url, revision, direction, workspace.limit(database))).error?.message;
    expect(await told('upgrade', 'a1')).toBe('to see what was printed');
    const failing = environment.replace('; raise RuntimeError("to see what was printed")', '').replace('connectable = ', 'if os.environ.setdefault("RUNS", "0") != "0": raise RuntimeError(0)\nos.environ["RUNS"] = "1"\nconnectable = ');
    const second = await workspace.begin({ environment: failing, revisions: { a1: {}, a2: { parents: ['a1'] } } }, { xArguments: ['tenant=one'] });
    await second.bridge.run(second.url, [], workspace.limit(second.database));
    const output = async (direction: 'upgrade' | 'downgrade', revision: string): Promise<unknown> => (await second.bridge.step(second.url, revision, direction, workspace.limit(second.database))).output;
    expect(await output('upgrade', 'a1')).toBe("upgrade alembic {'tenant': 'one'} None False a1 a2 alembic ['upgrade', 'a1']\n");
    expect(await output('downgrade', 'a2')).toBe("downgrade alembic {'tenant': 'one'} None False a1 a2 alembic ['downgrade', 'a1']\n");
  });
});
