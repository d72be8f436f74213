import { expect, test } from 'vitest';
import type { RowChange, RowRefusal } from '../../../../src/rows/row-session.ts';
import { findTable, insert, openRows, valueOf } from './open-rows.ts';
import type { Short } from './open-rows.ts';

/** What a script's table `t` says to rows. */
async function change(script: string, columns: readonly string[], ...rows: readonly (readonly Short[])[]): Promise<RowRefusal | undefined> {
  const { rows: session } = await openRows(script);
  const table = await findTable(session, 't');
  return session.change(rows.map((row) => insert(table, columns, row)));
}

/** A table that only a connection with a function or collation of its own could have made. */
function rewrite(made: string, meant: string): string {
  return `PRAGMA writable_schema = ON; CREATE TABLE t (${made}); UPDATE sqlite_schema SET sql = 'CREATE TABLE t (${meant})' WHERE name = 't'; PRAGMA writable_schema = RESET`;
}

const uuid = '550e8400-e29b-41d4-a716-446655440000';

test.each<[declared: string, value: Short, literal: string, text: string | null]>([
  ['INTEGER', 9223372036854775807n, '9223372036854775807', '9223372036854775807'],
  ['INTEGER', -9223372036854775808n, '-9223372036854775808', '-9223372036854775808'],
  ['INTEGER', null, 'NULL', null],
  ['VARCHAR(5)', "it's", "'it''s'", "it's"],
  ['TEXT', '', "''", ''],
  ['TEXT', 'a\0b', "CAST(X'610062' AS TEXT)", 'a\0b'],
  ['TEXT', 'Ünïcödé 🐘\n--', "'Ünïcödé 🐘\n--'", 'Ünïcödé 🐘\n--'],
  ['TEXT', '12', "'12'", "'12'"],
  ['TEXT', "X'00'", "'X''00'''", "'X'00''"],
  ['NUMERIC(10, 2)', -12.5, '-12.5', '-12.5'],
  ['NUMERIC(10, 2)', 3, '3', '3'],
  ['REAL', 3, '3.0', '3'],
  ['FLOAT', 1e300, '1.0e+300', '1e+300'],
  ['BOOLEAN', true, '1', '1'],
  ['BOOLEAN', false, '0', '0'],
  ['DATE', '2024-02-29', "'2024-02-29'", '2024-02-29'],
  ['DATETIME', '2024-02-29 12:00:00', "'2024-02-29 12:00:00.000000'", '2024-02-29 12:00:00.000000'],
  ['DATETIME', '2024-02-29 12:00:00.25', "'2024-02-29 12:00:00.250000'", '2024-02-29 12:00:00.250000'],
  ['TIME', '23:59:59', "'23:59:59.000000'", '23:59:59.000000'],
  ['JSON', '{"a": "it\'s"}', `'{"a": "it''s"}'`, '{"a": "it\'s"}'],
  ['BLOB', Buffer.from([0, 255]), "X'00FF'", "X'00FF'"],
  ['BLOB', Buffer.from([]), "X''", "X''"],
  ['UUID', uuid, `'${uuid}'`, uuid],
  ['CHAR(32) PRIMARY KEY', uuid, "'550e8400e29b41d4a716446655440000'", '550e8400e29b41d4a716446655440000'],
  ['CHAR(36) PRIMARY KEY', uuid, `'${uuid}'`, uuid],
  ['BINARY(16) PRIMARY KEY', uuid, "X'550E8400E29B41D4A716446655440000'", "X'550E8400E29B41D4A716446655440000'"],
  ['', 7, '7', '7'],
  ['', '7', "'7'", "'7'"],
])('a value of %s is taken and read back (%#)', async (declared, value, literal, text) => {
  const { rows } = await openRows(`CREATE TABLE t (v ${declared}); CREATE TABLE copy (v)`);
  const [table, copy] = [await findTable(rows, 't'), await findTable(rows, 'copy')];
  expect(await rows.change([insert(table, ['v'], [value])])).toBeUndefined();
  const [[read = ''] = []] = await rows.readValues(table, ['v'], 1);
  expect([read, await rows.readTexts(table, ['v'], 1)]).toEqual([literal, [[text]]]);
  expect(await rows.change([{ ...insert(copy, ['v']), rows: [[{ kind: 'sql', sql: read }]] }])).toBeUndefined();
  expect(await rows.readValues(copy, ['v'], 1)).toEqual([[literal]]);
});

test('a text with a NUL character in a database of another encoding', async () => {
  const { rows } = await openRows("PRAGMA encoding = 'UTF-16'; CREATE TABLE t (v TEXT, w TEXT)");
  const table = await findTable(rows, 't');
  await rows.change([insert(table, ['v'], ['é\0b'])]);
  const [[sql = ''] = []] = await rows.readValues(table, ['v'], 1);
  await rows.change([{ kind: 'update', table, set: [{ column: 'w', value: { kind: 'sql', sql } }], where: [{ column: 'w', value: valueOf(null) }] }]);
  expect(await rows.readTexts(table, ['v', 'w'], 1)).toEqual([['é\0b', 'é\0b']]);
});

