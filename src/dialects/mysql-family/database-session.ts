import type { Connection } from 'mysql2/promise';
import type { Catalog } from '../../catalog/model.ts';
import type { VersionTable } from '../../catalog/version-table.ts';
import type { DatabaseSession, Endpoint, ScriptOption } from '../dialect.ts';
import { refuseScript } from '../refuse-script.ts';
import type { EventMoments } from './catalog/event-moments.ts';
import { createCatalogReader } from './catalog/reader.ts';
import { connect, connectForReading, endConnection, isConnectionLost, readErrorNumber } from './connect.ts';
import { listDamage } from './damage.ts';
import type { FamilyDialect } from './lexis.ts';
import { listOrphans } from './orphans.ts';
import { createRowSession } from './rows/row-session.ts';
import { splitScript } from './split-script.ts';
import type { ScriptStatement } from './split-script.ts';

/** A database to be opened, and what is known of its server. */
export interface DatabaseRequest {
  readonly dialect: FamilyDialect;
  readonly endpoint: Endpoint;
  readonly database: string;
  /** Whether another database of the server counts as one of the project's schemas. */
  readonly isProjectSchema: (name: string) => boolean;
  readonly eventMoments: EventMoments;
}

/** Opens our own connection to one database, for reading its catalog and running the user's scripts. */
export async function openDatabase(request: DatabaseRequest): Promise<DatabaseSession> {
  const { endpoint, database } = request;
  let versionTable: VersionTable | undefined;
  let connection = await connectForReading(endpoint, database);
  let reader = createCatalogReader(connection, { ...request, getVersionTable: () => versionTable });
  const ask = async <Answer>(question: (own: Connection) => Promise<Answer>): Promise<Answer> => {
    try {
      return await question(connection);
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      // A revision ended every connection to its database.
      connection = await connectForReading(endpoint, database);
      reader = createCatalogReader(connection, { ...request, getVersionTable: () => versionTable });
      return question(connection);
    }
  };
  const rows = createRowSession({ ...request, ask });
  return {
    database,
    rows,
    readCatalog(table: VersionTable | undefined): Promise<Catalog> {
      versionTable = table;
      return ask(() => reader.read());
    },
    execute: (sql, option = 'setup-sql') => executeScript(endpoint, database, sql, option),
    listDamage: async () => [...(await listDamage(connection)), ...(await listOrphans(connection))],
    async close() {
      await rows.close();
      await endConnection(connection);
    },
  };
}

/** On a connection of its own, so that what the script sets does not stick to the one that reads the catalog. */
async function executeScript(endpoint: Endpoint, database: string, script: string, option: ScriptOption): Promise<void> {
  const connection = await connect(endpoint, database);
  try {
    for (const statement of splitScript(script)) await executeStatement(connection, script, statement, option);
  } finally {
    await endConnection(connection);
  }
}

async function executeStatement(connection: Connection, script: string, { sql, start }: ScriptStatement, option: ScriptOption): Promise<void> {
  try {
    await connection.query(sql);
  } catch (cause) {
    if (!(cause instanceof Error) || readErrorNumber(cause) === undefined) throw cause;
    throw refuseScript(option, { message: cause.message, where: quoteLine(script, start, readLineOffset(sql, cause.message)), cause });
  }
}

/** Where in a statement the server found what it could not read: `… near 'TABEL t' at line 2`. */
function readLineOffset(sql: string, message: string): number {
  const line = Number(/ at line (\d+)\.?$/.exec(message)?.[1] ?? 1);
  return line <= sql.split('\n').length ? line - 1 : 0;
}

/** The line of a script, so many after the one in which a position (in code points) lies. */
function quoteLine(script: string, position: number, linesAfter: number): string {
  const number = Array.from(script).slice(0, position).join('').split('\n').length + linesAfter;
  return `line ${number}: ${script.split('\n')[number - 1]?.trim() ?? ''}`;
}
