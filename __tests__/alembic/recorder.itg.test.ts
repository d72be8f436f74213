import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace, asyncEnvironment, deadUrl, deadUrlFor, plainEnvironment } from './alembic-workspace.ts';
import { expectValues, valuesOfEveryKind } from './recorder-behaviour.ts';

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open();
});
afterAll(() => workspace.close());

describe.each([
  ['psycopg2', deadUrl, plainEnvironment],
  ['psycopg', deadUrlFor('psycopg'), plainEnvironment],
  ['pg8000', deadUrlFor('pg8000'), plainEnvironment],
  ['asyncpg', deadUrlFor('asyncpg'), asyncEnvironment],
])('with %s', (name, url, environment) => {
  async function record(upgrade: string, head = ''): Promise<[string, number | undefined, number | undefined][]> {
    const project = await workspace.begin({ url, environment, revisions: { a1: { upgrade, head } } });
    const step = await project.bridge.step(project.url, 'a1', 'upgrade', workspace.limit(project.database));
    expect(step.error).toBeUndefined();
    return step.statements.filter(({ isBookkeeping }) => !isBookkeeping).map(({ sql, line, rowCount }) => [sql.trim(), line, rowCount]);
  }

  it('writes values into the statement, casts left out of account', async () => {
    const statements = await record(
      [
        'op.execute("CREATE TABLE t (id int, name text, note text, at timestamp, ok boolean, price numeric, raw bytea)")',
        'import datetime, decimal',
        't = sa.table("t", *[sa.column(n, x) for n, x in dict(id=sa.Integer, name=sa.Text, note=sa.Text, at=sa.DateTime, ok=sa.Boolean, price=sa.Numeric, raw=sa.LargeBinary).items()])',
        'bind = op.get_bind()',
        `bind.execute(t.insert().values(id=1, name="O'Hara 100%", note=None, at=datetime.datetime(2024, 1, 2, 3, 4), ok=True, price=decimal.Decimal("1.50"), raw=b"\\x00\\xff"))`,
        'op.execute(t.update().where(t.c.name.like("O%")).values(note="%(x)s $1 %s"))',
        'bind.execute(sa.text("SELECT * FROM t WHERE id = :id AND name LIKE \'a%\'"), {"id": 5}).all()',
        'op.execute("UPDATE t SET note = \'50%\'")',
        'bind.execute(sa.select(t.c.id).where(t.c.id.in_([1, 2]))).all()',
        'op.bulk_insert(t, [{"id": n, "name": "n%d" % n} for n in range(2)])',
      ].join('\n'),
    );
    expect(statements.slice(1).map(([sql, line, rowCount]) => [sql.replace(/::[A-Z]+( WITHOUT TIME ZONE)?/g, ''), line, rowCount]).map((row) => (row[1] === 19 ? row.slice(0, 2) : row))).toEqual([
      [`INSERT INTO t (id, name, note, at, ok, price, raw) VALUES (1, 'O''Hara 100%', NULL, '2024-01-02 03:04:00', true, 1.50, '\\x00ff')`, 14, 1],
      [`UPDATE t SET note='%(x)s $1 %s' WHERE t.name LIKE 'O%'`, 15, 1],
      [`SELECT * FROM t WHERE id = 5 AND name LIKE 'a%'`, 16, 0],
      [`UPDATE t SET note = '50%'`, 17, 1],
      ['SELECT t.id \nFROM t \nWHERE t.id IN (1, 2)', 18, 1],
      [expect.stringMatching(/^INSERT INTO t \(id, name\) VALUES \(0, 'n0'\)(, |;\nINSERT INTO t \(id, name\) VALUES )\(1, 'n1'\)$/), 19],
    ]);
  });

  it('gives the line of the revision, also for helpers of the project and for batch operations', async () => {
    const statements = await record(
      'helper()\nop.create_index("i", "t", ["id"])\nwith op.batch_alter_table("t") as batch:\n    batch.add_column(sa.Column("a", sa.Integer))\n[op.execute(f"COMMENT ON TABLE t IS \'{n}\'") for n in range(2)]',
      'def helper(): op.execute("CREATE TABLE t (id int)")',
    );
    expect(statements.map(([sql, line]) => [sql, line])).toEqual([
      ['CREATE TABLE t (id int)', 7],
      ['CREATE INDEX i ON t (id)', 11],
      ['ALTER TABLE t ADD COLUMN a INTEGER', 12],
      ["COMMENT ON TABLE t IS '0'", 14],
      ["COMMENT ON TABLE t IS '1'", 14],
    ]);
  });

  it('counts what a loop repeats, and cuts many rows', async () => {
    const statements = await record(
      'op.execute("CREATE TABLE t (id int)")\nt = sa.table("t", sa.column("id", sa.Integer))\nbind = op.get_bind()\nfor n in range(60): bind.execute(t.insert().values(id=n))\nbind.execute(t.insert(), [{"id": n} for n in range(25)])',
    );
    expect(statements).toHaveLength(1 + 50 + 1);
    expect(statements[50]?.[0]).toMatch(/^INSERT INTO t \(id\) VALUES \(49[^)]*\)\n-- and 10 times more with other values$/);
    expect(statements[50]?.[2]).toBe(11);
    // Where SQLAlchemy has the driver send many rows as one statement, that statement is shown whole.
    expect(statements[51]?.[0]).toMatch(name === 'psycopg2' ? /^INSERT INTO t \(id\) VALUES \(0\), .*, \(24\)$/ : /^(INSERT INTO t \(id\) VALUES \(\d+[^)]*\);?\n){20}-- and 5 more rows$/);
  });
});