test.each<[what: string, script: string, columns: string[], rows: Short[][], refusal: RowRefusal]>([
  [
    'CHECK',
    'CREATE TABLE t (a INT CHECK("A">0))',
    ['a'],
    [[1], [0]],
    // Of an expression that begins with a name in quotes SQLite says the name alone.
    { index: 1, message: 'CHECK constraint failed: A', code: 'SQLITE_CONSTRAINT_CHECK', constraint: 'A', column: undefined },
  ],
  ['CHECK in other spelling', 'CREATE TABLE t (a INT, check(a>0 and\n a!=5))', ['a'], [[5]], { index: 0, message: 'CHECK constraint failed: a>0 and\n a!=5', code: 'SQLITE_CONSTRAINT_CHECK', constraint: 'a > 0 AND a <> 5', column: undefined }],
  ['CHECK with a name', 'CREATE TABLE t (a INT, CONSTRAINT "of a" CHECK (a > 0))', ['a'], [[-1]], { index: 0, message: 'CHECK constraint failed: of a', code: 'SQLITE_CONSTRAINT_CHECK', constraint: 'of a', column: undefined }],
  ['UNIQUE', 'CREATE TABLE t (a INT UNIQUE)', ['a'], [[1], [2], [1]], { index: 2, message: 'UNIQUE constraint failed: t.a', code: 'SQLITE_CONSTRAINT_UNIQUE', constraint: 'UNIQUE (a)', column: 'a' }],
  ['UNIQUE of several', 'CREATE TABLE t (a INT, "b, c" INT, CONSTRAINT uq UNIQUE (a, "b, c"))', ['a', 'b, c'], [[1, 2], [1, 2]], { index: 1, message: 'UNIQUE constraint failed: t.a, t.b, c', code: 'SQLITE_CONSTRAINT_UNIQUE', constraint: 'uq', column: undefined }],
  ['UNIQUE without regard to case', 'CREATE TABLE t (a TEXT COLLATE NOCASE UNIQUE)', ['a'], [['a'], ['A']], { index: 1, message: 'UNIQUE constraint failed: t.a', code: 'SQLITE_CONSTRAINT_UNIQUE', constraint: 'UNIQUE (a)', column: 'a' }],
  ['an index with an expression', 'CREATE TABLE t (a TEXT); CREATE UNIQUE INDEX ix ON t (lower(a))', ['a'], [['a'], ['A']], { index: 1, message: "UNIQUE constraint failed: index 'ix'", code: 'SQLITE_CONSTRAINT_UNIQUE', constraint: 'ix', column: undefined }],
  ['an index of some rows', 'CREATE TABLE t (a TEXT, b INT); CREATE UNIQUE INDEX ix ON t (a) WHERE b > 0', ['a', 'b'], [['a', 0], ['a', 0], ['a', 1], ['a', 2]], { index: 3, message: 'UNIQUE constraint failed: t.a', code: 'SQLITE_CONSTRAINT_UNIQUE', constraint: 'ix', column: 'a' }],
  ['the primary key', 'CREATE TABLE t (id INTEGER PRIMARY KEY)', ['id'], [[1], [1]], { index: 1, message: 'UNIQUE constraint failed: t.id', code: 'SQLITE_CONSTRAINT_PRIMARYKEY', constraint: 'PRIMARY KEY (id)', column: 'id' }],
  ['a row number that is none', 'CREATE TABLE t (id INTEGER PRIMARY KEY)', ['id'], [['x']], { index: 0, message: 'datatype mismatch', code: 'SQLITE_MISMATCH', constraint: undefined, column: undefined }],
  ['NOT NULL', 'CREATE TABLE t (a INT, "b c" INT NOT NULL)', ['a', 'b c'], [[1, null]], { index: 0, message: 'NOT NULL constraint failed: t.b c', code: 'SQLITE_CONSTRAINT_NOTNULL', constraint: undefined, column: 'b c' }],
  ['STRICT', 'CREATE TABLE t (a INT) STRICT', ['a'], [['x']], { index: 0, message: 'cannot store TEXT value in INT column t.a', code: 'SQLITE_CONSTRAINT_DATATYPE', constraint: undefined, column: 'a' }],
  ['a trigger', "CREATE TABLE t (a INT); CREATE TRIGGER tr BEFORE INSERT ON t WHEN new.a > 1 BEGIN SELECT raise(ABORT, 'too much'); END", ['a'], [[1], [2]], { index: 1, message: 'too much', code: 'SQLITE_CONSTRAINT_TRIGGER', constraint: undefined, column: undefined }],
  ['a trigger that rolls back', "CREATE TABLE t (a INT); CREATE TRIGGER tr BEFORE INSERT ON t WHEN new.a > 1 BEGIN SELECT raise(ROLLBACK, 'too much'); END", ['a'], [[1], [2]], { index: 1, message: 'too much', code: 'SQLITE_CONSTRAINT_TRIGGER', constraint: undefined, column: undefined }],
  [
    'a trigger that passes rows over',
    'CREATE TABLE t (a INT); CREATE TRIGGER tr BEFORE INSERT ON t WHEN new.a > 1 BEGIN SELECT raise(IGNORE); END',
    ['a'],
    [[1], [2]],
    { index: 1, message: '1 of 1 rows were passed over without an error, as ON CONFLICT IGNORE and RAISE(IGNORE) do', code: undefined, constraint: undefined, column: undefined },
  ],
  [
    'ON CONFLICT IGNORE',
    'CREATE TABLE t (a INT UNIQUE ON CONFLICT IGNORE)',
    ['a'],
    [[1], [1]],
    { index: 1, message: '1 of 1 rows were passed over without an error, as ON CONFLICT IGNORE and RAISE(IGNORE) do', code: undefined, constraint: undefined, column: undefined },
  ],
  ['a function of the project', rewrite('a INT', 'a INT, CHECK (allowed(a))'), ['a'], [[1]], { index: 0, message: 'unknown function: allowed()', code: 'SQLITE_ERROR', constraint: undefined, column: undefined }],
  ['a collation of the project', rewrite('a TEXT UNIQUE', 'a TEXT COLLATE german UNIQUE'), ['a'], [['a'], ['b']], { index: 0, message: 'no such collation sequence: german', code: 'SQLITE_ERROR_MISSING_COLLSEQ', constraint: undefined, column: undefined }],
  [
    'a foreign key, found at the end',
    'CREATE TABLE t (id INTEGER PRIMARY KEY, parent INT CONSTRAINT of_parent REFERENCES t)',
    ['id', 'parent'],
    [[1, 2], [2, 1], [3, 9], [4, 4]],
    { index: 2, message: 'FOREIGN KEY constraint failed', code: 'SQLITE_CONSTRAINT_FOREIGNKEY', constraint: 'of_parent', column: 'parent' },
  ],
  [
    'a foreign key to a table that is not there',
    'CREATE TABLE t (a INT REFERENCES gone)',
    ['a'],
    [[null], [1]],
    { index: 1, message: 'FOREIGN KEY constraint failed', code: 'SQLITE_CONSTRAINT_FOREIGNKEY', constraint: 'FOREIGN KEY (a) REFERENCES gone', column: 'a' },
  ],
  [
    'a foreign key to what is no key',
    'CREATE TABLE p (x INT); INSERT INTO p VALUES (1); CREATE TABLE t (a INT REFERENCES p (x))',
    ['a'],
    [[null], [1], [2]],
    { index: 2, message: 'FOREIGN KEY constraint failed', code: 'SQLITE_CONSTRAINT_FOREIGNKEY', constraint: 'FOREIGN KEY (a) REFERENCES p', column: 'a' },
  ],
  [
    'what a trigger breaks elsewhere',
    "CREATE TABLE t (a INT); CREATE TABLE log (a INT UNIQUE); CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END",
    ['a'],
    [[1], [2]],
    { index: 1, message: 'UNIQUE constraint failed: log.a', code: 'SQLITE_CONSTRAINT_UNIQUE', constraint: undefined, column: undefined },
  ],
  ['a trigger of what is not there', 'CREATE TABLE t (a INT); CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END', ['a'], [[1]], { index: 0, message: 'no such table: main.log', code: 'SQLITE_ERROR', constraint: undefined, column: undefined }],
])('%s refuses, and nothing is done', async (_, script, columns, rows, refusal) => {
  const { rows: session } = await openRows(script);
  const table = await findTable(session, 't');
  expect(await session.change(rows.map((row) => insert(table, columns, row)))).toEqual(refusal);
  expect((await findTable(session, 't')).hasRows).toBe(false);
});

