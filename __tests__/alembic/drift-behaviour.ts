import { expect, it } from 'vitest';
import type { AlembicWorkspace } from './alembic-workspace.ts';
import { plainEnvironment } from './alembic-workspace.ts';

const models = `
import sqlalchemy as sa
metadata = sa.MetaData()
parent = sa.Table("parent", metadata, sa.Column("id", sa.Integer, primary_key=True))
child = sa.Table(
    "child", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(40), nullable=False, index=True),
    sa.Column("parent_id", sa.Integer, sa.ForeignKey("parent.id", name="fk_parent")),
    sa.UniqueConstraint("name", name="uq_name"),
)
`;
const environment = plainEnvironment.replace('target_metadata = None', 'import models\ntarget_metadata = models.metadata');

/** Declares what `drift` must say on any dialect. */
export function testDrift(url: string, open: () => AlembicWorkspace): void {
  async function compare(upgrade: string): Promise<unknown> {
    const workspace = open();
    const project = await workspace.begin({ url, environment, files: { 'models.py': models }, revisions: { a1: { upgrade } } });
    const limit = workspace.limit(project.database);
    expect(await project.bridge.run(project.url, ['a1'], limit)).toMatchObject({ outcome: 'applied' });
    return project.bridge.drift(project.url, limit);
  }

  it('finds nothing where nothing differs', async () => {
    expect(await compare('sys.path.insert(0, os.getcwd())\nimport models\nmodels.metadata.create_all(op.get_bind())')).toEqual({ outcome: 'compared', operations: [] });
  });

  it('says what the models have and the database has not', async () => {
    const upgrade = [
      'op.execute("CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY)")',
      'op.execute("CREATE TABLE child (id INTEGER NOT NULL PRIMARY KEY, name varchar(40), old int)")',
      'op.execute("CREATE TABLE forgotten (id INTEGER)")',
    ].join('\n');
    const drift = (await compare(upgrade)) as { outcome: string; operations: { kind: string; description: string; code: string }[] };
    expect(drift.outcome).toBe('compared');
    expect(drift.operations.map(({ kind, description }) => [kind, description]).sort()).toEqual([
      ['add_column', 'column `child.parent_id` is in the models and not in the database'],
      ['add_constraint', 'constraint `uq_name` on `child` is in the models and not in the database'],
      ['add_fk', 'constraint `fk_parent` on `child` is in the models and not in the database'],
      ['add_index', expect.stringContaining('on `child` is in the models and not in the database')],
      ['modify_nullable', 'column `child.name`: the models have NOT NULL, the database not'],
      ['remove_column', 'column `child.old` is in the database and not in the models'],
      ['remove_table', 'table `forgotten` is in the database and not in the models'],
    ]);
  });
}
