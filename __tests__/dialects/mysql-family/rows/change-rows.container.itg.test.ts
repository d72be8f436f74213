import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { images, openContainer } from '../container-servers.ts';
import type { ContainerServer } from '../container-servers.ts';
import type { RowRefusal } from '../../../../src/rows/row-session.ts';
import type { Connection } from 'mysql2/promise';
import { ChangeEnded, changeRows } from '../../../../src/dialects/mysql-family/rows/change-rows.ts';
import type { ChangeSurroundings } from '../../../../src/dialects/mysql-family/rows/change-rows.ts';
import { tableKey } from '../../../../src/rows/table-shape.ts';
import { connect } from '../apply-ddl.ts';
import { insert, none, number, openRows, text } from './open-rows.ts';

type Broken = Pick<RowRefusal, 'index' | 'code' | 'constraint' | 'column'>;

describe.each(images)('$image', (choice) => {
  let server: ContainerServer;
  const isMysql = choice.dialect === 'mysql';
  beforeAll(async () => {
    server = await openContainer(choice);
  });
  afterAll(() => server.dispose());

  test('a refusal says which change, which rule and which column; nothing of all the changes stays', async () => {
    const open = await openRows(
      server,
      `CREATE TABLE parent (id INT PRIMARY KEY);
       CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(3) NOT NULL, u INT, c INT, p INT, e ENUM('x', 'y'), d DATE, UNIQUE \`once 'per' row\` (u), CONSTRAINT \`the c\` CHECK (c > 0), CONSTRAINT up FOREIGN KEY (p) REFERENCES parent (id));
       CREATE TABLE parted (x INT) PARTITION BY RANGE (x) (PARTITION a VALUES LESS THAN (5)); CREATE TABLE own_check (z INT CHECK (z < 3));
       CREATE TABLE \`odd.'table\` (k VARCHAR(20) PRIMARY KEY);
       CREATE TRIGGER no_nine BEFORE INSERT ON t FOR EACH ROW IF NEW.id = 9 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no nine, please'; END IF`,
    );
    const [t, parted, ownCheck, odd] = [await open.table('t'), await open.table('parted'), await open.table('own_check'), await open.table("odd.'table")];
    const good = insert(t, ['id', 'a', 'u'], [number(1), text('a'), number(1)]);
    const refused = async (...second: readonly ReturnType<typeof insert>[]): Promise<Broken | undefined> => {
      const refusal = await open.rows.change([good, ...second]);
      if (refusal === undefined) return undefined;
      const { index, code, constraint, column } = refusal;
      return { index, code, constraint, column };
    };
    const broken = (code: string, constraint?: string, column?: string): Broken => ({ index: 1, code, constraint, column });
    expect([
      await refused(insert(t, ['id', 'a', 'u'], [number(2), text('b'), number(1)])),
      await refused(insert(t, ['id', 'a'], [number(1), text('b')])),
      await refused(insert(t, ['id', 'a', 'c'], [number(2), text('b'), number(-1)])),
      await refused(insert(t, ['id', 'a', 'p'], [number(2), text('b'), number(7)])),
      await refused(insert(t, ['id', 'a'], [number(2), none])),
      await refused(insert(t, ['id'], [number(2)])),
      await refused(insert(t, ['id', 'a'], [number(2), text('too long')])),
      await refused(insert(t, ['id', 'a', 'u'], [number(2), text('b'), number('3000000000')])),
      await refused(insert(t, ['id', 'a', 'u'], [number(2), text('b'), text('three')])),
      await refused(insert(t, ['id', 'a', 'e'], [number(2), text('b'), text('z')])),
      await refused(insert(t, ['id', 'a', 'd'], [number(2), text('b'), text('2023-02-30')])),
      await refused(insert(t, ['id', 'a', 'd'], [number(2), text('b'), text('0000-00-00')])),
      await refused(insert(t, ['id', 'a'], [number(9), text('b')])),
      await refused(insert(parted, ['x'], [number(5)])),
      await refused(insert(ownCheck, ['z'], [number(5)])),
      await refused(insert(odd, ['k'], [text("' for key 'no")], [text("' for key 'no")])),
    ]).toEqual([
      broken('1062', "once 'per' row"),
      broken('1062', 'PRIMARY'),
      broken(isMysql ? '3819' : '4025', 'the c'),
      broken('1452', 'up'),
      broken('1048', undefined, 'a'),
      broken('1364', undefined, 'a'),
      broken('1406', undefined, 'a'),
      broken('1264', undefined, 'u'),
      broken('1366', undefined, 'u'),
      broken('1265', undefined, 'e'),
      broken('1292', undefined, 'd'),
      broken('1292', undefined, 'd'),
      broken('1644'),
      broken('1526'),
      isMysql ? broken('3819', 'own_check_chk_1') : broken('4025', 'z'),
      broken('1062', 'PRIMARY'),
    ]);
    expect(await open.run('SELECT COUNT(*) FROM t')).toEqual([[0]]);
    expect(await open.rows.change([good])).toBeUndefined();
    expect(await open.run('SELECT id, a, u FROM t')).toEqual([[1, 'a', 1]]);
    const message = (await open.rows.change([insert(t, ['id', 'a'], [number(9), text('b')])]))?.message;
    expect(message).toBe('no nine, please');
    await open.close();
  });

  test('changes follow one another: inserts with and without columns, updates of one row, NULL among what tells it', async () => {
    const open = await openRows(server, 'CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, x INT DEFAULT 4, c VARCHAR(9)); CREATE TABLE self (id INT PRIMARY KEY, up INT REFERENCES self (id), v VARCHAR(9))');
    const [t, self] = [await open.table('t'), await open.table('self')];
    expect(
      await open.rows.change([
        insert(t, [], [], []),
        insert(self, ['id', 'up', 'v'], [number(1), none, none], [number(2), number(1), text("it's \\")]),
        { kind: 'update', table: self, set: [{ column: 'up', value: number(2) }, { column: 'v', value: text('new') }], where: [{ column: 'id', value: number(1) }, { column: 'v', value: none }] },
      ]),
    ).toBeUndefined();
    expect(await open.run('SELECT * FROM t ORDER BY id')).toEqual([[1, 4, null], [2, 4, null]]);
    expect(await open.run('SELECT * FROM self ORDER BY id')).toEqual([[1, 2, 'new'], [2, 1, "it's \\"]]);
    await open.close();
  });

  test('counters go on after values that were given, zero among them', async () => {
    const open = await openRows(server, `CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)${isMysql ? '' : '; CREATE SEQUENCE numbers; CREATE TABLE s (id INT DEFAULT NEXTVAL(numbers) PRIMARY KEY)'}`);
    for (const name of isMysql ? ['t'] : ['t', 's']) {
      const table = await open.table(name);
      expect(await open.rows.change([{ ...insert(table, ['id'], [number(0)], [number(41)]), overridesCounters: true }])).toBeUndefined();
      await open.run(`INSERT INTO ${name} () VALUES ()`);
      expect(await open.run(`SELECT id FROM ${name} ORDER BY id`)).toEqual([[0], [41], [42]]);
    }
    await open.close();
  });

  test('what the server cannot take back is taken out of a table that was empty', async () => {
    const open = await openRows(server, 'CREATE TABLE quick (x INT PRIMARY KEY) ENGINE=MyISAM; CREATE TABLE held (x INT PRIMARY KEY) ENGINE=MyISAM; INSERT INTO held VALUES (7)');
    const [quick, held] = [await open.table('quick'), await open.table('held')];
    const refusal = await open.rows.change([insert(held, ['x'], [number(8)]), insert(quick, ['x'], [number(1)], [number(1)])]);
    expect(refusal).toMatchObject({ index: 1, code: '1062', constraint: 'PRIMARY' });
    expect(await open.run('SELECT x FROM quick')).toEqual([]);
    expect(await open.run('SELECT x FROM held ORDER BY x')).toEqual([[7], [8]]);
    await open.close();
  });

  test('a trigger that hangs, and a table that somebody locks, are refusals in time', { timeout: 60_000 }, async () => {
    const open = await openRows(
      server,
      `CREATE TABLE t (x INT); CREATE TABLE locked (x INT); CREATE TRIGGER hangs BEFORE INSERT ON t FOR EACH ROW SET NEW.x = SLEEP(1000);
       CREATE TABLE loops (x INT); CREATE TRIGGER turns BEFORE INSERT ON loops FOR EACH ROW BEGIN DECLARE i BIGINT DEFAULT 0; WHILE TRUE DO SET i = i + 1; END WHILE; END;
       CREATE VIEW counts AS SELECT COUNT(*) AS x FROM information_schema.collations a, information_schema.collations b, information_schema.collations c, information_schema.collations d`,
    );
    const [t, locked, loops] = [await open.table('t'), await open.table('locked'), await open.table('loops')];
    expect(await open.rows.tryRead({ schema: null, name: 'counts' }, ['x'])).toMatchObject({ tookTooLong: true });
    // The server says that it was interrupted (1317); on a machine with much to do it may hear of it so late that the connection is ended.
    for (const table of [t, loops]) expect(await open.rows.change([insert(table, ['x'], [number(1)])])).toMatchObject({ index: 0, tookTooLong: true });
    expect(await open.run('SELECT (SELECT COUNT(*) FROM t) + (SELECT COUNT(*) FROM loops)')).toEqual([[0]]);
    await open.run('LOCK TABLES locked WRITE');
    expect(await open.rows.change([insert(locked, ['x'], [number(1)])])).toMatchObject({ index: 0, code: '1205' });
    await open.run('UNLOCK TABLES');
    expect(await open.rows.change([insert(locked, ['x'], [number(1)])])).toBeUndefined();
    expect(await open.rows.readTexts(locked, ['x'], 5)).toEqual([['1']]);
    await open.close();
  });

  test('a change whose connection had to be ended is a refusal, and its table is as it was', async () => {
    const open = await openRows(server, 'CREATE TABLE quick (x INT PRIMARY KEY) ENGINE=MyISAM; CREATE TABLE t (x INT)');
    const [quick, t] = [await open.table('quick'), await open.table('t')];
    const connections: Connection[] = [];
    const surroundings: ChangeSurroundings = {
      dialect: choice.dialect,
      lasting: new Set([tableKey(quick)]),
      open: async () => {
        const connection = await connect(server, open.database);
        connections.push(connection);
        return connection;
      },
      run: async (connection, sql) => {
        await connection.query(sql);
        if (!sql.includes('(2)')) return;
        await open.run(`KILL ${String(connection.threadId)}`);
        throw new ChangeEnded();
      },
    };
    const changes = [insert(t, ['x'], [number(1)]), insert(quick, ['x'], [number(1)]), insert(t, ['x'], [number(2)])];
    expect(await changeRows(surroundings, changes, 'keep')).toEqual({
      index: 2, message: 'it took too long, and its connection was ended', code: undefined, constraint: undefined, column: undefined, tookTooLong: true,
    }); // prettier-ignore
    expect([await open.run('SELECT * FROM quick'), await open.run('SELECT * FROM t')]).toEqual([[], []]);
    expect(connections).toHaveLength(2);
    for (const connection of connections) connection.destroy();
    await open.close();
  });

  test('a value that no column takes is an error that leaves nothing behind, no lock either', async () => {
    const open = await openRows(server, 'CREATE TABLE t (x INT)');
    const table = await open.table('t');
    const range = { kind: 'range', lower: undefined, upper: undefined, isEmpty: false } as const;
    await expect(open.rows.change([insert(table, ['x'], [number(1)]), insert(table, ['x'], [range])])).rejects.toThrow(new TypeError('no column takes a range'));
    await open.run('SET SESSION lock_wait_timeout = 1; ALTER TABLE t ADD y INT');
    expect(await open.run('SELECT * FROM t')).toEqual([]);
    await open.close();
  });

  test('connections that were ended are opened again', async () => {
    const open = await openRows(server, 'CREATE TABLE t (x INT)');
    const table = await open.table('t');
    expect(await open.rows.change([insert(table, ['x'], [number(1)])])).toBeUndefined();
    const others = (await open.run(`SELECT ID FROM information_schema.PROCESSLIST WHERE DB = '${open.database}' AND ID <> CONNECTION_ID()`)) as number[][];
    for (const [id] of others) await open.run(`KILL ${String(id)}`);
    expect(others).toHaveLength(2);
    expect(await open.rows.change([insert(table, ['x'], [number(2)])])).toBeUndefined();
    expect(await open.rows.readValues(table, ['x'], 5)).toEqual([['1'], ['2']]);
    await open.close();
  });
});
