import { expect, test } from 'vitest';
import type { ColumnShape, TableShape } from '../../../../src/rows/table-shape.ts';
import { openRows } from './open-rows.ts';

async function readTables(script: string): Promise<readonly TableShape[]> {
  return (await openRows(script)).rows.readTables(undefined);
}

async function readTable(script: string): Promise<TableShape> {
  const [table, ...others] = await readTables(script);
  if (table === undefined || others.length > 0) throw new Error('one table was expected');
  return table;
}

function summarise({ name, type, isNullable, default: initial, made }: ColumnShape): string {
  return [name, type.kind, ...(isNullable ? [] : ['not null']), ...(initial === undefined ? [] : [`default ${initial}`]), ...(made === undefined ? [] : [made])].join(' ');
}

test('a whole table', async () => {
  const table = await readTable(`
    CREATE TABLE users (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      email varchar(50) NOT NULL COLLATE NOCASE CONSTRAINT uq UNIQUE ON CONFLICT IGNORE,
      "first name" TEXT DEFAULT 'x' CHECK ("FIRST NAME" <> ''),
      boss REFERENCES Users,
      CONSTRAINT boss_is_other CHECK (boss <> id)
    );
    INSERT INTO users (email) VALUES ('a')`);
  expect(table).toEqual({
    schema: null,
    name: 'users',
    columns: [
      { name: 'id', type: { kind: 'integer', min: -(2n ** 63n), max: 2n ** 63n - 1n }, typeName: 'INTEGER', isNullable: false, default: undefined, made: 'counter' },
      { name: 'email', type: { kind: 'text', maxLength: 50, isPadded: false, repertoire: 'unicode', isLoose: true }, typeName: 'varchar(50)', isNullable: false, default: undefined, made: undefined },
      { name: 'first name', type: { kind: 'text', maxLength: undefined, isPadded: false, repertoire: 'unicode', isLoose: false }, typeName: 'TEXT', isNullable: true, default: "'x'", made: undefined },
      { name: 'boss', type: { kind: 'any' }, typeName: '', isNullable: true, default: undefined, made: undefined },
    ],
    keys: [
      { name: 'PRIMARY KEY (id)', columns: ['id'], isPrimary: true, hasDistinctNulls: true, isPartial: false },
      { name: 'uq', columns: ['email'], isPrimary: false, hasDistinctNulls: true, isPartial: false },
    ],
    foreignKeys: [{ name: 'FOREIGN KEY (boss) REFERENCES users', columns: ['boss'], target: { schema: null, name: 'users' }, targetColumns: ['id'], isDeferrable: true, isFull: false }],
    conditions: [
      { name: `"first name" <> ''`, sql: `"first name" <> ''` },
      { name: 'boss_is_other', sql: 'boss <> id' },
    ],
    exclusions: [],
    partitions: undefined,
    hasRows: true,
    refuses: undefined,
  });
});

test.each([
  ['the row number', 'CREATE TABLE t (id INTEGER PRIMARY KEY)', ['id integer not null counter']],
  ['the row number as a constraint', 'CREATE TABLE t (a TEXT, id INTEGER, PRIMARY KEY (id))', ['a text', 'id integer not null counter']],
  ['INT is none', 'CREATE TABLE t (id INT PRIMARY KEY)', ['id integer not null']],
  ['DESC is none', 'CREATE TABLE t (id INTEGER PRIMARY KEY DESC)', ['id integer not null']],
  ['WITHOUT ROWID has none', 'CREATE TABLE t (id INTEGER PRIMARY KEY) WITHOUT ROWID', ['id integer not null']],
  ['of two columns is none', 'CREATE TABLE t (a INTEGER, b INTEGER, PRIMARY KEY (a, b))', ['a integer not null', 'b integer not null']],
  ['generated', 'CREATE TABLE t (a INT, b INT AS (a + 1), c INT GENERATED ALWAYS AS (a * 2) STORED)', ['a integer', 'b integer generated', 'c integer generated']],
  ['defaults', "CREATE TABLE t (a DEFAULT NULL, b DATETIME DEFAULT CURRENT_TIMESTAMP, c INT DEFAULT (1 + 2), d TEXT DEFAULT 'it''s')", ['a any', 'b timestamp default CURRENT_TIMESTAMP', 'c integer default 1 + 2', "d text default 'it''s'"]],
  ['STRICT', 'CREATE TABLE t (a INT, b INTEGER, c REAL, d TEXT, e BLOB, f ANY) STRICT', ['a integer', 'b integer', 'c float', 'd text', 'e bytes', 'f any']],
  ['of an identifier', 'CREATE TABLE t (key CHAR(32) PRIMARY KEY, user_id VARCHAR(36), uuid CHAR(32), digest CHAR(32), parent CHAR(32) REFERENCES t)', ['key uuid not null', 'user_id uuid', 'uuid uuid', 'digest text', 'parent uuid']],
  ['of an identifier with rules of its own', 'CREATE TABLE t (id CHAR(32) PRIMARY KEY CHECK (length(id) = 32))', ['id text not null']],
])('columns: %s', async (_, script, columns) => {
  expect((await readTable(script)).columns.map(summarise)).toEqual(columns);
});

