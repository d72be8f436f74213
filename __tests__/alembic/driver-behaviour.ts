import { beforeAll, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { AlembicBridge } from '../../src/alembic/runner.ts';
import { plainEnvironment } from './alembic-workspace.ts';
import type { AlembicWorkspace, PythonName } from './alembic-workspace.ts';
import { queryDatabase, readVersions } from './query-database.ts';

/** What differs between dialects in what every driver must do. */
export interface DialectFacts {
  /** What `op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))` executes. */
  readonly createTable: string;
  /** A query whose one value is the number of tables named `t`. */
  readonly countTables: string;
  /** The error of creating it a second time. */
  readonly error: { readonly message: string; readonly code: string };
  /** Whether Alembic commits after each revision of a run. */
  readonly keepsEach: boolean;
  /** The same, of each statement that creates a table. */
  readonly commitsTables: boolean;
  /** A query whose one value is the number of others connected to a database; undefined where nobody can tell. */
  readonly countConnections: ((database: string) => string) | undefined;
}

export interface DriverFlavour {
  /** `sqlalchemy.url` of the project. */
  readonly url: string;
  readonly environment: string;
  /** Which of the Python environments has the driver. */
  readonly python?: PythonName;
}

/** Declares that `run` tells what is kept where env.py begins a transaction around all revisions. `applied`: of a first that succeeds and a second that fails. */
export function testOuterTransaction(url: string, applied: readonly string[], open: () => AlembicWorkspace): void {
  it('says what a run keeps where env.py began a transaction around all of it', async () => {
    const environment = plainEnvironment.replace('connectable.connect()', 'connectable.begin()').replace('target_metadata=target_metadata', 'target_metadata=target_metadata, transaction_per_migration=True');
    const revisions = { a1: { upgrade: 'op.execute("CREATE TABLE t (id int)")' }, a2: { parents: ['a1'], upgrade: 'op.execute("CREATE TABLE t (id int)")' } };
    const project = await open().begin({ url, environment, revisions });
    const observation = await project.bridge.run(project.url, ['a1', 'a2'], open().limit(project.database));
    expect(observation).toMatchObject({ outcome: 'failed', applied, failedRevision: 'a2' });
    expect(await readVersions(project.url).catch(() => [])).toEqual(applied);
  });
}

/** Declares the tests of one driver. */
export function testDriver({ url, environment, python = 'default' }: DriverFlavour, facts: DialectFacts, open: () => AlembicWorkspace): void {
  const stopping = [
    'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))',
    'try: op.execute("INSERT INTO t (id) VALUES (1)")',
    'except Exception: pass',
    'op.execute("CREATE TABLE u (id int)")',
  ].join('\n');
  const revisions = {
    a1: { upgrade: 'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))', downgrade: 'op.drop_table("t")' },
    a2: { parents: ['a1'], upgrade: 'op.execute("CREATE TABLE t (id int)")' },
    stopping: { upgrade: stopping, downgrade: 'op.drop_table("t")' },
  };
  // One process for all of them, each test on a database of its own.
  let bridge: AlembicBridge;
  beforeAll(async () => {
    const interpreter = { command: [await ensurePythonEnvironment(python)], origin: 'the test' };
    ({ bridge } = await open().begin({ url, environment, revisions }, { interpreter }));
  });
  const begin = async () => {
    const project = { bridge, ...(await open().createDatabase()) };
    return { project, limit: open().limit(project.database) };
  };

  it('goes up, down and up, with the statements and lines of the revision', async () => {
    const { project, limit } = await begin();
    const up = await project.bridge.step(project.url, 'a1', 'upgrade', limit);
    expect(up).toMatchObject({ outcome: 'applied' });
    expect(up.leavesTransactionOpen).toBe(facts.keepsEach ? undefined : true);
    expect(up).not.toHaveProperty('output');
    const own = up.statements.filter((statement) => !statement.isBookkeeping);
    expect(own).toEqual([
      {
        sql: facts.createTable,
        file: 'migrations/versions/a1.py',
        line: 10,
        durationMs: expect.any(Number) as number,
        isBookkeeping: false,
        isFailed: false,
        ordinal: 1,
        isAutocommit: facts.commitsTables,
        ...(own[0]?.rowCount === undefined ? {} : { rowCount: 0 }),
      },
    ]);
    expect(up.statements.filter(({ ordinal }) => ordinal !== undefined)).toEqual(own);
    expect(up.statements.at(-1)).toMatchObject({ sql: expect.stringContaining("VALUES ('a1'") as string, isBookkeeping: true });
    expect(await readVersions(project.url)).toEqual(['a1']);
    expect(project.bridge.versionTable).toEqual({ schema: null, name: 'alembic_version' });

    const down = await project.bridge.step(project.url, 'a1', 'downgrade', limit);
    expect(down).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(project.url, facts.countTables)).toEqual([[0]]);
    expect(await readVersions(project.url)).toEqual([]);
    expect(await project.bridge.step(project.url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
  });

  it("gives the server's own words, code and statement of an error", async () => {
    const { project, limit } = await begin();
    await project.bridge.step(project.url, 'a1', 'upgrade', limit);
    const failed = await project.bridge.step(project.url, 'a2', 'upgrade', limit);
    expect(failed.outcome).toBe('failed');
    expect(failed.error).toEqual({
      type: expect.stringMatching(/^sqlalchemy\.exc\.(Programming|Operational)Error$/) as string,
      ...facts.error,
      file: 'migrations/versions/a2.py',
      line: 10,
      sql: 'CREATE TABLE t (id int)',
      traceback: expect.stringContaining('a2.py') as string,
      isIrreversible: false,
    });
    expect(failed.statements.at(-1)).toMatchObject({ sql: 'CREATE TABLE t (id int)', file: 'migrations/versions/a2.py', line: 10, isFailed: true });
    expect(failed.error?.traceback).not.toContain('alembic_gate_bridge');
    expect(await readVersions(project.url)).toEqual(['a1']);
  });

  it('upgrades many in one run and says which failed', async () => {
    const { project, limit } = await begin();
    const observation = await project.bridge.run(project.url, ['a1', 'a2'], limit);
    const applied = facts.keepsEach ? ['a1'] : [];
    expect(observation).toMatchObject({ outcome: 'failed', applied, failedRevision: 'a2', error: { code: facts.error.code, sql: 'CREATE TABLE t (id int)' } });
    if (!facts.keepsEach) expect(await project.bridge.run(project.url, ['a1'], limit)).toMatchObject({ outcome: 'applied', applied: ['a1'] });
    expect(await readVersions(project.url)).toEqual(['a1']);
  });

  it('stops on purpose after a statement, and keeps what was committed', async () => {
    const { project, limit } = await begin();
    const whole = await project.bridge.step(project.url, 'stopping', 'upgrade', limit);
    const insert = whole.statements.find(({ line }) => line === 11);
    expect(insert).toMatchObject({ sql: 'INSERT INTO t (id) VALUES (1)', rowCount: 1, isAutocommit: false });

    const other = (await begin()).project;
    const stopped = await project.bridge.step(other.url, 'stopping', 'upgrade', limit, { stopAfter: insert?.ordinal });
    expect(stopped).toMatchObject({
      outcome: 'failed',
      error: { type: 'stopped-on-purpose', message: 'stopped on purpose', file: 'migrations/versions/stopping.py', line: 11, sql: 'INSERT INTO t (id) VALUES (1)', isIrreversible: false },
    });
    const untilInsert = insert === undefined ? [] : whole.statements.slice(0, whole.statements.indexOf(insert) + 1);
    expect(stopped.statements.map(({ sql }) => sql)).toEqual(untilInsert.map(({ sql }) => sql.replaceAll(project.database, other.database)));
    expect(await queryDatabase(other.url, facts.countTables)).toEqual([[facts.commitsTables || facts.keepsEach ? 1 : 0]]);
    if (facts.keepsEach) expect(await queryDatabase(other.url, 'SELECT count(*) FROM t')).toEqual([[0]]);
    // The next step goes its whole way.
    if (facts.keepsEach) await project.bridge.step(other.url, 'stopping', 'downgrade', limit);
    expect(await project.bridge.step(other.url, 'stopping', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
  });

  it('leaves no connection behind', async () => {
    const { project, limit } = await begin();
    await project.bridge.step(project.url, 'a1', 'upgrade', limit);
    const { countConnections } = facts;
    if (countConnections === undefined) {
      // A lock that no other connection lets it have.
      expect(await queryDatabase(project.url, 'BEGIN EXCLUSIVE')).toEqual([]);
      return;
    }
    await expect.poll(() => queryDatabase(project.url, countConnections(project.database))).toEqual([[0]]);
  });
}