test('rows with NULL where a foreign key refers to nothing', async () => {
  expect(await change('CREATE TABLE t (a INT REFERENCES gone, b INT REFERENCES t (a))', ['a', 'b'], [null, null], [null, null])).toBeUndefined();
});

test('rows that refer to each other, in whichever order', async () => {
  const { rows } = await openRows('CREATE TABLE a (id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a)');
  const [a, b] = [await findTable(rows, 'a'), await findTable(rows, 'b')];
  expect(await rows.change([insert(a, ['id', 'b'], [1, 1], [2, 1]), insert(b, ['id', 'a'], [1, 2])])).toBeUndefined();
  expect(await rows.readTexts(a, ['id', 'b'], 5)).toEqual([['1', '1'], ['2', '1']]);
});

test('rows of which nothing is given, and the numbers after those that were', async () => {
  const { rows } = await openRows('CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a DEFAULT 7, b AS (a + id))');
  const table = await findTable(rows, 't');
  expect(await rows.change([{ ...insert(table, ['id'], [5]), overridesCounters: true }, insert(table, [], [], [])])).toBeUndefined();
  expect(await rows.readTexts(table, ['id', 'a', 'b'], 9)).toEqual([['5', '7', '12'], ['6', '7', '13'], ['7', '7', '14']]);
});

