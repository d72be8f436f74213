import { dirname, resolve } from 'node:path';
import type { Endpoint, PartialEndpoint } from '../dialect.ts';

/** The directory that a URL's file lies in; such a database is never opened, because ours are files of our own. */
export function completeEndpoint({ database, parameters }: PartialEndpoint): Endpoint {
  return { host: dirname(resolve(database ?? '.')), port: 0, user: '', password: '', maintenanceDatabase: '', parameters };
}
