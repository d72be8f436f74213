import { join } from 'node:path';
import type { Endpoint } from '../dialect.ts';

/** The file of a database: the endpoint's host is the directory. */
export function databaseFile({ host }: Endpoint, database: string): string {
  return join(host, `${database}.db`);
}

/** The SQLAlchemy URL of a database, without a driver: four slashes begin an absolute path. https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#connect-strings */
export function writeDatabaseUrl(endpoint: Endpoint, database: string): string {
  return `sqlite:///${databaseFile(endpoint, database)}`;
}
