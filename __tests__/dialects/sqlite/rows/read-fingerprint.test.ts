import { describe, expect, test } from 'vitest';
import type { RowFingerprint, TableFingerprint } from '../../../../src/rows/fingerprint.ts';
import { tableKey } from '../../../../src/rows/table-shape.ts';
import { openRows } from './open-rows.ts';

function findFingerprint(fingerprint: RowFingerprint, name: string): TableFingerprint {
  const found = fingerprint.get(tableKey({ schema: null, name }));
  if (found === undefined) throw new Error(`there is no fingerprint of ${name}`);
  return found;
}

const people = `
  CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, amount NUMERIC, photo BLOB, half AS (amount / 2));
  INSERT INTO t VALUES (1, 'a', 1, X'01'), (2, 'b', 2.5, X''), (3, NULL, NULL, NULL), (4, '', 12, NULL)`;

test('counts, NULLs and two hashes of each column', async () => {
  const { rows } = await openRows(`${people}; CREATE TABLE empty (a, b, PRIMARY KEY (b, a)) WITHOUT ROWID; CREATE TABLE loose (a); CREATE TABLE alembic_version (version_num)`);
  const fingerprint = await rows.readFingerprint(undefined);
  expect([...fingerprint.keys()]).toEqual(['empty', 'loose', 't'].map((name) => tableKey({ schema: null, name })));
  const { count, columns, key } = findFingerprint(fingerprint, 't');
  expect([count, key, [...columns].map(([name, { nulls }]) => [name, nulls])]).toEqual([4, ['id'], [['id', 0], ['name', 1], ['amount', 1], ['photo', 2], ['half', 1]]]);
  const hashes = [...columns.values()].flatMap(({ values, keyed }) => [values, keyed]);
  expect(hashes.every((hash) => /^[\da-f]{64}$/.test(hash ?? ''))).toBe(true);
  expect(new Set(hashes).size).toBe(10);
  const nothing = '0'.repeat(64);
  expect(findFingerprint(fingerprint, 'empty')).toEqual({ schema: null, name: 'empty', count: 0, key: ['b', 'a'], columns: new Map(['a', 'b'].map((name) => [name, { nulls: 0, values: nothing, keyed: nothing }])) });
  expect(findFingerprint(fingerprint, 'loose')).toEqual({ schema: null, name: 'loose', count: 0, key: [], columns: new Map([['a', { nulls: 0, values: nothing, keyed: null }]]) });
});

/** What a script changes of the fingerprint of `t`. */
async function compare(before: string, script: string): Promise<string[]> {
  const { rows, execute } = await openRows(before);
  const was = findFingerprint(await rows.readFingerprint(undefined), 't');
  await execute(script);
  const is = findFingerprint(await rows.readFingerprint(undefined), 't');
  const names = [...new Set([...was.columns.keys(), ...is.columns.keys()])];
  const changed = names.flatMap((name) => {
    const [old, now] = [was.columns.get(name), is.columns.get(name)];
    return (['nulls', 'values', 'keyed'] as const).filter((part) => old?.[part] !== now?.[part]).map((part) => `${name} ${part}`);
  });
  return [...(was.count === is.count ? [] : ['count']), ...changed];
}

describe('it stays the same', () => {
  test.each([
    ['when rows stand in another order', 'CREATE TABLE copy AS SELECT * FROM t; DELETE FROM t; INSERT INTO t SELECT id, name, amount, photo FROM copy ORDER BY id DESC'],
    ['after VACUUM', 'DELETE FROM t WHERE id = 5; VACUUM'],
    ['when nothing is written', 'UPDATE t SET name = name'],
    [
      'in a table made anew, with numbers kept otherwise',
      'CREATE TABLE _alembic_tmp_t (id INTEGER NOT NULL, name VARCHAR(9), amount FLOAT, photo BLOB, half AS (amount / 2), PRIMARY KEY (id)); INSERT INTO _alembic_tmp_t (name, id, amount, photo) SELECT name, id, CAST(amount AS FLOAT), photo FROM t ORDER BY name; DROP TABLE t; ALTER TABLE _alembic_tmp_t RENAME TO t',
    ],
    ['when an index comes', 'CREATE INDEX ix ON t (name)'],
  ])('%s', async (_, script) => {
    expect(await compare(people.replace('/ 2', '/ 2.0'), script)).toEqual([]);
  });

  test('in a table without a key, whose rows have other numbers', async () => {
    expect(await compare("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (1, 'x'), (2, NULL)", 'CREATE TABLE copy AS SELECT * FROM t; DELETE FROM t; INSERT INTO t SELECT * FROM copy ORDER BY b')).toEqual([]);
  });

  test('in a table that becomes one WITHOUT ROWID', async () => {
    expect(await compare("CREATE TABLE t (a INT PRIMARY KEY, b); INSERT INTO t VALUES (2, 'x'), (1, 'y')", 'CREATE TABLE copy (a INT PRIMARY KEY, b) WITHOUT ROWID; INSERT INTO copy SELECT * FROM t; DROP TABLE t; ALTER TABLE copy RENAME TO t')).toEqual([]);
  });
});

