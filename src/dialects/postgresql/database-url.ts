import type { Endpoint } from '../dialect.ts';

/**
 * The SQLAlchemy URL of a database, without a driver. A socket's directory goes into the query, as drivers want it.
 * https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls
 */
export function writeDatabaseUrl(endpoint: Endpoint, database: string): string {
  const { host, port, user, password, parameters } = endpoint;
  const login = `${encodeURIComponent(user)}${password === '' ? '' : `:${encodeURIComponent(password)}`}`;
  const isSocket = host.startsWith('/');
  const place = isSocket ? '' : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const query = new URLSearchParams({ ...(isSocket ? { host, port: String(port) } : {}), ...parameters }).toString();
  return `postgresql://${login}@${place}/${encodeURIComponent(database)}${query === '' ? '' : `?${query}`}`;
}
