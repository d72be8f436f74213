import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { VersionTable } from '../../../src/catalog/version-table.ts';
import { createCatalogReader } from '../../../src/dialects/mysql-family/catalog/reader.ts';
import { settingsForReading } from '../../../src/dialects/mysql-family/connect.ts';
import { startAlembic } from './alembic-runner.ts';
import { applyDdl, connect, openReader, readAfresh } from './apply-ddl.ts';
import { images, openContainer, withoutWrittenCollations } from './container-servers.ts';
import type { ContainerServer } from './container-servers.ts';

describe.each(images)('$image', (choice) => {
  let server: ContainerServer;
  beforeAll(async () => {
    server = await openContainer(choice);
    const connection = await connect(server);
    await connection.query("CREATE USER 'reader'@'%'; CREATE USER 'maker'@'%'; GRANT ALL ON *.* TO 'maker'@'%'; SET GLOBAL log_bin_trust_function_creators = 1");
    await connection.end();
  });
  afterAll(() => server.dispose());

  test('every statement is seen, by a reader that read before as by a fresh one, taken back by the code for it, and told no worse than in a dump', { timeout: 500_000 }, async () => {
    const database = await server.server.session.createDatabase();
    const { user, password, host, port } = server.endpoint;
    const alembic = startAlembic(`${choice.dialect}+pymysql://${user}:${encodeURIComponent(password)}@${host}:${String(port)}/${database}`);
    const silent: string[] = [];
    let before = await server.dump(database);
    let after = before;
    try {
      const applied = await applyDdl(server, database, {
        onApplied: async (sql) => {
          before = after;
          after = await server.dump(database);
          if (after === before) silent.push(sql);
        },
        undo: async (code, sql) => {
          expect(await alembic.run(code), `${sql}\n${code}`).toBeUndefined();
        },
        // Where the catalog says that a statement was taken back whole, the dump must say so too.
        onUndone: async (sql) => {
          expect(withoutWrittenCollations(await server.dump(database)), sql).toBe(withoutWrittenCollations(before));
        },
      });
      const written = applied.map(({ sql, changes, undo }) => `${sql}\n${[...changes, ...(undo ?? '(no code)').split('\n')].map((line) => `    ${line}`).join('\n')}\n`).join('\n');
      await expect(written).toMatchFileSnapshot(`ddl-statements.${choice.image.replace(':', '-')}.txt`);
    } finally {
      await alembic.close();
    }
    // What no dump tells: privileges, other databases, histograms; and whatever it leaves out by mistake.
    expect(silent.filter((sql) => !/^(?:GRANT|REVOKE)|other_db|HISTOGRAM/.test(sql))).toEqual([]);
  });

  test('what is changed within one second is seen, and names that changed hands', async () => {
    const database = await server.server.session.createDatabase();
    const [reading, writing] = [await connect(server, database), await connect(server, database)];
    const read = openReader(server, reading, database);
    await writing.query('CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (name INT PRIMARY KEY)');
    let before = await read();
    for (let round = 0; round < 20; round += 1) {
      await writing.query(`ALTER TABLE a COMMENT = 'round ${String(round)}'; RENAME TABLE a TO c, b TO a, c TO b`);
      const after = await read();
      expect(diffCatalogs(before, after)).not.toEqual([]);
      expect(after).toEqual(await readAfresh(server, database));
      before = after;
    }
    await Promise.all([reading.end(), writing.end()]);
  });

  test('two databases of the same making are equal, whatever each is called and however often its names were counted up', async () => {
    const catalogs = [];
    for (const extra of ['', 'ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent (id); ALTER TABLE child DROP FOREIGN KEY child_ibfk_1;']) {
      const database = await server.server.session.createDatabase();
      const connection = await connect(server, database);
      await connection.query(
        [
          'CREATE TABLE parent (id INT AUTO_INCREMENT PRIMARY KEY)',
          'CREATE TABLE child (id INT AUTO_INCREMENT PRIMARY KEY, parent_id INT, KEY (parent_id))',
          extra.replace(/;$/, ''),
          'ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent (id)',
          'INSERT INTO parent VALUES (NULL), (NULL)',
          `CREATE VIEW both_of_them AS SELECT child.id FROM ${database}.child JOIN ${database}.parent ON parent.id = child.parent_id`,
          `CREATE TRIGGER stamp BEFORE INSERT ON child FOR EACH ROW SET NEW.parent_id = (SELECT max(id) FROM \`${database}\`.parent)`,
          `CREATE PROCEDURE find () SELECT * FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${database}'`,
          `CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY DO DELETE FROM ${database}.child`,
        ]
          .filter((sql) => sql !== '')
          .join(';\n'),
      );
      await connection.end();
      const catalog = await readAfresh(server, database);
      expect(JSON.stringify([...catalog.objects])).not.toContain(database);
      catalogs.push(catalog);
      // Moments that are `now` are others then.
      await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    expect(diffCatalogs(catalogs[0]!, catalogs[1]!, { matchRenames: false })).toEqual([]);
  });

  test("Alembic's version table is left out, wherever it stands or where it is said to stand", async () => {
    const database = await server.server.session.createDatabase();
    const connection = await connect(server, database);
    await connection.query(settingsForReading);
    await connection.query('CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY); CREATE DATABASE app_db; CREATE TABLE app_db.revisions (version_num VARCHAR(32) PRIMARY KEY)');
    const readTables = async (table: VersionTable | undefined): Promise<string[]> => {
      const options = { dialect: server.dialect, database, isProjectSchema: (name: string) => name === 'app_db', getVersionTable: () => table };
      const { objects } = await createCatalogReader(connection, options).read();
      return [...objects.values()].filter(({ kind }) => kind === 'table').map(({ schema, name }) => `${schema ?? ''}.${name}`).sort();
    };
    expect(await readTables(undefined)).toEqual(['app_db.revisions']);
    expect(await readTables({ schema: 'app_db', name: 'revisions' })).toEqual(['.alembic_version']);
    await connection.query('DROP DATABASE app_db');
    await connection.end();
  });

  test('who may not see all processes or the privileges on routines reads the same tables', async () => {
    const database = await server.server.session.createDatabase();
    const owner = await connect(server, database);
    await owner.query(`CREATE TABLE a (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) REFERENCES a (id)); CREATE VIEW v AS SELECT id FROM a; CREATE USER 'plain'@'%' IDENTIFIED BY 'plain'; GRANT ALL ON ${database}.* TO 'plain'@'%'`);
    const plain = await connect({ ...server, endpoint: { ...server.endpoint, user: 'plain', password: 'plain' } }, database);
    const keysOf = async (connection: typeof owner): Promise<string[]> => [...(await openReader(server, connection, database)()).objects.keys()];
    expect(await keysOf(plain)).toEqual(await keysOf(owner));
    await Promise.all([plain.end(), owner.query("DROP USER 'plain'@'%'").then(() => owner.end())]);
  });
});