it('an error that the revision caught is not blamed for the one that ended it', async () => {
  const upgrade = 'try:\n    with op.get_bind().begin_nested(): op.execute("SELECT wrong")\nexcept sa.exc.DBAPIError: pass\nraise ValueError("own")';
  const { bridge, database, url } = await workspace.begin({ revisions: { a1: { upgrade } } });
  const { error, statements } = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
  expect(error).toMatchObject({ type: 'ValueError', message: 'own', line: 13 });
  expect(error).not.toHaveProperty('sql');
  expect(statements.filter(({ isFailed }) => isFailed).map(({ sql }) => sql)).toEqual(['SELECT wrong']);
});

it("an error carries the server's detail and hint", async () => {
  const upgrade = 'op.execute("CREATE TABLE t (id int PRIMARY KEY)")\nop.execute("INSERT INTO t VALUES (1), (1)")';
  const expected = 'duplicate key value violates unique constraint "t_pkey". Key (id)=(1) already exists';
  for (const [driver, environment] of [['psycopg2', plainEnvironment], ['psycopg', plainEnvironment], ['pg8000', plainEnvironment], ['asyncpg', asyncEnvironment]]) {
    const { bridge, database, url } = await workspace.begin({ url: deadUrlFor(driver!), environment: environment!, revisions: { a1: { upgrade } } });
    const { error } = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
    expect([driver, error?.message, error?.code, error?.line]).toEqual([driver, expected, '23505', 11]);
  }
});

it('the version table is found where env.py puts it, and its statements are bookkeeping', async () => {
  const environment = plainEnvironment.replace(
    'context.configure(connection=connection,',
    'connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS meta")\n    context.configure(connection=connection, version_table="applied", version_table_schema="meta",',
  );
  const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: { upgrade: 'op.execute("SELECT * FROM meta.applied")' } } });
  expect(bridge.versionTable).toBeUndefined();
  const step = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
  expect(bridge.versionTable).toEqual({ schema: 'meta', name: 'applied' });
  expect(step.statements.map(({ sql, line, isBookkeeping }) => [sql.trim().replace(/\s+/g, ' ').slice(0, 40), line, isBookkeeping]).filter(([sql]) => !String(sql).startsWith('SELECT pg_catalog'))).toEqual([
    ['CREATE SCHEMA IF NOT EXISTS meta', undefined, false],
    ['CREATE TABLE meta.applied ( version_num ', undefined, true],
    ['SELECT * FROM meta.applied', 10, false],
    [expect.stringContaining('INSERT INTO meta.applied'), undefined, true],
  ]);
});

