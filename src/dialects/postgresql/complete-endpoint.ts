import { userInfo } from 'node:os';
import type { Endpoint, PartialEndpoint } from '../dialect.ts';

/**
 * What a URL leaves out, taken from where libpq takes it, so that the gate goes where `psql` would.
 * https://www.postgresql.org/docs/current/libpq-envars.html
 */
export function completeEndpoint({ host, port, user, password, database, parameters }: PartialEndpoint): Endpoint {
  return {
    host: host ?? readVariable('PGHOST') ?? 'localhost',
    port: port ?? Number(readVariable('PGPORT') ?? 5432),
    user: user ?? readVariable('PGUSER') ?? userInfo().username,
    password: password ?? readVariable('PGPASSWORD') ?? '',
    maintenanceDatabase: database ?? 'postgres',
    parameters,
  };
}

function readVariable(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
