import pg from 'pg';
import type { Catalog } from '../../catalog/model.ts';
import type { VersionTable } from '../../catalog/version-table.ts';
import type { DatabaseSession, Endpoint, ScriptOption } from '../dialect.ts';
import { refuseScript } from '../refuse-script.ts';
import { createCatalogReader } from './catalog/reader.ts';
import { connect, isConnectionLost } from './connect.ts';
import { openRows } from './rows/row-session.ts';
import { readDump } from './read-dump.ts';
import { splitScript } from './split-script.ts';
import type { ScriptStatement } from './split-script.ts';

/** Opens our own connection to one database, for reading its catalog and running the user's scripts. */
export async function openDatabase(endpoint: Endpoint, database: string): Promise<DatabaseSession> {
  let versionTable: VersionTable | undefined;
  let client = await connect(endpoint, database);
  let reader = createCatalogReader(client, () => versionTable);
  const rows = openRows(endpoint, database);
  return {
    database,
    rows,
    async readCatalog(table: VersionTable | undefined): Promise<Catalog> {
      versionTable = table;
      try {
        return await reader.read();
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        // A revision ended every connection to its database.
        client = await connect(endpoint, database);
        reader = createCatalogReader(client, () => versionTable);
        return reader.read();
      }
    },
    // On a connection of its own, because the reader's has settings that the user's SQL must not meet.
    execute: (sql, option = 'setup-sql') => execute(endpoint, database, sql, option),
    // The server lets no row in that breaks a key, and no object go that another needs.
    listDamage: () => Promise.resolve([]),
    close: async () => {
      await rows.close();
      await client.end();
    },
  };
}

/** On a connection of its own, so that what the script sets does not stick to the one that reads the catalog. */
async function execute(endpoint: Endpoint, database: string, script: string, option: ScriptOption): Promise<void> {
  const client = await connect(endpoint, database);
  try {
    const sql = readDump(script);
    for (const statement of await splitScript(sql)) await executeStatement(client, sql, statement, option);
  } finally {
    await client.end();
  }
}

async function executeStatement(client: pg.Client, script: string, { sql, start }: ScriptStatement, option: ScriptOption): Promise<void> {
  try {
    await client.query(sql);
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError)) throw cause;
    const position = start + (cause.position === undefined ? 0 : Number(cause.position) - 1);
    throw refuseScript(option, { message: cause.message, where: quoteLine(script, position), cause });
  }
}

/** The line of a script that a position (in code points, as the server counts) points at. */
function quoteLine(script: string, position: number): string {
  const number = Array.from(script).slice(0, position).join('').split('\n').length;
  return `line ${number}: ${script.split('\n')[number - 1]?.trim() ?? ''}`;
}
