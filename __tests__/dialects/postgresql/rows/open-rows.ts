import pg from 'pg';
import type { DatabaseServer } from '../../../../src/database/provider.ts';
import type { DatabaseSession } from '../../../../src/dialects/dialect.ts';
import type { TableShape } from '../../../../src/rows/table-shape.ts';

/** A new database with our session in it, and a connection as anybody else would open it. */
export interface OpenedRows {
  readonly database: string;
  readonly session: DatabaseSession;
  readonly client: pg.Client;
  /** The shapes, by name. */
  readonly readShapes: () => Promise<Record<string, TableShape>>;
  readonly close: () => Promise<void>;
}

export async function openRowDatabase(server: DatabaseServer, setup = ''): Promise<OpenedRows> {
  const database = await server.session.createDatabase();
  const { host, port, user, password } = server.endpoint;
  const client = new pg.Client({ host, port, user, password, database });
  // Tests end connections on purpose.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(setup);
  const session = await server.session.openDatabase(database);
  return {
    database,
    session,
    client,
    readShapes: async () => Object.fromEntries((await session.rows.readTables(undefined)).map((table) => [table.name, table])),
    close: async () => {
      await session.close();
      await client.end();
    },
  };
}
