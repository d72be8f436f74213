import { connect as connectTo, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import type { ServerSession } from '../../../src/dialects/dialect.ts';
import { getDialect } from '../../../src/dialects/registry.ts';
import { UserError } from '../../../src/errors.ts';
import { ask, connectAs, images } from './test-server.ts';

describe.each(images)('a server session of %s on %s', (name, image) => {
  const dialect = getDialect(name);
  let server: DatabaseServer;
  const run = (sql: string, database?: string): Promise<unknown[]> => ask(server.endpoint, sql, database);
  const listOurs = (): Promise<unknown[]> => run("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'alembic\\_gate\\_%' ORDER BY SCHEMA_NAME");

  beforeAll(async () => {
    server = await openDatabaseServer({ dialect, database: { provider: 'container' }, image, mayFallBack: false, usesReaper: false, log: () => undefined });
  });
  afterAll(() => server.dispose());
  const opened: ServerSession[] = [];
  const openSession = async (): Promise<ServerSession> => {
    const session = await dialect.openServer(server.endpoint);
    opened.push(session);
    return session;
  };
  afterEach(async () => {
    // Of a test that failed half-way.
    for (const session of opened.splice(0)) await session.close();
    expect(await listOurs()).toEqual([]);
  });

  test('databases are made empty, copied with what is in them, and removed though somebody is connected', async () => {
    const session = await openSession();
    const made = await session.createDatabase();
    expect(made).toMatch(/^alembic_gate_[0-9a-f]{10}_1$/);
    expect(await run('SELECT @@character_set_database, @@collation_database = (SELECT DEFAULT_COLLATE_NAME FROM information_schema.CHARACTER_SETS WHERE CHARACTER_SET_NAME = "utf8mb4"), (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE())', made)).toEqual(['utf8mb4', 1, 0]);
    await run('CREATE TABLE kept AS SELECT 7 AS a', made);
    const copy = (await session.cloneDatabase(made)) ?? '';
    expect(await run('SELECT a FROM kept', copy)).toEqual([7]);
    expect({ databases: session.databases, there: await listOurs() }).toEqual({ databases: [made, copy], there: [made, copy] });
    const guest = await connectAs(server.endpoint, made);
    guest.on('error', () => undefined);
    // It holds the table, so that the database could not go while it is there.
    await guest.query('BEGIN; SELECT * FROM kept');
    await session.dropDatabase(made);
    await expect(guest.query('SELECT 1')).rejects.toThrow();
    expect({ databases: session.databases, there: await listOurs() }).toEqual({ databases: [copy], there: [copy] });
    await session.close();
    await session.close();
    expect(await listOurs()).toEqual([]);
    await expect(session.createDatabase()).rejects.toThrow('the session is closed');
  });

  test('a database that is not its own is not touched in any way', async () => {
    const [ours, others] = await Promise.all([openSession(), openSession()]);
    const foreign = await others.createDatabase();
    for (const other of [foreign, 'mysql', 'x`; DROP DATABASE mysql; --']) {
      const refused = `database ${other} was not made by this session, so it is not touched`;
      await expect(ours.dropDatabase(other)).rejects.toThrow(refused);
      await expect(ours.cloneDatabase(other)).rejects.toThrow(refused);
      await expect(ours.disconnectAll(other)).rejects.toThrow(refused);
      await expect(ours.cancelRunning(other)).rejects.toThrow(refused);
      expect(() => ours.openDatabase(other)).toThrow(refused);
    }
    await ours.close();
    expect(await listOurs()).toEqual([foreign]);
    await others.close();
  });

  test('what runs in a database or waits there for a lock is cancelled and named, and the rest of the server is left alone', async () => {
    const session = await openSession();
    const [database, other] = [await session.createDatabase(), await session.createDatabase()];
    await run('CREATE TABLE t (a int)', database);
    const [holder, waiting, elsewhere] = await Promise.all([connectAs(server.endpoint, database), connectAs(server.endpoint, database), connectAs(server.endpoint, other)]);
    await holder.query('BEGIN; SELECT * FROM t');
    const outcome = waiting.query('ALTER TABLE t ADD b int').then(() => 'ended', (error: unknown) => (error as Error).message);
    const undisturbed = elsewhere.query('SELECT SLEEP(1)').then(() => 'ended', (error: unknown) => (error as Error).message);
    const cancelled = await vi.waitFor(async () => {
      const running = await session.cancelRunning(database);
      expect(running.map(({ sql }) => sql)).toEqual(['ALTER TABLE t ADD b int']);
      return running;
    }, { timeout: 20_000 });
    expect(cancelled).toEqual([{ sql: 'ALTER TABLE t ADD b int', durationMs: expect.any(Number) as number }]);
    expect(await outcome).toBe('Query execution was interrupted');
    expect(await undisturbed).toBe('ended');
    waiting.on('error', () => undefined);
    holder.on('error', () => undefined);
    await session.disconnectAll(database);
    await expect(holder.query('SELECT 1')).rejects.toThrow();
    await expect(waiting.query('SELECT 1')).rejects.toThrow();
    await elsewhere.query('SELECT 1');
    await elsewhere.end();
    await session.close();
  });

  test('a database that was made when the connection was lost is ours, and goes', async () => {
    // The server makes the database, and what it says of it does not arrive.
    let isCut = false;
    const proxy = createServer((client) => {
      const upstream = connectTo(server.endpoint.port, server.endpoint.host);
      for (const socket of [client, upstream]) socket.on('error', () => undefined);
      upstream.on('data', (data) => {
        if (client.writable) client.write(data);
      });
      client.on('close', () => upstream.end());
      client.on('data', (data) => {
        upstream.write(data);
        if (isCut || !data.includes('CREATE DATABASE')) return;
        isCut = true;
        upstream.removeAllListeners('data').once('data', () => client.destroy());
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const session = await dialect.openServer({ ...server.endpoint, host: '127.0.0.1', port: (proxy.address() as AddressInfo).port });
    const made = await session.createDatabase();
    expect({ isCut, databases: session.databases, there: await listOurs() }).toEqual({ isCut: true, databases: [made], there: [made] });
    await session.close();
    expect(await listOurs()).toEqual([]);
    proxy.close();
  });

  test('a database goes though somebody holds a table of it and went on to another database', async () => {
    const session = await openSession();
    const [made, other] = [await session.createDatabase(), await session.createDatabase()];
    await run('CREATE TABLE t (a int)', made);
    const [holder, bystander] = [await connectAs(server.endpoint, made), await connectAs(server.endpoint, other)];
    holder.on('error', () => undefined);
    await holder.query('BEGIN; SELECT * FROM t; USE mysql');
    await session.dropDatabase(made);
    expect(await listOurs()).toEqual([other]);
    await expect(holder.query('SELECT 1')).rejects.toThrow();
    await bystander.query('SELECT 1');
    await bystander.end();
    await session.close();
  });

  test('on a server that was lent, who cannot be told to hold the table is left alone, and nobody waits for ever', async () => {
    const session = await dialect.openServer(server.endpoint, true);
    const made = await session.createDatabase();
    await run('CREATE TABLE t (a int)', made);
    const holder = await connectAs(server.endpoint, made);
    await holder.query('BEGIN; SELECT * FROM t; USE mysql');
    await expect(session.dropDatabase(made)).rejects.toThrow('Lock wait timeout exceeded');
    await holder.query('ROLLBACK');
    await holder.end();
    await session.close();
  });

  test('events have the same words in every database, whenever they are made', async () => {
    const session = await openSession();
    const make = async (): Promise<{ readonly execute: (sql: string) => Promise<void>; readonly read: () => Promise<unknown[]> }> => {
      const database = await session.openDatabase(await session.createDatabase());
      const read = async (): Promise<unknown[]> => [...(await database.readCatalog(undefined)).objects.values()].filter(({ kind }) => kind === 'event').map(({ attributes }) => attributes['definition']);
      return { execute: (sql) => database.execute(sql), read };
    };
    const [first, second] = [await make(), await make()];
    const events = `SET time_zone = '+00:00'; CREATE EVENT a ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 1 HOUR DO SELECT 1; CREATE EVENT b ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 45 SECOND ON COMPLETION PRESERVE DO SELECT 1;
      CREATE EVENT c ON SCHEDULE EVERY 1 DAY STARTS CURRENT_TIMESTAMP + INTERVAL 1 HOUR ENDS CURRENT_TIMESTAMP + INTERVAL 90 MINUTE DO SELECT 1; CREATE EVENT d ON SCHEDULE AT '2036-01-01 00:00:00' DO SELECT 1`;
    await first.execute(`SET timestamp = UNIX_TIMESTAMP(DATE_FORMAT(NOW(), '%Y-%m-%d %H:%i:00')); ${events}`);
    const before = await first.read();
    await second.execute(`SET timestamp = UNIX_TIMESTAMP(DATE_FORMAT(NOW(), '%Y-%m-%d %H:%i:00')) - 33; ${events}`);
    expect(await second.read()).toEqual(before);
    // It is altered at another moment, and nothing of its schedule.
    await first.execute('ALTER EVENT c DISABLE; DO SLEEP(1.1); ALTER EVENT c ENABLE; ALTER EVENT a COMMENT ""');
    expect(await first.read()).toEqual(before);
    await first.execute("SET time_zone = '+00:00'; ALTER EVENT a ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 2 HOUR; ALTER EVENT d ON SCHEDULE AT '2037-01-01 00:00:00'");
    expect((await first.read()).map((definition, index) => definition === before[index])).toEqual([false, true, true, false]);
    await session.close();
  });

  test('it goes on after a revision ended every connection to the server', async () => {
    const session = await openSession();
    const made = await session.createDatabase();
    const database = await session.openDatabase(made);
    const ids = await run("SELECT ID FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND USER = 'root'");
    for (const id of ids) await run(`KILL ${String(id)}`).catch(() => undefined);
    expect(await session.cancelRunning(made)).toEqual([]);
    expect([...(await database.readCatalog(undefined)).objects.keys()]).toEqual(['database "settings"']);
    await database.close();
    await session.close();
  });

  test('accounts and databases that revisions make are listed and removed, the server\'s own never', async () => {
    const session = await openSession();
    const before = await session.listShared();
    expect(before.filter(({ kind }) => kind === 'database')).toEqual([]);
    expect(before.map(({ name: account }) => account)).toEqual(["'root'@'%'", "'root'@'localhost'"]);
    await run("CREATE DATABASE `be``side`; CREATE USER 'o''hara'@'%' IDENTIFIED BY 'Long enough 1'; CREATE ROLE reader; GRANT SELECT ON `be``side`.* TO reader; GRANT reader TO 'o''hara'@'%'");
    const isOld = (object: { name: string }): boolean => before.some((old) => old.name === object.name);
    const made = (await session.listShared()).filter((object) => !isOld(object));
    expect(made).toEqual([
      { kind: 'account', name: "'o''hara'@'%'" },
      { kind: 'account', name: name === 'mariadb' ? "'reader'" : "'reader'@'%'" },
      { kind: 'database', name: 'be`side' },
    ]);
    await session.dropShared(made);
    expect(await session.listShared()).toEqual(before);
    await session.close();
  });

  test('another database that revisions make is a schema of theirs, one that was there before is not', async () => {
    await run('CREATE DATABASE old_one');
    const session = await openSession();
    const database = await session.openDatabase(await session.createDatabase());
    await database.execute('CREATE DATABASE new_one; CREATE TABLE new_one.t (a int); CREATE TABLE old_one.t (a int)');
    const keys = [...(await database.readCatalog(undefined)).objects.keys()].sort();
    expect(keys).toEqual(['column "new_one"."t"."a"', 'database "settings"', 'schema "new_one"', 'table "new_one"."t"']);
    await database.close();
    await session.close();
    await run('DROP DATABASE old_one; DROP DATABASE new_one');
  });

  test('a script is run statement by statement, and leaves its settings to itself', async () => {
    const session = await openSession();
    const database = await session.openDatabase(await session.createDatabase());
    await database.execute("-- made before the first revision ;\nSET sql_mode = 'ANSI_QUOTES'; CREATE TABLE \"t\" (a int);\nDELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//\nDELIMITER ;\nINSERT INTO t VALUES (1)");
    expect([...(await database.readCatalog(undefined)).objects.keys()].sort()).toEqual(['column "t"."a"', 'database "settings"', 'procedure "p"', 'table "t"']);
    await database.execute('  -- nothing\n ');
    await database.close();
    await session.close();
  });

  test.each([
    ['SELECT 1;\nSELECT 1;\n-- ümlaut\n  SELECT missing FROM DUAL;', /^The database refused the option `setup-sql`: Unknown column 'missing' in '(field list|SELECT)'\.$/, 'line 4: SELECT missing FROM DUAL;'],
    ['SELECT 1;\nCREATE\nTABEL t ();', /^The database refused the option `setup-sql`: You have an error in your SQL syntax; .+ near 'TABEL t \(\)' at line 2\.$/, 'line 3: TABEL t ();'],
    ['SELECT 1;\n\nDROP TABLE nowhere', /^The database refused the option `setup-sql`: Unknown table 'alembic_gate_\w+\.nowhere'\.$/, 'line 3: DROP TABLE nowhere'],
  ])('a refused script is told with its line: %s', async (sql, what, where) => {
    const session = await openSession();
    const database = await session.openDatabase(await session.createDatabase());
    const error: unknown = await database.execute(sql).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'setup-sql', what: expect.stringMatching(what) as string, where });
    await database.close();
    await session.close();
  });

  test('what the database can no longer use is told', async () => {
    const session = await openSession();
    const database = await session.openDatabase(await session.createDatabase());
    await database.execute('CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int PRIMARY KEY, parent_id int, FOREIGN KEY (parent_id) REFERENCES parent (id)); CREATE TABLE other (a int); CREATE VIEW v AS SELECT a FROM other; INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1), (2, NULL)');
    expect(await database.listDamage()).toEqual([]);
    await database.execute('SET foreign_key_checks = 0; DELETE FROM parent; DROP TABLE other');
    expect(await database.listDamage()).toEqual([
      'view `v` can no longer be read: it uses a table, column or function that is not there',
      'rows of `child` break its foreign key `child_ibfk_1`: what they refer to is not in `parent`',
    ]);
    await database.close();
    await session.close();
  });

  test('foreign keys whose columns cannot be compared any more are told, and so are the others', async () => {
    const session = await openSession();
    const database = await session.openDatabase(await session.createDatabase());
    await database.execute(`CREATE TABLE p (code varchar(20) PRIMARY KEY) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
      CREATE TABLE q (id int, code int UNIQUE);
      CREATE TABLE c (id int PRIMARY KEY, code varchar(20), number int, CONSTRAINT f FOREIGN KEY (code) REFERENCES p (code), CONSTRAINT g FOREIGN KEY (number) REFERENCES q (code)) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
      INSERT INTO q VALUES (1, 1); INSERT INTO p VALUES ('a'); INSERT INTO c VALUES (1, 'a', 1)`);
    expect(await database.listDamage()).toEqual([]);
    const misfit = 'the columns of the foreign key `f` no longer fit together: those of `c` cannot be compared with those of `p`';
    // The one refuses what the other lets pass.
    const misfits = { mysql: 'ALTER TABLE p CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci', mariadb: 'DROP TABLE p; CREATE TABLE p (other int)' };
    const mended = { mysql: 'ALTER TABLE c MODIFY code varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci', mariadb: 'DROP TABLE p; CREATE TABLE p (code varchar(20) PRIMARY KEY) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci; INSERT INTO p VALUES ("a")' };
    await database.execute(`SET foreign_key_checks = 0; ${misfits[name]}; DELETE FROM q`);
    expect(await database.listDamage()).toEqual([misfit, 'rows of `c` break its foreign key `g`: what they refer to is not in `q`']);
    await database.execute(`SET foreign_key_checks = 0; ${mended[name]}; INSERT INTO q VALUES (1, 1)`);
    expect(await database.listDamage()).toEqual([]);
    await database.close();
    await session.close();
  });

  test('a server of the other dialect is told', async () => {
    const [other, title] = name === 'mysql' ? (['mariadb', 'MariaDB'] as const) : (['mysql', 'MySQL'] as const);
    const error: unknown = await getDialect(other).openServer(server.endpoint).catch((reason: unknown) => reason);
    const { host, port, user } = server.endpoint;
    expect(error).toMatchObject({
      code: 'wrong-dialect',
      what: `The server is ${dialect.title} ${server.version}, and the project is checked as one of ${title}.`,
      where: `${user}@${host}:${port}`,
      remedy: `Set the option \`dialect\` to \`${name}\` if that is what the project runs on, or name a ${title} server or image.`,
    });
  });
});