test('keys', async () => {
  const { keys, columns } = await readTable(`
    CREATE TABLE t (a TEXT, b TEXT, c TEXT, d TEXT, UNIQUE (A, B), CONSTRAINT named UNIQUE (c DESC), PRIMARY KEY (b, a)) WITHOUT ROWID;
    CREATE UNIQUE INDEX ix ON t (d, c);
    CREATE UNIQUE INDEX ix_lower ON t (lower(d));
    CREATE UNIQUE INDEX ix_both ON t (a, c || d);
    CREATE UNIQUE INDEX ix_some ON t (c) WHERE d IS NULL;
    CREATE UNIQUE INDEX ix_loose ON t (d COLLATE RTRIM);
    CREATE INDEX ix_plain ON t (d COLLATE NOCASE)`);
  expect(keys.map(({ name, columns: of, isPrimary, isPartial }) => [name, of.join(','), isPrimary, isPartial])).toEqual([
    ['PRIMARY KEY (b, a)', 'b,a', true, false],
    ['ix_loose', 'd', false, false],
    ['ix_some', 'c', false, true],
    ['ix_both', 'a', false, true],
    ['ix_lower', '', false, true],
    ['ix', 'd,c', false, false],
    ['named', 'c', false, false],
    ['UNIQUE (a, b)', 'a,b', false, false],
  ]);
  expect(columns.map(({ name, type }) => [name, type.kind === 'text' && type.isLoose])).toEqual([['a', false], ['b', false], ['c', false], ['d', true]]);
});

test('foreign keys', async () => {
  const [child] = await readTables(`
    CREATE TABLE child (a INT CONSTRAINT fk REFERENCES Parent (X), b INT, c INT REFERENCES gone, d INT REFERENCES gone (id), FOREIGN KEY (B, A) REFERENCES parent, FOREIGN KEY (b) REFERENCES child (a) DEFERRABLE INITIALLY DEFERRED);
    CREATE TABLE parent (x INT UNIQUE, y INT, PRIMARY KEY (y, x))`);
  expect(child?.foreignKeys.map(({ name, columns, target, targetColumns }) => [name, columns.join(','), target.name, targetColumns.join(',')])).toEqual([
    ['fk', 'a', 'parent', 'x'],
    ['FOREIGN KEY (c) REFERENCES gone', 'c', 'gone', ''],
    ['FOREIGN KEY (d) REFERENCES gone', 'd', 'gone', 'id'],
    ['FOREIGN KEY (b, a) REFERENCES parent', 'b,a', 'parent', 'y,x'],
    ['FOREIGN KEY (b) REFERENCES child', 'b', 'child', 'a'],
  ]);
});

test('what is there in their order, and what is not', async () => {
  const { rows } = await openRows(`
    CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT);
    CREATE TABLE "A b" (x);
    CREATE TABLE a (x);
    CREATE VIEW v AS SELECT 1;
    CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
    CREATE TABLE versions (version_num VARCHAR(32) NOT NULL);
    CREATE VIRTUAL TABLE words USING fts5(word, note UNINDEXED, tokenize = 'porter');
    CREATE VIRTUAL TABLE shown USING fts5(x, content='a');
    CREATE VIRTUAL TABLE boxes USING rtree(id, low, high);
    INSERT INTO b DEFAULT VALUES;
    INSERT INTO words VALUES ('x', 'y');
    ANALYZE`);
  const list = async (versionTable: string | undefined): Promise<unknown> =>
    (await rows.readTables(versionTable === undefined ? undefined : { schema: null, name: versionTable })).map(({ name, columns, hasRows, refuses }) => [name, columns.map((column) => column.name).join(','), hasRows, refuses]);
  const others = [
    ['A b', 'x', false, undefined],
    ['a', 'x', false, undefined],
  ];
  expect(await list(undefined)).toEqual([
    ...others,
    ['b', 'id', true, undefined],
    ['boxes', '', false, 'it is a virtual table of the module `rtree`'],
    ['shown', '', false, 'it is a virtual table of the module `fts5`'],
    ['versions', 'version_num', false, undefined],
    ['words', 'word,note', true, undefined],
  ]);
  expect(await list('versions')).toEqual([
    ...others,
    ['alembic_version', 'version_num', false, undefined],
    ['b', 'id', true, undefined],
    ['boxes', '', false, 'it is a virtual table of the module `rtree`'],
    ['shown', '', false, 'it is a virtual table of the module `fts5`'],
    ['words', 'word,note', true, undefined],
  ]);
});

test('what was read before is not told where the schema changed since', async () => {
  const { rows, execute } = await openRows('CREATE TABLE t (a)');
  const names = async (): Promise<string[][]> => (await rows.readTables(undefined)).map(({ name, columns, hasRows }) => [name, ...columns.map((column) => column.name), String(hasRows)]);
  expect(await names()).toEqual([['t', 'a', 'false']]);
  await execute('ALTER TABLE t ADD COLUMN b; INSERT INTO t VALUES (1, 2)');
  expect(await names()).toEqual([['t', 'a', 'b', 'true']]);
});
