import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import { getDialect } from '../../../src/dialects/registry.ts';
import { ask, images } from './test-server.ts';

/** What both servers can hold; names and texts that mislead whoever replaces names in SQL. */
const everything = `
CREATE TABLE parent (
  id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'it''s', kind enum('a','b'), born date, UNIQUE KEY by_name (name), CHECK (name <> 'no')
) COMMENT 'a \`parent\`';
CREATE TABLE child (
  id int PRIMARY KEY, parent_id int, amount decimal(5,2), doubled decimal(6,2) GENERATED ALWAYS AS (amount * 2) STORED, next int AS (id + 1) VIRTUAL,
  changed datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, note text, FULLTEXT KEY (note), FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE
);
CREATE TABLE before_all (a int, FOREIGN KEY (a) REFERENCES parent (id));
INSERT INTO parent (name) VALUES ('one'), ('two');
DELETE FROM parent WHERE name = 'two';
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES';
INSERT INTO parent (id, name, born) VALUES (0, 'zero', '2024-02-31'), (-1, 'minus', '0000-00-00');
INSERT INTO child (id, parent_id, amount, changed) VALUES (1, 1, 1.25, '2001-02-03 04:05:06');
CREATE TABLE parts (id int NOT NULL, PRIMARY KEY (id)) PARTITION BY RANGE (id) (PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN MAXVALUE);
INSERT INTO parts VALUES (5), (50);
CREATE TABLE \`odd \`\`name\` (\`a b\` int, \`select\` int, PRIMARY KEY (\`a b\`));
INSERT INTO \`odd \`\`name\` VALUES (1, 2);
CREATE VIEW z_view AS SELECT id, name FROM parent WHERE id > 0;
CREATE VIEW a_view AS SELECT id FROM z_view;
CREATE FUNCTION twice(a int) RETURNS int DETERMINISTIC RETURN a * 2;
CREATE VIEW calls AS SELECT twice(id) AS d FROM a_view;
CREATE PROCEDURE p() BEGIN INSERT INTO parent (name) VALUES ('three'); SELECT 1; END;
CREATE TRIGGER second BEFORE INSERT ON parent FOR EACH ROW SET NEW.name = CONCAT(NEW.name, '2');
CREATE TRIGGER first BEFORE INSERT ON parent FOR EACH ROW PRECEDES second SET NEW.name = CONCAT(NEW.name, '1');
SET sql_mode = 'ANSI_QUOTES';
CREATE PROCEDURE quoted() SELECT "id" FROM "parent";
SET time_zone = '+05:00';
CREATE EVENT daily ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM parent;
CREATE TABLE alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY);
INSERT INTO alembic_version VALUES ('abc')`;

const onlyMariadb = `
CREATE SEQUENCE numbers START WITH 5 INCREMENT BY 2;
CREATE SEQUENCE counted NOCACHE;
DO NEXTVAL(counted);
CREATE TABLE numbered (id int DEFAULT nextval(numbers) PRIMARY KEY, a int);
CREATE TABLE history (a int) WITH SYSTEM VERSIONING;
INSERT INTO history VALUES (1);
UPDATE history SET a = 2;
CREATE TABLE spoken (a int, since timestamp(6) GENERATED ALWAYS AS ROW START, til timestamp(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (since, til)) WITH SYSTEM VERSIONING;
INSERT INTO spoken (a) VALUES (1);
DELETE FROM spoken`;

const contents = [
  'SELECT * FROM parent ORDER BY id', 'SELECT * FROM child', 'SELECT * FROM parts', 'SELECT * FROM `odd ``name`', 'SELECT * FROM calls', 'SELECT * FROM alembic_version',
]; // prettier-ignore
const contentsOfMariadb = ['SELECT a, row_start, row_end FROM history FOR SYSTEM_TIME ALL', 'SELECT * FROM spoken FOR SYSTEM_TIME ALL', 'SELECT NEXTVAL(counted)', 'SELECT NEXTVAL(numbers)'];

