import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace, plainEnvironment } from './alembic-workspace.ts';
import { testDrift } from './drift-behaviour.ts';

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
    comment="kept",
)
`;
const modelsEnvironment = plainEnvironment.replace('target_metadata = None', 'import models\ntarget_metadata = models.metadata');

const differing = `op.execute("""
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id serial PRIMARY KEY, name varchar(20), old text);
CREATE TABLE forgotten (id int);
CREATE INDEX ix_old ON child (old)""")`;

describe.each(['default', 'oldest'] as const)('with the %s Alembic', (environmentName) => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open(environmentName);
  });
  afterAll(() => workspace.close());

  async function compare(environment: string, upgrade = differing): Promise<unknown> {
    const { bridge, database, url } = await workspace.begin({ environment, files: { 'models.py': models }, revisions: { a1: { upgrade } } });
    const limit = workspace.limit(database);
    expect(await bridge.run(url, ['a1'], limit)).toMatchObject({ outcome: 'applied' });
    return bridge.drift(url, limit);
  }

  it('says what the models have and the database has not, as code and in words', async () => {
    const drift = (await compare(modelsEnvironment)) as { outcome: string; operations: { kind: string; description: string; code: string }[] };
    expect(drift.outcome).toBe('compared');
    expect(drift.operations.map(({ kind, description }) => [kind, description]).sort()).toEqual([
      ['add_column', 'column `child.parent_id` is in the models and not in the database'],
      ['add_constraint', 'constraint `uq_name` on `child` is in the models and not in the database'],
      ['add_fk', 'constraint `fk_parent` on `child` is in the models and not in the database'],
      ['add_index', expect.stringContaining('on `child` is in the models and not in the database')],
      ['add_table_comment', 'the comment on table `child` is another in the models'],
      ...(environmentName === 'default'
        ? [['modify_type', 'column `child.name`: the models have type VARCHAR(40), the database VARCHAR(20); NOT NULL, the database not']]
        : [['modify_nullable', 'column `child.name`: the models have NOT NULL, the database not']]),
      ['remove_column', 'column `child.old` is in the database and not in the models'],
      ['remove_index', 'index `ix_old` on `child` is in the database and not in the models'],
      ['remove_table', 'table `forgotten` is in the database and not in the models'],
    ]);
    expect(drift.operations.find(({ kind }) => kind === 'add_column')?.code).toBe("op.add_column('child', sa.Column('parent_id', sa.Integer(), nullable=True))");
    expect(drift.operations.find(({ kind }) => kind === 'remove_table')?.code).toContain("op.drop_table('forgotten')");
  });

  it('finds nothing where nothing differs', async () => {
    const upgrade = `sys.path.insert(0, os.getcwd())\nimport models\nmodels.metadata.create_all(op.get_bind())`;
    expect(await compare(modelsEnvironment, upgrade)).toEqual({ outcome: 'compared', operations: [] });
  });

  it("follows env.py's own options", async () => {
    const options =
      'def only_tables(object, name, type_, reflected, compare_to):\n    return not (type_ == "table" and name == "forgotten")\n' +
      'def no_indexes(context, revision, directives):\n    for part in directives[0].upgrade_ops.ops: part.ops[:] = [o for o in getattr(part, "ops", []) if "Index" not in type(o).__name__]';
    const environment = modelsEnvironment
      .replace('connectable =', `${options}\nconnectable =`)
      .replace('target_metadata=target_metadata', 'target_metadata=target_metadata, include_object=only_tables, process_revision_directives=no_indexes, compare_type=False');
    const drift = (await compare(environment)) as { operations: { kind: string }[] };
    expect(drift.operations.map(({ kind }) => kind).sort()).toEqual(['add_column', 'add_constraint', 'add_fk', 'add_table_comment', 'modify_nullable', 'remove_column']);
  });

  it('takes the recipe that leaves out empty scripts for no difference', async () => {
    const recipe = 'def leave_out(context, revision, directives):\n    if config.cmd_opts.autogenerate and directives[0].upgrade_ops.is_empty(): directives[:] = []';
    const environment = modelsEnvironment
      .replace('connectable =', `${recipe}\nconnectable =`)
      .replace('target_metadata=target_metadata', 'target_metadata=target_metadata, process_revision_directives=leave_out');
    const upgrade = `sys.path.insert(0, os.getcwd())\nimport models\nmodels.metadata.create_all(op.get_bind())`;
    expect(await compare(environment, upgrade)).toEqual({ outcome: 'compared', operations: [] });
  });

  it('compares several collections of models together', async () => {
    const environment = modelsEnvironment.replace(
      'target_metadata = models.metadata',
      'import sqlalchemy as sa\nmore = sa.MetaData()\nsa.Table("more", more, sa.Column("id", sa.Integer, primary_key=True))\ntarget_metadata = [models.metadata, more]',
    );
    const drift = (await compare(environment)) as { operations: { kind: string; description: string }[] };
    expect(drift.operations.filter(({ kind }) => kind === 'add_table').map(({ description }) => description)).toEqual(['table `more` is in the models and not in the database']);
  });

  it('names tables that no model has in the same order each time', async () => {
    const environment = modelsEnvironment.replace('target_metadata = models.metadata', 'import sqlalchemy as sa\ntarget_metadata = sa.MetaData()\nsa.Table("zoo", target_metadata, sa.Column("id", sa.Integer, primary_key=True))');
    const names = ['elm', 'ash', 'fir', 'oak', 'yew', 'bay', 'fig'];
    const upgrade = names.map((name) => `op.create_table("${name}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.Integer, index=True))`).join('\n');
    const drift = (await compare(environment, upgrade)) as { operations: { description: string }[] };
    expect(drift.operations.slice(1).map(({ description }) => description)).toEqual(
      [...names].sort().flatMap((name) => [`index \`ix_${name}_x\` on \`${name}\` is in the database and not in the models`, `table \`${name}\` is in the database and not in the models`]),
    );
  });

  it('has no models where env.py gives none', async () => {
    expect(await compare(plainEnvironment)).toEqual({ outcome: 'no-models' });
  });

  it('has no models where env.py gives a collection of them and imports none', async () => {
    expect(await compare(modelsEnvironment.replace('target_metadata = models.metadata', 'import sqlalchemy as sa\ntarget_metadata = sa.MetaData()'))).toEqual({ outcome: 'no-models' });
  });

  it('says when the comparison itself fails', async () => {
    expect(await compare(modelsEnvironment.replace('import models', 'if "revision" in sys.argv: raise RuntimeError("broken models")\nimport models').replace('config =', 'import sys\nconfig ='))).toMatchObject({
      outcome: 'failed',
      error: { type: 'RuntimeError', message: 'broken models', file: 'migrations/env.py' },
    });
  });
});

describe.each(['default', 'oldest'] as const)('SQLite with the %s Alembic', (environmentName) => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open(environmentName, sqlite);
  });
  afterAll(() => workspace.close());

  testDrift('sqlite:///example.db', () => workspace);
});
