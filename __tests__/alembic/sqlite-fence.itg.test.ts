import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace, asyncEnvironment, plainEnvironment } from './alembic-workspace.ts';
import type { OpenProject, ProjectFiles } from './alembic-workspace.ts';
import { asyncEnvironmentWith, environmentWith } from './environments.ts';
import { queryDatabase, readVersions } from './query-database.ts';

const run = promisify(execFile);

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open('default', sqlite);
});
afterAll(() => workspace.close());

/** A project whose own database is there, filled, as on a developer's machine. */
async function beginWithDatabase(files: ProjectFiles): Promise<OpenProject & { readonly isUntouched: () => Promise<boolean> }> {
  const project = await workspace.begin(files);
  const file = join(project.directory, 'example.db');
  const source = 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute("CREATE TABLE people AS SELECT \'Ann\' AS name, \'none\' AS note"); c.execute("CREATE INDEX by_name ON people (name)"); c.execute("ANALYZE")';
  await run(workspace.python, ['-c', source, file]);
  const before = await readFile(file);
  return { ...project, isUntouched: async () => before.equals(await readFile(file)) };
}

const noting = { upgrade: 'op.execute("CREATE TABLE seen (a)")\nop.execute("INSERT INTO seen VALUES (1)")', downgrade: 'op.drop_table("seen")' };

const engines: Record<string, string> = {
  'a relative path': environmentWith('engine = create_engine("sqlite:///example.db")'),
  'an absolute path': environmentWith('engine = create_engine("sqlite:///" + os.path.abspath("example.db"))'),
  'a path and arguments in the URL': environmentWith('engine = create_engine("sqlite:///example.db?timeout=20&check_same_thread=false")'),
  'a URI': environmentWith('engine = create_engine("sqlite:///file:example.db?mode=rwc&uri=true")'),
  'a database in memory': environmentWith('engine = create_engine("sqlite://", poolclass=pool.StaticPool)'),
  'a path in connect_args': environmentWith('engine = create_engine("sqlite://", connect_args={"database": "example.db"})'),
  'a creator': environmentWith('import sqlite3\nengine = create_engine("sqlite://", creator=lambda: sqlite3.connect("example.db"))'),
  'a pool of its own': environmentWith('import sqlite3\nengine = create_engine("sqlite://", pool=pool.QueuePool(lambda: sqlite3.connect("example.db")))'),
  'a do_connect listener that gives a connection': environmentWith(
    'import sqlite3\nengine = create_engine("sqlite:///example.db")\n@event.listens_for(engine, "do_connect")\ndef lead(dialect, record, cargs, cparams):\n    return sqlite3.connect("example.db")',
  ),
  'aiosqlite': asyncEnvironmentWith('engine = create_async_engine("sqlite+aiosqlite:///example.db")'),
  'an asynchronous creator': asyncEnvironmentWith(
    'import aiosqlite\nasync def create():\n    return await aiosqlite.connect("example.db")\nengine = create_async_engine("sqlite+aiosqlite://", async_creator=create)',
  ),
};

