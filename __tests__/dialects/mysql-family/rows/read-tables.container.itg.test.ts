import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { images, openContainer } from '../container-servers.ts';
import type { ContainerServer } from '../container-servers.ts';
import { parseCondition } from '../../../../src/rows/conditions/parse-condition.ts';
import type { TableShape } from '../../../../src/rows/table-shape.ts';
import { openRows } from './open-rows.ts';

const named = (tables: readonly TableShape[], name: string): TableShape => {
  const found = tables.find((table) => table.name === name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
};
const columnsOf = ({ columns }: TableShape): unknown[] => columns.map(({ name, typeName, isNullable, default: preset, made }) => [name, typeName, isNullable, preset, made]);
const key = (name: string, columns: readonly string[], isPartial = false): unknown => ({ name, columns, isPrimary: name === 'PRIMARY', hasDistinctNulls: true, isPartial });

describe.each(images)('$image', (choice) => {
  let server: ContainerServer;
  const isMysql = choice.dialect === 'mysql';
  beforeAll(async () => {
    server = await openContainer(choice);
  });
  afterAll(() => server.dispose());

  test('columns: what makes them, their defaults, in their order', async () => {
    const open = await openRows(
      server,
      `CREATE TABLE t (z INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, a VARCHAR(9) DEFAULT 'it''s', n INT NOT NULL DEFAULT 5, b BIT(2) DEFAULT b'10', e DATETIME DEFAULT CURRENT_TIMESTAMP,
         u TIMESTAMP NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP, x INT DEFAULT (1 + 2), v INT AS (n * 2) VIRTUAL, s INT AS (n + 1) STORED, h INT INVISIBLE, flag BOOLEAN, id TINYINT(1) UNIQUE)`,
    );
    const int = isMysql ? 'int' : 'int(11)';
    const table = await open.table('t');
    expect(columnsOf(table)).toEqual([
      ['z', isMysql ? 'int unsigned' : 'int(10) unsigned', false, undefined, 'counter'],
      ['a', 'varchar(9)', true, "'it''s'", undefined],
      ['n', int, false, '5', undefined],
      ['b', 'bit(2)', true, "b'10'", undefined],
      ['e', 'datetime', true, isMysql ? 'CURRENT_TIMESTAMP' : 'current_timestamp()', undefined],
      ['u', 'timestamp', true, undefined, undefined],
      ['x', int, true, '(1 + 2)', undefined],
      ['v', int, true, undefined, 'generated'],
      ['s', int, true, undefined, 'generated'],
      ['h', int, true, undefined, undefined],
      ['flag', 'tinyint(1)', true, undefined, undefined],
      ['id', 'tinyint(1)', true, undefined, undefined],
    ]);
    expect(table.columns.slice(-2).map(({ type }) => type)).toEqual([{ kind: 'boolean' }, { kind: 'integer', min: -128n, max: 127n }]);
    await open.close();
  });

  test('keys, foreign keys and conditions', async () => {
    const open = await openRows(
      server,
      `CREATE TABLE parent (a INT, b INT, PRIMARY KEY (b, a));
       CREATE TABLE t (x INT, y INT, c VARCHAR(300), j JSON, k VARCHAR(9) CHECK (k <> 'it''s' AND k LIKE 'a%'), UNIQUE two (y, x), UNIQUE head (c(10)), KEY plain (x), PRIMARY KEY (x),
         CONSTRAINT up FOREIGN KEY (y, x) REFERENCES parent (b, a), CONSTRAINT own FOREIGN KEY (y) REFERENCES t (x), CONSTRAINT few CHECK (x BETWEEN 1 AND 5 OR y IN (7, 8)))`,
    );
    if (isMysql) await open.run('ALTER TABLE t ADD UNIQUE made ((x + y), x), ADD CONSTRAINT idle CHECK (x > 100) NOT ENFORCED');
    const table = await open.table('t');
    expect(table.keys).toEqual([key('PRIMARY', ['x']), key('head', ['c'], true), ...(isMysql ? [key('made', ['x'], true)] : []), key('two', ['y', 'x'])]);
    const foreignKey = { isDeferrable: false, isFull: false };
    expect(table.foreignKeys).toEqual([
      { name: 'own', columns: ['y'], target: { schema: null, name: 't' }, targetColumns: ['x'], ...foreignKey },
      { name: 'up', columns: ['y', 'x'], target: { schema: null, name: 'parent' }, targetColumns: ['b', 'a'], ...foreignKey },
    ]);
    expect(table.conditions).toEqual(
      isMysql
        ? [{ name: 'few', sql: '((`x` between 1 and 5) or (`y` in (7,8)))' }, { name: 't_chk_1', sql: "((`k` <> _utf8mb4'it\\'s') and (`k` like _utf8mb4'a%'))" }]
        : [{ name: 'few', sql: '`x` between 1 and 5 or `y` in (7,8)' }, { name: 'k', sql: "`k` <> 'it\\'s' and `k` like 'a%'" }],
    );
    // What is read is understood.
    expect(table.conditions.filter(({ sql }) => parseCondition(sql, open.rows.lexis) === undefined)).toEqual([]);
    expect(table.columns.map(({ type }) => type.kind)).toEqual(['integer', 'integer', 'text', 'json', 'text']);
    await open.close();
  });

  test('partitions as conditions, where not every row finds one', async () => {
    const partitioned: Readonly<Record<string, string>> = {
      by_year: "(d DATE, x INT) PARTITION BY RANGE (YEAR(d)) (PARTITION a VALUES LESS THAN (2000), PARTITION b VALUES LESS THAN (2020))",
      by_days: "(d DATE, x INT) PARTITION BY RANGE (TO_DAYS(d)) (PARTITION a VALUES LESS THAN (TO_DAYS('2020-02-29')))",
      by_moment: "(d TIMESTAMP NOT NULL, x INT) PARTITION BY RANGE (UNIX_TIMESTAMP(d)) (PARTITION a VALUES LESS THAN (1600000000))",
      by_number: '(d DATE, x INT) PARTITION BY RANGE (x * 2) (PARTITION a VALUES LESS THAN (10))',
      by_two: "(d DATE, x INT) PARTITION BY RANGE COLUMNS (d, x) (PARTITION a VALUES LESS THAN ('2020-01-01', 5), PARTITION b VALUES LESS THAN ('2021-01-01', MAXVALUE))",
      by_list: '(d DATE, x INT) PARTITION BY LIST (x) (PARTITION a VALUES IN (1, 2), PARTITION b VALUES IN (NULL, 3))',
      by_texts: "(c VARCHAR(9), x INT) PARTITION BY LIST COLUMNS (c) (PARTITION a VALUES IN ('a,b', 'it''s'))",
      by_pairs: '(d INT, x INT) PARTITION BY LIST COLUMNS (d, x) (PARTITION a VALUES IN ((1, 2), (3, NULL)))',
      with_rest: '(d DATE, x INT) PARTITION BY RANGE (x) (PARTITION a VALUES LESS THAN (10), PARTITION b VALUES LESS THAN MAXVALUE)',
      by_hash: '(d DATE, x INT) PARTITION BY HASH (x) PARTITIONS 4',
      subdivided: '(d DATE, x INT) PARTITION BY RANGE (x) SUBPARTITION BY HASH (x) SUBPARTITIONS 2 (PARTITION a VALUES LESS THAN (10))',
      ...(isMysql ? {} : { with_default: '(d DATE, x INT) PARTITION BY LIST (x) (PARTITION a VALUES IN (1), PARTITION b DEFAULT)', with_zero: '(x INT) PARTITION BY LIST (x) (PARTITION `default` VALUES IN (0))', with_default_columns: '(x INT) PARTITION BY LIST COLUMNS (x) (PARTITION a VALUES IN (1), PARTITION b DEFAULT)' }),
    };
    const open = await openRows(server, Object.entries(partitioned).map(([name, rest]) => `CREATE TABLE ${name} ${rest}`).join(';'));
    const tables = await open.rows.readTables(undefined);
    const read = Object.fromEntries(tables.map(({ name, partitions }) => [name, partitions?.map(({ name: one, sql }) => `${one}: ${sql}`)]));
    // One says `(x * 2)` as it was written, the other as it was understood.
    expect(read).toEqual({
      by_year: ["a: `d` < '2000-01-01'", "b: NOT (`d` < '2000-01-01') AND (`d` < '2020-01-01')"],
      by_days: ["a: `d` < '2020-02-29'"],
      by_moment: ["a: `d` < '2020-09-13 12:26:40'"],
      by_number: [isMysql ? 'a: (`x` * 2) < 10' : 'a: `x` * 2 < 10'],
      by_two: ["a: `d` < '2020-01-01' OR (`d` = '2020-01-01' AND (`x` < 5))", "b: NOT (`d` < '2020-01-01' OR (`d` = '2020-01-01' AND (`x` < 5))) AND (`d` <= '2021-01-01')"],
      by_list: ['a: `x` = 1 OR `x` = 2', 'b: `x` IS NULL OR `x` = 3'],
      by_texts: ["a: `c` = 'a,b' OR `c` = 'it''s'"],
      by_pairs: ['a: (`d` = 1 AND `x` = 2) OR (`d` = 3 AND `x` IS NULL)'],
      with_rest: undefined,
      by_hash: undefined,
      subdivided: ['a: `x` < 10'],
      ...(isMysql ? {} : { with_default: undefined, with_zero: ['default: `x` = 0'], with_default_columns: undefined }),
    });
    expect(tables.flatMap(({ partitions = [] }) => partitions.filter(({ sql }) => parseCondition(sql, open.rows.lexis) === undefined))).toEqual([]);
    await open.close();
  });

  test('which tables there are: not views, not sequences, not the version table; which have rows, which take none', async () => {
    const open = await openRows(
      server,
      `CREATE TABLE full (x INT); INSERT INTO full VALUES (1); CREATE TABLE emptied (x INT); INSERT INTO emptied SELECT * FROM full; DELETE FROM emptied; CREATE VIEW seen AS SELECT * FROM full;
       CREATE TABLE alembic_version (version_num VARCHAR(32)); CREATE TABLE others_version (x INT); CREATE TABLE quick (x INT) ENGINE=MyISAM; CREATE TABLE united (x INT) ENGINE=MERGE UNION=(quick);
       CREATE TABLE \`select \`\`'" .%\` (x INT); CREATE DATABASE other_schema; CREATE TABLE other_schema.child (x INT);${isMysql ? "CREATE TABLE swallows (x INT) ENGINE=BLACKHOLE" : 'CREATE SEQUENCE numbers'}`,
    );
    const list = async (versionTable?: { schema: string | null; name: string }): Promise<unknown[]> =>
      (await open.rows.readTables(versionTable)).map(({ schema, name, hasRows, refuses }) => [schema, name, hasRows, refuses]);
    const own = [
      [null, 'emptied', false, undefined],
      [null, 'full', true, undefined],
    ];
    const rest = [
      [null, 'quick', false, undefined],
      [null, "select `'\" .%", false, undefined],
      ...(isMysql ? [[null, 'swallows', false, 'its engine BLACKHOLE keeps no rows']] : []),
      [null, 'united', false, 'its engine MERGE has the rows of other tables'],
      ['other_schema', 'child', false, undefined],
    ];
    expect(await list()).toEqual([...own, [null, 'others_version', false, undefined], ...rest]);
    expect(await list({ schema: null, name: 'others_version' })).toEqual([[null, 'alembic_version', false, undefined], ...own, ...rest]);
    if (isMysql) {
      await open.run('ALTER SCHEMA other_schema READ ONLY = 1');
      expect((await list()).at(-1)).toEqual(['other_schema', 'child', false, 'its database is read only']);
      await open.run('ALTER SCHEMA other_schema READ ONLY = 0');
    }
    // A table whose parts are gone is told, and the others are read all the same.
    await open.run('CREATE TABLE gone (x INT) ENGINE=MERGE UNION=(quick); DROP TABLE quick, united');
    await open.run('DROP DATABASE other_schema');
    expect(await open.rows.readFingerprint(undefined)).toBeInstanceOf(Map);
    await open.close();
  });

  // Declared where it can run: a test that is skipped proves nothing.
  if (!isMysql) test('MariaDB: sequences as defaults, history, periods', async () => {
    const open = await openRows(
      server,
      `CREATE SEQUENCE numbers; CREATE TABLE counted (id BIGINT DEFAULT NEXTVAL(numbers) PRIMARY KEY);
       CREATE TABLE kept (id INT PRIMARY KEY, x INT, s TIMESTAMP(6) GENERATED ALWAYS AS ROW START, e TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING;
       CREATE TABLE quietly_kept (id INT PRIMARY KEY, x INT UNIQUE) WITH SYSTEM VERSIONING;
       CREATE TABLE booked (room INT, begins DATE, ends DATE, PERIOD FOR stay (begins, ends), UNIQUE free (room, stay WITHOUT OVERLAPS))`,
    );
    const tables = await open.rows.readTables(undefined);
    expect(named(tables, 'counted').columns[0]?.made).toBe('counter');
    expect(named(tables, 'kept').columns.map(({ name, made }) => [name, made])).toEqual([['id', undefined], ['x', undefined], ['s', 'generated'], ['e', 'generated']]);
    expect(named(tables, 'kept').keys).toEqual([key('PRIMARY', ['id'])]);
    expect(named(tables, 'quietly_kept').columns.map(({ name }) => name)).toEqual(['id', 'x']);
    expect(named(tables, 'quietly_kept').keys).toEqual([key('PRIMARY', ['id']), key('x', ['x'])]);
    expect(named(tables, 'booked').conditions).toEqual([{ name: 'stay', sql: '`begins` < `ends`' }]);
    expect(named(tables, 'booked').keys).toEqual([key('free', ['room'], true)]);
    await open.close();
  });

  test('a row with the longest of all its columns is taken, however many there are', async () => {
    const wide = Array.from({ length: 30 }, (_, index) => `c${String(index)} VARCHAR(400)`).join(', ');
    const many = Array.from({ length: 250 }, (_, index) => `c${String(index)} TEXT`).join(', ');
    const open = await openRows(server, `SET SESSION innodb_strict_mode = 0; CREATE TABLE old (${wide}) ROW_FORMAT=COMPACT; CREATE TABLE many (${many}) ROW_FORMAT=DYNAMIC`);
    for (const name of ['old', 'many']) {
      const table = await open.table(name);
      const longest = table.columns.map(({ type }) => ({ kind: 'text' as const, value: '😀'.repeat(type.kind === 'text' ? (type.maxLength ?? 0) : 0) }));
      expect(longest.every(({ value }) => value !== '')).toBe(true);
      expect(await open.rows.change([{ kind: 'insert', table, columns: table.columns.map((column) => column.name), rows: [longest], overridesCounters: false }])).toBeUndefined();
    }
    await open.close();
  });

  test('a thousand tables are read, and told by their fingerprints, in seconds', { timeout: 120_000 }, async () => {
    const open = await openRows(
      server,
      Array.from({ length: 1000 }, (_, index) => `CREATE TABLE t${String(index)} (id INT AUTO_INCREMENT PRIMARY KEY, a VARCHAR(50) NOT NULL UNIQUE, b INT CHECK (b > 0), d DATETIME, e DECIMAL(10, 2))`).join(';'),
    );
    const start = performance.now();
    expect(await open.rows.readTables(undefined)).toHaveLength(1000);
    const middle = performance.now();
    expect((await open.rows.readFingerprint(undefined)).size).toBe(1000);
    expect([middle - start, performance.now() - middle].map((durationMs) => durationMs < 10_000)).toEqual([true, true]);
    await open.close();
  });
});
