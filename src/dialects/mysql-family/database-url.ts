import type { DialectName, Endpoint } from '../dialect.ts';

/**
 * The SQLAlchemy URL of a database, without a driver. A socket goes into the query, as every driver wants it. No `charset` is added:
 * the project's own stays what it is.
 * https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls
 */
export function writeDatabaseUrl(dialect: DialectName, endpoint: Endpoint, database: string): string {
  const { host, port, user, password, parameters } = endpoint;
  const login = `${encodeURIComponent(user)}${password === '' ? '' : `:${encodeURIComponent(password)}`}`;
  const isSocket = host.startsWith('/');
  const place = isSocket ? '' : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const query = new URLSearchParams({ ...parameters, ...(isSocket ? { unix_socket: host } : {}) }).toString();
  return `${dialect}://${login}@${place}/${encodeURIComponent(database)}${query === '' ? '' : `?${query}`}`;
}
