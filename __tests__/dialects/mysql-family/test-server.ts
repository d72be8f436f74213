import { createConnection } from 'mysql2/promise';
import type { Connection } from 'mysql2/promise';
import type { Endpoint } from '../../../src/dialects/dialect.ts';

/** The servers of the container suite: the dialect and its image. */
export const images = [
  ['mysql', 'mysql:9.7'],
  ['mariadb', 'mariadb:10.11'],
  ['mariadb', 'mariadb:11.8'],
] as const;

/** A connection as anybody else would open it. */
export function connectAs(endpoint: Endpoint, database?: string): Promise<Connection> {
  const { host, port, user, password } = endpoint;
  return createConnection({ host, port, user, password, ...(database === undefined ? {} : { database }), multipleStatements: true, dateStrings: true });
}

/** The values of a query, row by row. */
export async function ask(endpoint: Endpoint, sql: string, database?: string): Promise<unknown[]> {
  const connection = await connectAs(endpoint, database);
  try {
    const [rows] = await connection.query({ sql, rowsAsArray: true });
    return Array.isArray(rows) ? rows.flat() : [];
  } finally {
    await connection.end();
  }
}