describe.each(images)('copies of %s on %s', (name, image) => {
  const dialect = getDialect(name);
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await openDatabaseServer({ dialect, database: { provider: 'container' }, image, mayFallBack: false, usesReaper: false, log: () => undefined });
  });
  afterAll(() => server.dispose());

  async function make(sql: string): Promise<string> {
    const made = await server.session.createDatabase();
    const database = await server.session.openDatabase(made);
    await database.execute(sql);
    await database.close();
    return made;
  }

  test('everything is copied: definitions, rows, counters, order of triggers', async () => {
    const source = await make(name === 'mariadb' ? everything + ';' + onlyMariadb : everything);
    const copy = (await server.session.cloneDatabase(source)) ?? '';
    const again = (await server.session.cloneDatabase(copy)) ?? '';
    const catalogs = await Promise.all(
      [source, copy, again].map(async (made) => {
        const database = await server.session.openDatabase(made);
        const catalog = await database.readCatalog(undefined);
        await database.close();
        return catalog;
      }),
    );
    expect(diffCatalogs(catalogs[0]!, catalogs[1]!, { matchRenames: false })).toEqual([]);
    expect(diffCatalogs(catalogs[0]!, catalogs[2]!, { matchRenames: false })).toEqual([]);
    for (const sql of name === 'mariadb' ? [...contents, ...contentsOfMariadb] : contents) {
      const [here, there] = [await ask(server.endpoint, sql, source), await ask(server.endpoint, sql, again)];
      expect(here.length, sql).toBeGreaterThan(0);
      expect(there, sql).toEqual(here);
    }
    // The counter goes on where it stood, and the triggers fire in their order.
    await ask(server.endpoint, "INSERT INTO parent (name) VALUES ('next')", again);
    expect(await ask(server.endpoint, 'SELECT id, name FROM parent ORDER BY id DESC LIMIT 1', again)).toEqual([3, 'next12']);
    // What is called works on the copy, not on the source.
    const before = await ask(server.endpoint, 'SELECT COUNT(*) FROM parent', source);
    await ask(server.endpoint, 'CALL p()', again);
    expect(await ask(server.endpoint, 'SELECT COUNT(*) FROM parent', source)).toEqual(before);
    for (const database of [source, copy, again]) await server.session.dropDatabase(database);
  });

  const obstacles: readonly (readonly [string, (database: string) => string])[] = [
    ['a privilege on it', (database) => `CREATE USER IF NOT EXISTS reader; GRANT SELECT ON ${database}.t TO reader`],
    name === 'mariadb'
      ? ['a sequence that keeps values ahead', () => 'CREATE SEQUENCE s; DO NEXTVAL(s)']
      : ['a histogram', () => 'INSERT INTO t VALUES (1); ANALYZE TABLE t UPDATE HISTOGRAM ON a'],
    ['a view of what is gone', () => 'CREATE TABLE gone (a int); CREATE VIEW v AS SELECT a FROM gone; DROP TABLE gone'],
  ];
  test.each(obstacles)('%s is not copied, so there is no copy, and nothing of the attempt is left', async (_, write) => {
    const source = await make('CREATE TABLE t (a int)');
    const database = await server.session.openDatabase(source);
    await database.execute(write(source));
    expect(await server.session.cloneDatabase(source)).toBeUndefined();
    expect(await ask(server.endpoint, "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'alembic%'")).toEqual([source]);
    expect(server.session.databases).toEqual([source]);
    await database.close();
    await server.session.dropDatabase(source);
    await ask(server.endpoint, 'DROP USER IF EXISTS reader');
  });

  test('a database of another character set is copied with it', async () => {
    const source = await make('CREATE TABLE t (a varchar(5))');
    await ask(server.endpoint, `ALTER DATABASE ${source} CHARACTER SET latin1 COLLATE latin1_german1_ci`);
    const copy = (await server.session.cloneDatabase(source)) ?? '';
    expect(await ask(server.endpoint, 'SELECT @@character_set_database, @@collation_database', copy)).toEqual(['latin1', 'latin1_german1_ci']);
    for (const database of [source, copy]) await server.session.dropDatabase(database);
  });
});
