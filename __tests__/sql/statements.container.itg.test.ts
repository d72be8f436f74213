import fc from 'fast-check';
import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../dialects/mysql-family/apply-ddl.ts';
import { images, openContainer } from '../dialects/mysql-family/container-servers.ts';
import type { ContainerServer } from '../dialects/mysql-family/container-servers.ts';
import { arbitraryStatement } from './generate-statements.ts';
import type { GeneratedStatement } from './generate-statements.ts';
import { familyTemplates } from './statement-templates.ts';
import { expectRead, writings } from './statement-writings.ts';

const schemas = [{ name: 'fuzz', sql: '`fuzz`' }, { name: 'fuzz', sql: 'fuzz' }];

describe.each(images)('any valid statement on $image', (choice) => {
  let server: ContainerServer;
  let connection: Connection;

  beforeAll(async () => {
    server = await openContainer(choice);
    connection = await connect(server);
    // Without it MySQL demands more of whoever makes a trigger.
    if (choice.dialect === 'mysql') await connection.query('SET GLOBAL log_bin_trust_function_creators = 1');
  });
  afterAll(async () => {
    await connection.end();
    await server.dispose();
  });

  /** Runs it where its tables are; the error of a server that refuses it. */
  async function run({ sql, names: { table, second, column, other } }: GeneratedStatement): Promise<string | undefined> {
    const columns = `(${column.sql} varchar(100), ${other.sql} varchar(100), kept int)`;
    await connection.query(`DROP DATABASE IF EXISTS fuzz; CREATE DATABASE fuzz; USE fuzz; CREATE TABLE ${table.sql} ${columns}; CREATE TABLE ${second.sql} ${columns}`);
    try {
      await connection.query(sql);
      return undefined;
    } catch (error) {
      return `${error instanceof Error ? error.message : String(error)} in ${sql}`;
    } finally {
      await connection.query('UNLOCK TABLES');
    }
  }

  test('is taken by the server, and says what it does', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryStatement(familyTemplates, { ...writings.family, schemas }), async (statement) => {
        expect(await run(statement)).toBeUndefined();
        expectRead(choice.dialect, statement);
      }),
      { numRuns: 250, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
  });
});
