import pg from 'pg';
import { UserError } from '../../errors.ts';
import type { Catalog } from '../../catalog/model.ts';
import type { DatabaseSession, Endpoint, VersionTable } from '../dialect.ts';
import { createCatalogReader } from './catalog/reader.ts';
import { connect } from './connect.ts';

/** Opens our own connection to one database, for reading its catalog and running the user's scripts. */
export async function openDatabase(endpoint: Endpoint, database: string): Promise<DatabaseSession> {
  const client = await connect(endpoint, database);
  let versionTable: VersionTable | undefined;
  const reader = createCatalogReader(client, () => versionTable);
  return {
    database,
    readCatalog(table: VersionTable | undefined): Promise<Catalog> {
      versionTable = table;
      return reader.read();
    },
    // On a connection of its own, because the reader's has settings that the user's SQL must not meet.
    execute: (sql) => execute(endpoint, database, sql),
    close: () => client.end(),
  };
}

async function execute(endpoint: Endpoint, database: string, sql: string): Promise<void> {
  const client = await connect(endpoint, database);
  try {
    await client.query(sql);
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError)) throw cause;
    throw new UserError('setup-sql', {
      what: `The database refused the option \`setup-sql\`: ${cause.message}.`,
      where: quoteLine(sql, cause.position),
      remedy: 'Correct the SQL; it is run on every new database before the first revision.',
      cause,
    });
  } finally {
    await client.end();
  }
}

/** The line of a script that an error's position (1-based, in characters) points at. */
function quoteLine(sql: string, position: string | undefined): string {
  const before = sql.slice(0, position === undefined ? 0 : Number(position) - 1);
  const number = before.split('\n').length;
  return `line ${String(number)}: ${sql.split('\n')[number - 1] ?? ''}`;
}