describe.each([
  ['sqlite3', 'sqlite:///example.db', plainEnvironment],
  ['aiosqlite', 'sqlite+aiosqlite:///example.db', asyncEnvironment],
])('with %s', (_name, url, environment) => {
  let onSqlite: AlembicWorkspace;
  beforeAll(async () => {
    onSqlite = await AlembicWorkspace.open('default', sqlite);
  });
  afterAll(() => onSqlite.close());

  it('writes values into the statement as SQLite reads them, with the line and the count of rows', async () => {
    const project = await onSqlite.begin({ url, environment, revisions: { a1: { upgrade: valuesOfEveryKind } } });
    const { error, statements } = await project.bridge.step(project.url, 'a1', 'upgrade', onSqlite.limit(project.database));
    expect(error).toBeUndefined();
    const own = statements.filter(({ isBookkeeping, line }) => !isBookkeeping && line !== 12).map(({ sql, line, rowCount }) => [sql.trim(), line, rowCount]);
    // Python's sqlite3 counts the rows of changes alone.
    expect(own).toEqual(expectValues('2024-01-02 03:04:00.000000', '\\').map(([sql, line, count]) => [sql, line, line === 16 || line === 18 ? undefined : count]));
  });

  it('tells which statements committed themselves', async () => {
    const upgrade = 'op.execute("CREATE TABLE t (id int)")\nop.execute("INSERT INTO t VALUES (1)")\nop.execute("CREATE TABLE u (id int)")\nwith op.get_context().autocommit_block(): op.execute("INSERT INTO t VALUES (2)")\nop.execute("CREATE TABLE v (id int)")';
    const project = await onSqlite.begin({ url, environment, revisions: { a1: { upgrade } } });
    const { statements } = await project.bridge.step(project.url, 'a1', 'upgrade', onSqlite.limit(project.database));
    expect(statements.filter(({ isBookkeeping }) => !isBookkeeping).map(({ line, isAutocommit }) => [line, isAutocommit])).toEqual([[10, true], [11, false], [12, false], [13, true], [14, true]]);
  });

  it.each([
    ['op.execute("CREATE TABLE t (id int PRIMARY KEY)")\nop.execute("INSERT INTO t VALUES (1), (1)")', 'UNIQUE constraint failed: t.id', 'SQLITE_CONSTRAINT_PRIMARYKEY'],
    ['op.execute("CREATE TABLE t (id int NOT NULL)")\nop.execute("INSERT INTO t VALUES (NULL)")', 'NOT NULL constraint failed: t.id', 'SQLITE_CONSTRAINT_NOTNULL'],
    ['pass\nop.execute("ALTER TABLE t ADD b")', 'no such table: t', 'SQLITE_ERROR'],
  ])("gives SQLite's words and code of %j", async (upgrade, message, code) => {
    const project = await onSqlite.begin({ url, environment, revisions: { a1: { upgrade } } });
    expect((await project.bridge.step(project.url, 'a1', 'upgrade', onSqlite.limit(project.database))).error).toMatchObject({ message, code, line: 11 });
  });
});

it('a statement that stands for many has the number of the first', async () => {
  const { bridge, database, url } = await workspace.begin({ revisions: { a1: { upgrade: 'for n in range(60): op.execute("SELECT 1")\nop.execute("SELECT 2")' } } });
  const { statements } = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
  const own = statements.filter(({ ordinal }) => ordinal !== undefined);
  expect(own.slice(-2).map(({ ordinal, sql }) => [ordinal, sql])).toEqual([
    [50, 'SELECT 1\n-- and 10 times more with other values'],
    [61, 'SELECT 2'],
  ]);
});
