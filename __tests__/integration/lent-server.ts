import mysql from 'mysql2/promise';
import pg from 'pg';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseRequest } from '../../src/database/provider.ts';
import type { DialectName, Endpoint } from '../../src/dialects/dialect.ts';
import { getDialect } from '../../src/dialects/registry.ts';

/** A server that tests start once and lend to the gate by its URL; for a database that is a file there is nothing to lend. */
export interface LentServer {
  /** The flags of the command that hand it over. */
  readonly flags: Readonly<Record<string, string>>;
  /** Its databases that were not there when it was lent, which the gate should have removed. */
  listLeftDatabases(): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

/** Starts a server of a dialect: PostgreSQL's embedded one where no image is named, a container of the image else. */
export async function lendServer(name: DialectName, image: string | undefined): Promise<LentServer> {
  const dialect = getDialect(name);
  if (dialect.openDirectory !== undefined) return { flags: {}, listLeftDatabases: () => Promise.resolve([]), dispose: () => Promise.resolve() };
  const database: DatabaseRequest = { provider: image === undefined ? 'embedded' : 'container' };
  const server = await openDatabaseServer({ dialect, database, image, mayFallBack: false, usesReaper: false, log: () => undefined });
  const list = databaseLists[name] ?? raise(`no way to list the databases of ${name}`);
  const before = await list(server.endpoint);
  return {
    flags: { database: dialect.databaseUrl(server.endpoint, server.endpoint.maintenanceDatabase) },
    listLeftDatabases: async () => (await list(server.endpoint)).filter((database) => !before.includes(database)),
    dispose: () => server.dispose(),
  };
}

/** The databases of a server, read with a session of our own, as its owner would. */
const databaseLists: Partial<Readonly<Record<DialectName, (endpoint: Endpoint) => Promise<readonly string[]>>>> = {
  postgresql: async ({ host, port, user, password, maintenanceDatabase }) => {
    const client = new pg.Client({ host, port, user, password, database: maintenanceDatabase });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database');
    await client.end();
    return rows.map(({ name }) => name);
  },
  mysql: listSchemata,
  mariadb: listSchemata,
};

async function listSchemata({ host, port, user, password }: Endpoint): Promise<readonly string[]> {
  const connection = await mysql.createConnection({ host, port, user, password });
  const [rows] = await connection.query<mysql.RowDataPacket[]>('SELECT schema_name AS name FROM information_schema.schemata');
  await connection.end();
  return rows.map((row) => String(row['name']));
}


function raise(message: string): never {
  throw new Error(message);
}
