import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlembicWorkspace, asyncEnvironment, plainEnvironment } from './alembic-workspace.ts';
import { queryDatabase, readVersions } from './query-database.ts';

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open();
});
afterAll(() => workspace.close());

const dead = 'nobody:secret@production.invalid:1/precious';
const flavours = [
  { name: 'psycopg2', url: `postgresql+psycopg2://${dead}`, environment: plainEnvironment },
  { name: "SQLAlchemy's default driver", url: `postgresql://${dead}?sslmode=require&application_name=x`, environment: plainEnvironment },
  { name: 'psycopg', url: `postgresql+psycopg://${dead}`, environment: plainEnvironment },
  { name: 'pg8000', url: `postgresql+pg8000://${dead}`, environment: plainEnvironment },
  { name: 'asyncpg', url: `postgresql+asyncpg://${dead}`, environment: asyncEnvironment },
  { name: 'psycopg, asynchronous', url: `postgresql+psycopg://${dead}`, environment: asyncEnvironment },
];

describe.each(flavours)('$name', ({ url, environment }) => {
  const revisions = {
    a1: { upgrade: 'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))', downgrade: 'op.drop_table("t")' },
    a2: { parents: ['a1'], upgrade: 'op.execute("CREATE TABLE t (id int)")' },
  };

  it('goes up, down and up, with the statements and lines of the revision', async () => {
    const project = await workspace.begin({ url, environment, revisions });
    const limit = workspace.limit(project.database);
    const up = await project.bridge.step(project.url, 'a1', 'upgrade', limit);
    expect(up).toMatchObject({ outcome: 'applied' });
    expect(up).not.toHaveProperty('output');
    expect(up.statements.filter((statement) => !statement.isBookkeeping)).toEqual([
      {
        sql: '\nCREATE TABLE t (\n\tid SERIAL NOT NULL, \n\tPRIMARY KEY (id)\n)\n\n',
        file: 'migrations/versions/a1.py',
        line: 10,
        durationMs: expect.any(Number) as number,
        isBookkeeping: false,
        isFailed: false,
      },
    ]);
    expect(up.statements.at(-1)).toMatchObject({ sql: expect.stringContaining("VALUES ('a1'") as string, isBookkeeping: true });
    expect(await readVersions(workspace.python, project.url)).toEqual(['a1']);
    expect(project.bridge.versionTable).toEqual({ schema: null, name: 'alembic_version' });

    const down = await project.bridge.step(project.url, 'a1', 'downgrade', limit);
    expect(down).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(workspace.python, project.url, "SELECT to_regclass('t')::text")).toEqual([[null]]);
    expect(await readVersions(workspace.python, project.url)).toEqual([]);
    expect(await project.bridge.step(project.url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
  });

  it("gives the server's own words, code and statement of an error", async () => {
    const project = await workspace.begin({ url, environment, revisions });
    const limit = workspace.limit(project.database);
    await project.bridge.step(project.url, 'a1', 'upgrade', limit);
    const failed = await project.bridge.step(project.url, 'a2', 'upgrade', limit);
    expect(failed.outcome).toBe('failed');
    expect(failed.error).toEqual({
      type: 'sqlalchemy.exc.ProgrammingError',
      message: 'relation "t" already exists',
      code: '42P07',
      file: 'migrations/versions/a2.py',
      line: 10,
      sql: 'CREATE TABLE t (id int)',
      traceback: expect.stringContaining('a2.py') as string,
      isIrreversible: false,
    });
    expect(failed.statements.at(-1)).toMatchObject({ sql: 'CREATE TABLE t (id int)', file: 'migrations/versions/a2.py', line: 10, isFailed: true });
    expect(failed.error?.traceback).not.toContain('alembic_gate_bridge');
    expect(await readVersions(workspace.python, project.url)).toEqual(['a1']);
  });

  it('upgrades many in one run and says which failed', async () => {
    const project = await workspace.begin({ url, environment, revisions });
    const observation = await project.bridge.run(project.url, ['a1', 'a2'], workspace.limit(project.database));
    expect(observation).toMatchObject({ outcome: 'failed', applied: [], failedRevision: 'a2', error: { code: '42P07', sql: 'CREATE TABLE t (id int)' } });
    expect(await project.bridge.run(project.url, ['a1'], workspace.limit(project.database))).toMatchObject({ outcome: 'applied', applied: ['a1'] });
    expect(await readVersions(workspace.python, project.url)).toEqual(['a1']);
  });

  it('leaves no connection behind', async () => {
    const project = await workspace.begin({ url, environment, revisions });
    await project.bridge.step(project.url, 'a1', 'upgrade', workspace.limit(project.database));
    const query = `SELECT count(*)::int FROM pg_stat_activity WHERE datname = '${project.database}' AND pid <> pg_backend_pid()`;
    await expect.poll(() => queryDatabase(workspace.python, project.url, query)).toEqual([[0]]);
  });
});
