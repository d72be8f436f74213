import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePythonEnvironment } from '../../../scripts/python-environment.mjs';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import { renderDiff } from '../../../src/catalog/describe.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { UserError } from '../../../src/errors.ts';

let server: DatabaseServer;
let python: string;

beforeAll(async () => {
  python = await ensurePythonEnvironment('default');
  server = await openDatabaseServer({ dialect: sqlite, database: { provider: 'container' }, image: undefined, mayFallBack: false, log: () => undefined });
});
afterAll(() => server.dispose());

function fileOf(database: string): string {
  return sqlite.databaseUrl(server.endpoint, database).replace(/^sqlite:\/\/\//, '');
}

function runPython(database: string, statements: string): string {
  return execFileSync(python, ['-c', `import sqlite3, sys\nconnection = sqlite3.connect(sys.argv[1], isolation_level=None)\n${statements}`, fileOf(database)], { encoding: 'utf8' }).trim();
}

/** A process of Python that has done something and is then killed. */
async function killAfter(database: string, statements: string): Promise<void> {
  const child = spawn(python, ['-c', `import sqlite3, sys, time\nconnection = sqlite3.connect(sys.argv[1], isolation_level=None)\n${statements}\nprint('done', flush=True)\ntime.sleep(600)`, fileOf(database)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
}

function filesOf(database: string): string[] {
  return readdirSync(server.endpoint.host).filter((name) => name.startsWith(`${database}.`)).sort();
}

const names = ({ objects }: Catalog): string[] => [...objects.values()].filter(({ kind }) => kind === 'table').map(({ name }) => name);

describe('a file for each database', () => {
  test('is what a SQLite project gets whatever provider is asked for, with a version and a URL', () => {
    expect({ provider: server.provider, version: /^3\.\d+\.\d+$/.test(server.version), image: server.image }).toEqual({ provider: 'file', version: true, image: undefined });
    expect(sqlite.databaseUrl({ ...server.endpoint, host: '/dev/shm/x' }, 'name')).toBe('sqlite:////dev/shm/x/name.db');
  });

  test('is made, copied and dropped with what lies beside it', async () => {
    const { session } = server;
    const one = await session.createDatabase();
    const opened = await session.openDatabase(one);
    await opened.execute('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    const two = await session.cloneDatabase(one) ?? '';
    expect(runPython(two, "print(connection.execute('SELECT a FROM t').fetchall())")).toBe('[(1,)]');
    await opened.execute('DROP TABLE t');
    expect(names(await (await session.openDatabase(two)).readCatalog(undefined))).toEqual(['t']);
    await killAfter(two, "connection.execute('PRAGMA journal_mode = WAL'); connection.execute('CREATE TABLE u (a)')");
    expect(filesOf(two)).toEqual([`${two}.db`, `${two}.db-shm`, `${two}.db-wal`]);
    await session.dropDatabase(two);
    expect(filesOf(two)).toEqual([]);
    expect(session.databases).not.toContain(two);
    await session.dropDatabase(one);
  });

  test('is never one of somebody else', async () => {
    const { session } = server;
    for (const work of [session.dropDatabase('main'), session.cloneDatabase('../x')]) await expect(work).rejects.toThrow('was not made by this session');
    expect(() => session.disconnectAll('main')).toThrow('was not made by this session');
  });
});

describe('what Python left', () => {
  test('a WAL is read and copied, and our looking leaves nothing beside the file', async () => {
    const database = await server.session.createDatabase();
    await killAfter(database, "connection.execute('PRAGMA journal_mode = WAL'); connection.execute('CREATE TABLE t (a)')");
    const session = await server.session.openDatabase(database);
    expect(names(await session.readCatalog(undefined))).toEqual(['t']);
    expect(await session.listDamage()).toEqual([]);
    expect(filesOf(database)).toEqual([`${database}.db`]);
    await killAfter(database, "connection.execute('INSERT INTO t VALUES (2)')");
    const copy = await server.session.cloneDatabase(database) ?? '';
    expect(runPython(copy, "print(connection.execute('SELECT a FROM t').fetchall(), connection.execute('PRAGMA journal_mode').fetchall())")).toBe("[(2,)] [('wal',)]");
    expect(existsSync(`${fileOf(copy)}-wal`)).toBe(false);
  });

  test('a transaction that a killed process had begun is no change', async () => {
    const database = await server.session.createDatabase();
    const session = await server.session.openDatabase(database);
    await session.execute('CREATE TABLE t (a)');
    const before = await session.readCatalog(undefined);
    await killAfter(database, "connection.execute('PRAGMA cache_size = 1'); connection.execute('BEGIN'); connection.execute('CREATE TABLE u (a)'); connection.executemany('INSERT INTO u VALUES (zeroblob(4000))', [()] * 200)");
    expect(filesOf(database)).toContain(`${database}.db-journal`);
    expect(diffCatalogs(before, await session.readCatalog(undefined))).toEqual([]);
    expect(filesOf(database)).toEqual([`${database}.db`]);
  });

  test('a journal mode that a connection sets is no change, and our session is not in the way of another', async () => {
    const database = await server.session.createDatabase();
    const session = await server.session.openDatabase(database);
    const before = await session.readCatalog(undefined);
    runPython(database, "connection.execute('PRAGMA auto_vacuum = FULL'); connection.execute('PRAGMA encoding = \"UTF-16\"'); connection.execute('PRAGMA journal_mode = WAL'); connection.execute('CREATE TABLE t (a)')");
    expect(renderDiff(diffCatalogs(before, await session.readCatalog(undefined)), 'upgrade')).toEqual(['+ table `t` added', '+   column `t.a` ']);
    expect(runPython(database, "print(connection.execute('PRAGMA journal_mode = DELETE').fetchall())")).toBe("[('delete',)]");
  });
});

describe('a script of the user', () => {
  const run = async (script: string): Promise<string> => {
    const session = await server.session.openDatabase(await server.session.createDatabase());
    try {
      await session.execute(script);
      return 'nothing';
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return `${error.code}: ${error.what} (${error.where ?? ''})`;
    }
  };

  test.each([
    ['', 'nothing'],
    ["-- a comment; with a semicolon\nCREATE TABLE t (a DEFAULT ';');\nCREATE TRIGGER tr AFTER INSERT ON t BEGIN\n  SELECT CASE WHEN 1 THEN 2 END;\n  UPDATE t SET a = 1;\nEND;\nINSERT INTO t VALUES (1);", 'nothing'],
    ['CREATE TABLE t (a);\n\nCREATE TABLE u (\n  a\n) WITH NOTHING;\nSELECT 1', 'setup-sql: The database refused the option `setup-sql`: near "NOTHING": syntax error. (line 5: ) WITH NOTHING;)'],
    ['SELECT 1;\nINSERT INTO nowhere VALUES (1)', 'setup-sql: The database refused the option `setup-sql`: no such table: nowhere. (line 2: INSERT INTO nowhere VALUES (1))'],
    ["SELECT 'open", 'setup-sql: The database refused the option `setup-sql`: unrecognized token: "\'open". (line 1: SELECT \'open)'],
    ['BEGIN;\nCREATE TABLE t (a);\nCOMMIT', 'nothing'],
  ])('%j: %s', async (script, expected) => {
    expect(await run(script)).toBe(expected);
  });
});

test('a database that another process still reads is not copied, because a part of it may not be in the file', async () => {
  const database = await server.session.createDatabase();
  const session = await server.session.openDatabase(database);
  await session.execute('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)');
  const reader = spawn(python, ['-c', "import sqlite3, sys\nconnection = sqlite3.connect(sys.argv[1], isolation_level=None)\nconnection.execute('BEGIN')\nprint(connection.execute('SELECT * FROM t').fetchall(), flush=True)\nsys.stdin.read()", fileOf(database)], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(reader.stdout, 'data');
  await session.execute('INSERT INTO t VALUES (2)');
  const known = server.session.databases;
  expect(await server.session.cloneDatabase(database)).toBeUndefined();
  expect(server.session.databases).toEqual(known);
  reader.stdin.end();
  await once(reader, 'close');
  const copy = await server.session.cloneDatabase(database) ?? '';
  expect(runPython(copy, "print(connection.execute('SELECT a FROM t').fetchall())")).toBe('[(1,), (2,)]');
});

test('a view of what SQLite would not let a stranger see is no damage', async () => {
  const session = await server.session.openDatabase(await server.session.createDatabase());
  await session.execute("CREATE TABLE t (a); CREATE VIEW v AS SELECT name FROM pragma_table_info('t'); CREATE VIRTUAL TABLE words USING fts5(word); CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row'); CREATE VIEW terms AS SELECT term FROM vocabulary");
  expect(await session.listDamage()).toEqual([]);
});

test('what only the connections of the project know is no damage, and does not hide what is', async () => {
  const database = await server.session.createDatabase();
  runPython(database, `connection.create_collation('theirs', lambda a, b: (a > b) - (a < b))
connection.create_function('their_function', 1, lambda a: a, deterministic=True)
connection.executescript('''
  CREATE TABLE parent (name TEXT COLLATE theirs PRIMARY KEY, a, b AS (their_function(a)) STORED, CHECK (their_function(a) IS NOT 7));
  CREATE TABLE child (name TEXT REFERENCES parent (name), other INTEGER REFERENCES gone (id), code INTEGER REFERENCES third (id));
  CREATE TABLE third (id INTEGER PRIMARY KEY);
  CREATE INDEX ix ON parent (their_function(a));
  CREATE VIEW shown AS SELECT their_function(a) FROM parent;
  CREATE TRIGGER tr AFTER INSERT ON parent BEGIN SELECT their_function(new.a); END;
  INSERT INTO parent (name, a) VALUES ('x', 1);
  INSERT INTO child (name, code) VALUES ('x', 5);
''')`);
  const session = await server.session.openDatabase(database);
  expect(names(await session.readCatalog(undefined))).toEqual(['parent', 'child', 'third']);
  expect(await session.listDamage()).toEqual(['the foreign key of `child` (other) refers to the table `gone`, which is not there', '1 row of `child` refers to a row of `third` that is not there']);
});

test('what goes wrong in the file is said', async () => {
  const database = await server.session.createDatabase();
  const session = await server.session.openDatabase(database);
  await session.execute(`
    CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT);
    CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id), code TEXT REFERENCES parent (code), other INTEGER REFERENCES gone (id));
    CREATE TABLE checked (a INTEGER NOT NULL, b INTEGER CHECK (b > 0));
    CREATE VIEW fine AS SELECT * FROM parent;
    CREATE VIEW ours AS SELECT their_function(id) FROM parent;
    CREATE VIEW broken AS SELECT nope FROM parent;
    CREATE TRIGGER tr AFTER UPDATE ON parent BEGIN INSERT INTO nowhere VALUES (1); END;
    CREATE TRIGGER fine_too AFTER DELETE ON parent BEGIN DELETE FROM child WHERE parent_id = old.id; END;
    CREATE TRIGGER instead INSTEAD OF INSERT ON fine BEGIN INSERT INTO parent (nope) VALUES (new.id); END;
    INSERT INTO child (parent_id) VALUES (7), (8), (NULL);
    PRAGMA ignore_check_constraints = ON;
    INSERT INTO checked VALUES (1, -1)`);
  expect(await session.listDamage()).toEqual([
    'view `broken` can no longer be read: no such column: nope',
    'trigger `tr` of `parent` can no longer run: no such table: main.nowhere',
    'trigger `instead` of `fine` can no longer run: table parent has no column named nope',
    'the foreign key of `child` (code) refers to `parent` (code), where there is no primary key or unique index of those columns',
    'the foreign key of `child` (other) refers to the table `gone`, which is not there',
    '2 rows of `child` refer to a row of `parent` that is not there',
    'integrity_check: CHECK constraint failed in checked',
  ]);
});
