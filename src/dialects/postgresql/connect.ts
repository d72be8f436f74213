import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { UserError } from '../../errors.ts';
import type { Endpoint } from '../dialect.ts';

const connectionLimitMs = 10_000;

/**
 * Opens a connection of ours. Throws a `UserError` (`server-unreachable`) without the password in its text.
 */
export async function connect(endpoint: Endpoint, database: string): Promise<pg.Client> {
  const { host, port, user, password, parameters = {} } = endpoint;
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database,
    ssl: readSsl(parameters['sslmode']),
    ...(parameters['options'] === undefined ? {} : { options: parameters['options'] }),
    connectionTimeoutMillis: connectionLimitMs,
    application_name: 'alembic-gate',
  });
  // A server that goes away between two queries is told by the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new UserError('server-unreachable', {
      what: `No connection to the PostgreSQL server: ${cause instanceof Error ? describeCause(cause) : String(cause)}.`,
      where: `${user}@${host}:${port}/${database}`,
      remedy: 'Check host, port, user and password of the option `database`.',
      cause,
    });
  }
  return client;
}

/** SQLSTATE admin_shutdown: somebody ended the connection. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const endedByCommand = '57P01';

/** Whether a query failed because its connection is gone, as after a revision that ended every connection to the server. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code === endedByCommand;
  return error instanceof Error && /^Connection terminated|not queryable|\b(ECONNRESET|EPIPE)\b|Client was closed/.test(error.message);
}

/** As libpq means it: https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SSLMODE-STATEMENTS */
function readSsl(mode: string | undefined): boolean | ConnectionOptions {
  if (mode === 'require') return { rejectUnauthorized: false };
  return mode === 'verify-ca' || mode === 'verify-full';
}

function describeCause(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('; ');
  return error.message.replace(/\.$/, '');
}