describe('the fence', () => {
  it.each(Object.entries(engines))('leads %s to the throw-away database, twice', async (_name, environment) => {
    const { bridge, database, url, isUntouched } = await beginWithDatabase({ url: null, environment, revisions: { a1: noting } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(url, 'SELECT a FROM seen')).toEqual([[1]]);
    const other = await workspace.createDatabase();
    expect(await bridge.step(other.url, 'a1', 'upgrade', workspace.limit(other.database))).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(other.url, 'SELECT a FROM seen')).toEqual([[1]]);
    expect(await isUntouched()).toBe(true);
  });

  const direct: Record<string, string> = {
    'sqlite3.connect': 'import sqlite3\nc = sqlite3.connect("example.db")',
    'sqlite3.connect of an absolute path': 'import sqlite3, pathlib\nc = sqlite3.connect(pathlib.Path("example.db").absolute(), 5, 0, None)',
    'sqlite3.connect of a URI that only reads': 'import sqlite3\nc = sqlite3.connect("file:example.db?mode=ro", uri=True)',
    'sqlite3.Connection': 'import sqlite3\nc = sqlite3.Connection("example.db")',
    'the module in C': 'import _sqlite3, sqlite3\nc = _sqlite3.connect("example.db")',
    'the module in C under a name of its own': 'from _sqlite3 import connect\nc = connect("example.db", 5.0, 0, None)',
    'sqlite3.dbapi2': 'from sqlite3 import dbapi2\nc = dbapi2.connect("example.db")',
    'a factory of its own':
      'import sqlite3\nclass Own(sqlite3.Connection):\n    pass\nc = sqlite3.connect("example.db", factory=Own)\nassert type(c) is Own',
  };

  it.each(Object.entries(direct))('leads %s in a revision to the throw-away database', async (_name, open) => {
    const upgrade = `${open}\nassert isinstance(c, __import__("sqlite3").Connection)\nc.execute("CREATE TABLE made (a)")\nc.execute("INSERT INTO made VALUES (1)")\nc.commit()`;
    const { bridge, database, url, isUntouched } = await beginWithDatabase({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(url, 'SELECT a FROM made')).toEqual([[1]]);
    expect(await isUntouched()).toBe(true);
  });

  it('leads aiosqlite.connect in a revision to the throw-away database', async () => {
    const upgrade =
      'import aiosqlite, asyncio\nasync def main():\n    async with aiosqlite.connect("example.db") as c:\n        await c.execute("CREATE TABLE made (a)")\n        await c.commit()\nasyncio.run(main())';
    const { bridge, database, url, isUntouched } = await beginWithDatabase({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(url, "SELECT name FROM sqlite_schema WHERE name = 'made'")).toEqual([['made']]);
    expect(await isUntouched()).toBe(true);
  });

  it("keeps the project's connection settings", async () => {
    const environment = environmentWith(
      'import sqlite3\nclass Own(sqlite3.Connection):\n    pass\nengine = create_engine("sqlite:///example.db?timeout=7", connect_args={"isolation_level": "IMMEDIATE", "detect_types": sqlite3.PARSE_DECLTYPES, "factory": Own})\n' +
        '@event.listens_for(engine, "connect")\ndef prepare(connection, record):\n    connection.execute("PRAGMA foreign_keys=ON")',
    );
    const upgrade = [
      'c = op.get_bind().connection.driver_connection',
      'print(type(c).__name__, c.isolation_level, *(c.execute("PRAGMA " + n).fetchone()[0] for n in ("busy_timeout", "foreign_keys")))',
      'print(type(c.execute("SELECT * FROM (SELECT d FROM t)").fetchone()[0]).__name__)',
    ].join('\n');
    const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: { upgrade: `op.execute("CREATE TABLE t (d date)")\nop.execute("INSERT INTO t VALUES ('2024-01-02')")\n${upgrade}` } } });
    expect((await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).output).toBe('Own IMMEDIATE 7000 1\ndate\n');
  });

  it('leaves databases in memory to the revision', async () => {
    const upgrade =
      'import sqlite3\nfor name, uri in ((":memory:", False), ("", False), ("file::memory:?cache=shared", True), ("file:x?mode=memory", True)):\n    c = sqlite3.connect(name, uri=uri)\n    c.execute("CREATE TABLE own (a)")\n    c.commit()\n    print([row[2] for row in c.execute("PRAGMA database_list")])';
    const { bridge, database, url } = await workspace.begin({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    expect((await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).output).toBe("['']\n['']\n['']\n['']\n");
    expect(await queryDatabase(url, "SELECT count(*) FROM sqlite_schema WHERE name = 'own'")).toEqual([[0]]);
  });

  it('refuses a connection to another dialect, and says what to do', async () => {
    for (const [environment, driver] of [
      [environmentWith('engine = create_engine("mysql+pymysql://production.invalid/precious")'), 'pymysql'],
      ['import pymysql\npymysql.connect(host="production.invalid")', 'pymysql'],
    ]) {
      const { bridge, database, url } = await workspace.begin({ environment: environment ?? '', revisions: { a1: noting } });
      await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({
        code: 'env-py',
        what: `The project opened a mysql connection (driver ${driver ?? ''}), but this run is for sqlite.`,
      });
    }
  });
});

describe('attached files', () => {
  const attach = (name: string): string => `op.get_bind().exec_driver_sql("ATTACH DATABASE ? AS other", (${name},))`;

  it('are read', async () => {
    const upgrade = `${attach('"example.db"')}\nop.execute("CREATE TABLE copied AS SELECT name FROM other.people")`;
    const { bridge, database, url, isUntouched } = await beginWithDatabase({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(url, 'SELECT name FROM copied')).toEqual([['Ann']]);
    expect(await isUntouched()).toBe(true);
  });

  it('are reflected, copied and checked', async () => {
    const upgrade = `${attach('"example.db"')}\nfound = sa.inspect(op.get_bind()).get_columns("people", schema="other")\nprint([column["name"] for column in found])\nprint(op.get_bind().exec_driver_sql("PRAGMA other.integrity_check(5)").scalar())`;
    const { bridge, database, url, isUntouched } = await beginWithDatabase({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied', output: "['name', 'note']\nok\n" });
    expect(await isUntouched()).toBe(true);
  });

  const reason = 'Alembic Gate lets revisions read the files that they attach but write only to the database that they migrate, because they may be real ones';

  it.each([
    'CREATE TABLE other.t (a)',
    'DELETE FROM other.people',
    'DELETE FROM people',
    'DROP TABLE other.people',
    'ALTER TABLE other.people ADD COLUMN b',
    'VACUUM other',
    'ANALYZE other',
    'ANALYZE',
    'REINDEX other.by_name',
    'PRAGMA other.user_version = 5',
    'PRAGMA other.incremental_vacuum',
    'PRAGMA journal_mode = WAL',
  ])('are not written to: %s', async (statement) => {
    const { bridge, database, url, isUntouched } = await beginWithDatabase({
      url: 'sqlite:///example.db',
      revisions: { a1: { upgrade: `op.get_bind().connection.driver_connection.rollback()\n${attach('"example.db"')}\nop.execute("${statement}")` } },
    });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({
      outcome: 'failed',
      error: { message: `attempt to write a readonly database; ${reason} (attached: example.db)`, code: 'SQLITE_READONLY', line: 12, sql: statement },
    });
    expect(await isUntouched()).toBe(true);
  });

  // Each with another spelling of the name, and all of the same file.
  it.each([
    `ATTACH 'example.db' AS vacuum_db; DELETE FROM vacuum_db.people`,
    `-- a comment\n;ATTACH DATABASE "example.db" AS o; /* ATTACH */ DELETE FROM o.people`,
    `attach [example.db]as o; DELETE FROM o.people`,
    `ATTACH 'file:example.db?mode=rwc#x' AS o; DELETE FROM o.people`,
    `ATTACH CAST('example' AS TEXT) || ('.' || 'db') AS o; DELETE FROM o.people`,
    `ATTACH 'file:example.db' AS o; DELETE FROM o.people`,
  ])('are not written to by a script: %s', async (script) => {
    const upgrade = `c = op.get_bind().connection.driver_connection\nc.executescript(${JSON.stringify(script)})`;
    const { bridge, database, url, isUntouched } = await beginWithDatabase({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({
      outcome: 'failed',
      error: { message: expect.stringContaining(`attempt to write a readonly database; ${reason}`) as string },
    });
    expect(await isUntouched()).toBe(true);
  });

  it.each([
    ['a blob', 'c.execute("ATTACH \'example.db\' AS o")\nwith c.blobopen("people", "note", 1, name="o") as b:\n    b.write(b"Bob")', 'sqlite3.OperationalError: attempt to write a readonly database'],
    ['a class of cursor that goes past ours', 'c.cursor(sqlite3.Cursor.__mro__[1]).execute("ATTACH \'example.db\' AS o")', 'sqlite3.DatabaseError: not authorized'],
    ['a connection that goes past ours', 'sqlite3.Connection.__mro__[1].execute(c, "ATTACH \'example.db\' AS o")', 'sqlite3.DatabaseError: not authorized'],
    ['without the authorizer', 'c.set_authorizer(None)\nc.execute("ATTACH \'example.db\' AS o")\nc.execute("DELETE FROM o.people")', `sqlite3.OperationalError: attempt to write a readonly database; ${reason} (attached: example.db)`],
    ['a class of connection that goes past ours', 'sqlite3.connect("example.db", factory=sqlite3.Connection.__mro__[1])', 'FenceError: a connection to SQLite of the class Connection goes past sqlite3.Connection'],
  ])('are not written to by %s', async (_name, work, refusal) => {
    const upgrade = `import sqlite3\nc = sqlite3.connect("example.db", isolation_level=None)\n${work}`;
    const { bridge, database, url, isUntouched } = await beginWithDatabase({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    const { outcome, error } = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
    expect([outcome, `${error?.type ?? ''}: ${error?.message ?? ''}`]).toEqual(['failed', refusal]);
    expect(await isUntouched()).toBe(true);
  });

  it('are not made', async () => {
    const { bridge, database, url, directory } = await workspace.begin({ url: 'sqlite:///example.db', revisions: { a1: { upgrade: attach('"archive.db"') } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({
      outcome: 'failed',
      error: { message: `the revision attaches archive.db, which does not exist; ${reason}`, line: 10 },
    });
    await expect(readFile(join(directory, 'archive.db'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['nothing is attached', ''],
    ['a file is attached', `c.execute("ATTACH 'example.db' AS other")`],
    ['a database in memory is attached', `c.execute("ATTACH ':memory:' AS other")\nc.execute("CREATE TABLE other.t (a)")`],
    ['the throw-away file is attached', `c.execute("ATTACH ? AS other", (c.execute("PRAGMA database_list").fetchone()[2],))\nc.execute("CREATE TABLE other.t (a)")`],
  ])('let VACUUM and VACUUM INTO work where %s', async (_name, begin) => {
    const upgrade = `import sqlite3\nc = sqlite3.connect("example.db", isolation_level=None)\n${begin}\nc.execute("VACUUM")\nc.execute("VACUUM INTO 'backup.db'")\nprint(os.path.getsize("backup.db") > 0)`;
    const { bridge, database, url, isUntouched } = await beginWithDatabase({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied', output: 'True\n' });
    expect(await isUntouched()).toBe(true);
  });

  it('in memory are written to, and the authorizer of a project is asked', async () => {
    const upgrade = [
      'c = op.get_bind().connection.driver_connection',
      'asked = []',
      'c.set_authorizer(lambda *found: asked.append(found[0]) or 0)',
      `c.execute("ATTACH ':memory:' AS other")`,
      'c.execute("CREATE TABLE other.t (a)")',
      `c.execute("ATTACH 'file:x?mode=memory' AS third")`,
      'c.execute("CREATE TABLE third.t (a)")',
      'c.execute("VACUUM")',
      'print(len(asked) > 0, os.path.exists("x"))',
    ].join('\n');
    const { bridge, database, url } = await workspace.begin({ url: 'sqlite:///example.db', revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied', output: 'True False\n' });
  });
});

describe('connections left open', () => {
  const held = { 'held.py': 'connections = []\n' };

  it.each([
    ['with sqlite3 in a transaction', 'import sqlite3, held\nc = sqlite3.connect("example.db")\nc.execute("BEGIN IMMEDIATE")\nheld.connections.append(c)'],
    ['by another thread', 'import sqlite3, held, threading\ndef hold():\n    c = sqlite3.connect("example.db")\n    c.execute("BEGIN IMMEDIATE")\n    held.connections.append(c)\nt = threading.Thread(target=hold)\nt.start()\nt.join()'],
    [
      'by a thread that is still counting',
      'import sqlite3, held, threading\ndef hang():\n    c = sqlite3.connect("example.db")\n    held.connections.append(c)\n    c.execute("BEGIN IMMEDIATE")\n    c.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")\nthreading.Thread(target=hang, daemon=True).start()\ntime.sleep(0.3)',
    ],
    ['with aiosqlite', 'import aiosqlite, asyncio, held\nasync def main():\n    c = await aiosqlite.connect("example.db")\n    await c.execute("BEGIN IMMEDIATE")\n    held.connections.append(c)\nasyncio.run(main())'],
    ['by an engine of the project', 'import held\nc = sa.create_engine("sqlite:///example.db").connect()\nc.exec_driver_sql("BEGIN IMMEDIATE")\nheld.connections.append(c)'],
  ])('%s do not lock the next step out', async (_name, upgrade) => {
    const environment = environmentWith('engine = create_engine("sqlite:///example.db", isolation_level="AUTOCOMMIT", connect_args={"timeout": 0.5})');
    const { bridge, database, url } = await workspace.begin({ environment, files: held, revisions: { a1: { upgrade: `op.execute("CREATE TABLE t (a)")\nop.get_bind().commit()\n${upgrade}`, downgrade: 'op.drop_table("t")' } } });
    const limit = workspace.limit(database);
    // Alembic's own note of the revision is what it locks out first, in the same step.
    const up = await bridge.step(url, 'a1', 'upgrade', limit);
    expect(up).toMatchObject({ outcome: 'failed', error: { message: 'database is locked', code: 'SQLITE_BUSY' } });
    expect(await queryDatabase(url, 'BEGIN EXCLUSIVE')).toEqual([]);
    await queryDatabase(url, 'SELECT a FROM t');
  });
});

describe('where a project looks for the URL', () => {
  it.each([
    ['no sqlalchemy.url', null, plainEnvironment],
    ['the placeholder of `alembic init`', 'driver://user:pass@localhost/dbname', plainEnvironment],
    ['a variable that nothing fills', '%(DB_URL)s', plainEnvironment],
    ['no sqlalchemy.url and an asynchronous env.py', null, asyncEnvironment],
    ['a variable of the environment', null, environmentWith('engine = create_engine(os.environ["DATABASE_URL"])')],
  ])('works with %s', async (_name, url, environment) => {
    const project = await workspace.begin({ url, environment, revisions: { a1: noting } });
    expect(await project.bridge.step(project.url, 'a1', 'upgrade', workspace.limit(project.database))).toMatchObject({ outcome: 'applied' });
    expect(await readVersions(project.url)).toEqual(['a1']);
  });
});

describe('probe', () => {
  it.each([
    ['an engine', environmentWith('engine = create_engine("sqlite:///example.db")'), { dialect: 'sqlite', driver: 'pysqlite' }],
    ['aiosqlite', asyncEnvironmentWith('engine = create_async_engine("sqlite+aiosqlite:///example.db")'), { dialect: 'sqlite', driver: 'aiosqlite' }],
    ['sqlite3 itself', 'import sqlite3\nsqlite3.connect("example.db").execute("CREATE TABLE t (a)")', { dialect: 'sqlite', driver: 'pysqlite' }],
  ])('tells that env.py wanted SQLite by %s, and touches no file', async (_name, environment, wanted) => {
    const { bridge, directory } = await workspace.begin({ environment }, { dialect: undefined });
    expect(await bridge.probe()).toEqual([wanted]);
    await expect(readFile(join(directory, 'example.db'))).rejects.toThrow('ENOENT');
  });
});

it("tells the version of Python's SQLite", async () => {
  const { bridge } = await workspace.begin({ url: 'sqlite:///example.db', revisions: {} });
  const { stdout } = await run(workspace.python, ['-c', 'import sqlite3; print(sqlite3.sqlite_version)']);
  expect((await bridge.load()).databaseVersion).toBe(stdout.trim());
});