test('a row changed to which others refer', async () => {
  const { rows } = await openRows('CREATE TABLE t (id INTEGER PRIMARY KEY, a INT); CREATE TABLE child (t INT REFERENCES t); INSERT INTO t VALUES (1, 1); INSERT INTO child VALUES (1)');
  const table = await findTable(rows, 't');
  const update: RowChange = { kind: 'update', table, set: [{ column: 'id', value: valueOf(2) }], where: [{ column: 'id', value: valueOf(1) }] };
  expect(await rows.change([update])).toEqual({ index: 0, message: 'FOREIGN KEY constraint failed', code: 'SQLITE_CONSTRAINT_FOREIGNKEY', constraint: undefined, column: undefined });
  expect(await rows.readTexts(table, ['id'], 9)).toEqual([['1']]);
});

test('a row changed', async () => {
  const { rows } = await openRows("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT UNIQUE); INSERT INTO t VALUES (1, NULL, 'x'), (2, 'a', 'y')");
  const table = await findTable(rows, 't');
  const update = (a: Short, b: Short): RowChange => ({ kind: 'update', table, set: [{ column: 'b', value: valueOf(b) }], where: [{ column: 'a', value: valueOf(a) }] });
  expect(await rows.change([update(null, 'z')])).toBeUndefined();
  expect(await rows.readTexts(table, ['b', 'a'], 1)).toEqual([['z', null]]);
  expect(await rows.change([update(null, 'w'), update('a', 'w')])).toEqual({ index: 1, message: 'UNIQUE constraint failed: t.b', code: 'SQLITE_CONSTRAINT_UNIQUE', constraint: 'UNIQUE (b)', column: 'b' });
  expect(await rows.readTexts(table, ['b'], 9)).toEqual([['z'], ['y']]);
});

test('a value of a kind that SQLite has not', async () => {
  const { rows } = await openRows('CREATE TABLE t (a)');
  const table = await findTable(rows, 't');
  await expect(rows.change([{ ...insert(table, ['a']), rows: [[{ kind: 'list', values: [] }]] }])).rejects.toThrow('a value of the kind list was made for the column a (), which SQLite does not have');
  await expect(rows.change([{ ...insert(table, ['a']), rows: [[{ kind: 'number', digits: '1; DROP TABLE t' }]] }])).rejects.toThrow('"1; DROP TABLE t" for the column a is no number');
});

test('rows in the order of the primary key, no more than wanted', async () => {
  const { rows } = await openRows("CREATE TABLE t (a TEXT, b INT, PRIMARY KEY (b, a)); INSERT INTO t VALUES ('b', 1), ('a', 2), ('a', 1); CREATE TABLE u (a); INSERT INTO u VALUES (2), (1)");
  expect(await rows.readValues({ schema: null, name: 't' }, ['a', 'b'], 2)).toEqual([["'a'", '1'], ["'b'", '1']]);
  expect(await rows.readTexts({ schema: null, name: 't' }, ['a'], 9)).toEqual([['a'], ['b'], ['a']]);
  expect(await rows.readValues({ schema: null, name: 'u' }, ['a'], 9)).toEqual([['2'], ['1']]);
});

test('what is read at once is read on one connection, and what fails fails alone', { timeout: 30_000 }, async () => {
  const { rows } = await openRows(`BEGIN; ${Array.from({ length: 1000 }, (_, number) => `CREATE TABLE t${String(number)} (a INT UNIQUE, b INT UNIQUE); INSERT INTO t${String(number)} VALUES (${String(number)}, 0);`).join('\n')} COMMIT`);
  const started = performance.now();
  const read = await Promise.allSettled(Array.from({ length: 1001 }, (_, number) => rows.readValues({ schema: null, name: `t${String(number)}` }, ['a'], 1)));
  expect(performance.now() - started).toBeLessThan(2000);
  expect(read.slice(0, 1000)).toEqual(Array.from({ length: 1000 }, (_, number) => ({ status: 'fulfilled', value: [[String(number)]] })));
  expect(read[1000]).toMatchObject({ status: 'rejected', reason: { message: 'no such table: t1000' } });
});