describe('it changes', () => {
  test.each([
    ['with another text', "UPDATE t SET name = 'A' WHERE id = 1", ['name values', 'name keyed']],
    ['with a space', "UPDATE t SET name = 'a ' WHERE id = 1", ['name values', 'name keyed']],
    ['with another number', 'UPDATE t SET amount = 2.5000000000000004 WHERE id = 2', ['amount values', 'amount keyed', 'half values', 'half keyed']],
    ['when a number becomes a text', "UPDATE t SET photo = '1' WHERE id = 1", ['photo values', 'photo keyed']],
    ['when NULL becomes an empty text', "UPDATE t SET name = '' WHERE id = 3", ['name nulls', 'name values', 'name keyed']],
    ['when no bytes become an empty text', "UPDATE t SET photo = '' WHERE id = 2", ['photo values', 'photo keyed']],
    ['when values go', 'UPDATE t SET name = NULL', ['name nulls', 'name values', 'name keyed']],
    ['when two rows change places', "UPDATE t SET name = CASE id WHEN 1 THEN 'b' WHEN 2 THEN 'a' ELSE name END", ['name keyed']],
    ['when a row gets another key', 'UPDATE t SET id = 9 WHERE id = 3', ['id values', 'id keyed', 'name keyed', 'amount keyed', 'photo keyed', 'half keyed']],
    ['when a row of NULLs goes', 'DELETE FROM t WHERE id = 3', ['count', 'id values', 'id keyed', 'name nulls', 'name keyed', 'amount nulls', 'amount keyed', 'photo nulls', 'photo keyed', 'half nulls', 'half keyed']],
    ['when a column goes', 'ALTER TABLE t DROP COLUMN name', ['name nulls', 'name values', 'name keyed']],
  ])('%s', async (_, script, changes) => {
    expect(await compare(people, script)).toEqual(changes);
  });

  test('when a row of a table without a key is doubled in another\'s place', async () => {
    expect(await compare("CREATE TABLE t (a); INSERT INTO t VALUES ('x'), ('y'), ('y')", "UPDATE t SET a = 'x' WHERE rowid = 2")).toEqual(['a values']);
  });

  test('by large numbers that a double does not keep', async () => {
    expect(await compare('CREATE TABLE t (a); INSERT INTO t VALUES (9007199254740993)', 'UPDATE t SET a = CAST(a AS REAL)')).toEqual(['a values']);
  });
});

test('tables of modules: those that hold rows of their own', async () => {
  const { rows } = await openRows(`
    CREATE TABLE a (x); CREATE VIRTUAL TABLE words USING fts5(word); CREATE VIRTUAL TABLE shown USING fts5(x, content='a'); CREATE VIRTUAL TABLE boxes USING rtree(id, low, high);
    INSERT INTO words VALUES ('x'); INSERT INTO boxes VALUES (1, 2, 3)`);
  const fingerprint = await rows.readFingerprint(undefined);
  expect([...fingerprint.values()].map(({ name, count, columns, key }) => [name, count, [...columns.keys()], key])).toEqual([['a', 0, ['x'], []], ['boxes', 1, ['id', 'low', 'high'], []], ['words', 1, ['word'], []]]);
});

test('a column of a function that only the project has is told by the words of SQLite, and the others are read', async () => {
  const { rows } = await openRows('PRAGMA writable_schema = ON; CREATE TABLE t (a); CREATE TABLE u (a); INSERT INTO t VALUES (1); UPDATE sqlite_schema SET sql = \'CREATE TABLE t (a, b AS (made_up(a)))\' WHERE name = \'t\'; PRAGMA writable_schema = RESET');
  const fingerprint = await rows.readFingerprint(undefined);
  const [t, u] = [...fingerprint.values()];
  expect([t?.name, t?.count, [...(t?.columns.keys() ?? [])], t?.columns.get('b'), u?.name]).toEqual(['t', 1, ['a', 'b'], { nulls: 0, values: 'not readable: unknown function: made_up()', keyed: null }, 'u']);
  expect(t?.columns.get('a')?.values).toMatch(/^[\da-f]{64}$/);
});

test('a thousand tables of ten columns and five rows take no longer than a person waits', { timeout: 30_000 }, async () => {
  const columns = ['id INTEGER PRIMARY KEY', ...Array.from({ length: 9 }, (_, place) => `c${String(place)} TEXT`)].join(', ');
  const values = Array.from({ length: 9 }, (_, place) => `'value ${String(place)} ' || value`).join(', ');
  const { rows } = await openRows(`BEGIN; ${Array.from({ length: 1000 }, (_, number) => `CREATE TABLE t${String(number)} (${columns}); INSERT INTO t${String(number)} SELECT value, ${values} FROM (SELECT 1 AS value UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5);`).join('\n')} COMMIT`);
  await rows.readTables(undefined);
  const started = performance.now();
  const fingerprint = await rows.readFingerprint(undefined);
  const tookMs = performance.now() - started;
  expect(new Set([...fingerprint.values()].map(({ count }) => count))).toEqual(new Set([5]));
  expect(fingerprint.size).toBe(1000);
  expect(tookMs).toBeLessThan(3000);
});
