import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { images, openContainer } from '../container-servers.ts';
import type { ContainerServer } from '../container-servers.ts';
import type { ColumnFingerprint, TableFingerprint } from '../../../../src/rows/fingerprint.ts';
import { openRows } from './open-rows.ts';
import type { OpenRows } from './open-rows.ts';

const design = `(id INT AUTO_INCREMENT PRIMARY KEY, i INT, c VARCHAR(20) CHARACTER SET latin1, b VARBINARY(20), d DATETIME, m TIMESTAMP NULL, f FLOAT, o DOUBLE, n DECIMAL(20, 5), t BIT(9), j JSON, e ENUM('a', 'A2'), g POINT, z INT(8) ZEROFILL)`;
const rows = `(1, 5, 'é', X'00FF', '2020-01-01 00:00:00', '2020-06-01 12:00:00', 0.1, 0.1, 1.5, b'101', '{"a": 1}', 'a', ST_GeomFromText('POINT(1 2)'), 7),
  (2, 5, 'E', X'', NULL, NULL, 16777216, 1e308, -1, b'0', '[]', 'A2', NULL, 0), (3, NULL, '', NULL, '2020-01-01 00:00:01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`;

async function look(open: OpenRows, name = 't'): Promise<TableFingerprint> {
  const found = [...(await open.rows.readFingerprint(undefined)).values()].find((table) => table.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

/** The columns that another look sees otherwise, and in what. */
function differences(left: TableFingerprint, right: TableFingerprint): string[] {
  const words = (column: string): string[] =>
    (['nulls', 'values', 'keyed'] satisfies (keyof ColumnFingerprint)[]).filter((what) => left.columns.get(column)?.[what] !== right.columns.get(column)?.[what]);
  const columns = [...left.columns.keys()].flatMap((column) => (words(column).length === 0 ? [] : [`${column}: ${words(column).join(' ')}`]));
  return [...(left.count === right.count ? [] : ['count']), ...columns];
}

describe.each(images)('$image', (choice) => {
  let server: ContainerServer;
  beforeAll(async () => {
    server = await openContainer(choice);
  });
  afterAll(() => server.dispose());

  test('it stays with physical order, settings, rebuilds, and other types and charsets that keep the text; in another database too', async () => {
    const [open, other] = [await openRows(server, `CREATE TABLE t ${design}; INSERT INTO t VALUES ${rows}`), await openRows(server, `CREATE TABLE t ${design.replace(', i INT,', ',').replace(', c VARCHAR', ', i INT, c VARCHAR')}`)];
    const before = await look(open);
    expect([before.count, before.key, [...before.columns.keys()]]).toEqual([3, ['id'], ['id', 'i', 'c', 'b', 'd', 'm', 'f', 'o', 'n', 't', 'j', 'e', 'g', 'z']]);
    expect([...before.columns.values()].map(({ nulls }) => nulls)).toEqual([0, 1, 0, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1]);
    await other.run(`INSERT INTO t SELECT * FROM ${open.database}.t ORDER BY id DESC`);
    expect(await look(other)).toEqual(before);
    const same = [
      'OPTIMIZE TABLE t',
      'ALTER TABLE t ENGINE=MyISAM',
      'ALTER TABLE t ORDER BY i DESC, id DESC',
      'ALTER TABLE t ENGINE=InnoDB',
      "SET GLOBAL time_zone = '+05:00'",
      'ALTER TABLE t MODIFY c VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
      'ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4',
      'ALTER TABLE t MODIFY c TEXT CHARACTER SET utf16, MODIFY i BIGINT, MODIFY z INT, MODIFY b BLOB, MODIFY t BIT(20), MODIFY f DOUBLE',
      "ALTER TABLE t MODIFY e ENUM('A2', 'x', 'a')",
      'ALTER TABLE t ADD INDEX (i)',
      'ALTER TABLE t MODIFY i BIGINT FIRST',
    ];
    for (const sql of same) {
      await open.run(sql);
      expect(differences(before, await look(open)), sql).toEqual([]);
    }
    await open.run("SET GLOBAL time_zone = 'SYSTEM'");
    await Promise.all([open.close(), other.close()]);
  });

  test('it changes with every value, and says where', async () => {
    const open = await openRows(server, `CREATE TABLE t ${design}; INSERT INTO t VALUES ${rows}`);
    const changes: readonly (readonly [string, readonly string[]])[] = [
      ['UPDATE t SET i = 6 WHERE id = 1', ['i: values keyed']],
      // The same values in other rows.
      ["UPDATE t SET c = CASE id WHEN 1 THEN 'E' WHEN 2 THEN 'é' ELSE c END", ['c: keyed']],
      ['UPDATE t SET i = IF(id = 3, 5, NULL) WHERE id > 1', ['i: keyed']],
      ["UPDATE t SET c = 'e' WHERE id = 2", ['c: values keyed']],
      ["UPDATE t SET c = 'E ' WHERE id = 2", ['c: values keyed']],
      ["UPDATE t SET c = 'è' WHERE id = 1", ['c: values keyed']],
      ['UPDATE t SET c = NULL WHERE id = 3', ['c: nulls values keyed']],
      ["UPDATE t SET b = X'00FE' WHERE id = 1", ['b: values keyed']],
      ["UPDATE t SET d = '2020-01-01 01:00:00' WHERE id = 1", ['d: values keyed']],
      ["UPDATE t SET m = m + INTERVAL 1 SECOND WHERE id = 1", ['m: values keyed']],
      // Both are written `0.1` and `16777200` as they are.
      ['UPDATE t SET f = 0.10000001 WHERE id = 1', ['f: values keyed']],
      ['UPDATE t SET f = 16777214 WHERE id = 2', ['f: values keyed']],
      ['UPDATE t SET o = 0.10000000000000002 WHERE id = 1', ['o: values keyed']],
      ['UPDATE t SET n = 1.50001 WHERE id = 1', ['n: values keyed']],
      ["UPDATE t SET t = b'111' WHERE id = 1", ['t: values keyed']],
      [`UPDATE t SET j = '{"a": "1"}' WHERE id = 1`, ['j: values keyed']],
      ["UPDATE t SET e = 'A2' WHERE id = 1", ['e: values keyed']],
      ["UPDATE t SET g = ST_GeomFromText('POINT(1 2)', 4326) WHERE id = 1", ['g: values keyed']],
      ["UPDATE t SET g = ST_GeomFromText('POINT(2 1)') WHERE id = 1", ['g: values keyed']],
      ['UPDATE t SET z = 8 WHERE id = 1', ['z: values keyed']],
    ];
    const before = await look(open);
    for (const [sql, expected] of changes) {
      await open.run(sql);
      expect(differences(before, await look(open)), sql).toEqual(expected);
      await open.run(`REPLACE INTO t VALUES ${rows}`);
      expect(differences(before, await look(open)), sql).toEqual([]);
    }
    await open.run('INSERT INTO t (id, i) VALUES (4, 1), (5, 1)');
    const after = await look(open);
    expect(differences(before, after).slice(0, 3)).toEqual(['count', 'id: values keyed', 'i: values keyed']);
    // Two that are equal do not cancel each other.
    await open.run('UPDATE t SET i = 2 WHERE id > 3');
    expect(differences(after, await look(open))).toEqual(['i: values keyed']);
    await open.close();
  });

  test('tables without a primary key, with one of several columns, without rows, with history', async () => {
    const isMysql = choice.dialect === 'mysql';
    const open = await openRows(
      server,
      `CREATE TABLE bare (x INT, y INT); INSERT INTO bare VALUES (1, 2), (1, 2), (NULL, 3); CREATE TABLE pair (a VARCHAR(9), b INT, c INT, PRIMARY KEY (b, a)); INSERT INTO pair VALUES ('1', 11, 5), ('11', 1, 6);
       CREATE TABLE none_yet (id INT PRIMARY KEY);${isMysql ? '' : 'CREATE TABLE kept (id INT PRIMARY KEY) WITH SYSTEM VERSIONING; INSERT INTO kept VALUES (1); CREATE TABLE aging (id INT PRIMARY KEY, `now` INT, age DOUBLE AS (RAND()) VIRTUAL, same INT AS (`now` + 1) VIRTUAL); INSERT INTO aging (id, `now`) VALUES (1, 2)'}`,
    );
    const [bare, pair] = [await look(open, 'bare'), await look(open, 'pair')];
    expect([bare.key, bare.columns.get('x')?.keyed, bare.columns.get('x')?.nulls]).toEqual([[], null, 1]);
    expect(pair.key).toEqual(['b', 'a']);
    expect(await look(open, 'none_yet')).toEqual({ schema: null, name: 'none_yet', count: 0, key: ['id'], columns: new Map([['id', { nulls: 0, values: '0', keyed: '0' }]]) });
    await open.run('UPDATE pair SET c = 11 - c');
    expect(differences(pair, await look(open, 'pair'))).toEqual(['c: keyed']);
    if (!isMysql) {
      const kept = await look(open, 'kept');
      await open.run('DELETE FROM kept; INSERT INTO kept VALUES (1)');
      expect(await look(open, 'kept')).toEqual(kept);
      const aging = await look(open, 'aging');
      expect([...aging.columns.keys()]).toEqual(['id', 'now', 'same']);
      expect(await look(open, 'aging')).toEqual(aging);
    }
    await open.close();
  });
});
