import pg from 'pg';
import { UserError } from '../../errors.ts';
import type { Endpoint } from '../dialect.ts';

const connectionLimitMs = 10_000;

/**
 * Opens a connection of ours. Throws a `UserError` (`server-unreachable`) without the password in its text.
 */
export async function connect(endpoint: Endpoint, database: string): Promise<pg.Client> {
  const { host, port, user, password } = endpoint;
  const client = new pg.Client({ host, port, user, password, database, connectionTimeoutMillis: connectionLimitMs, application_name: 'alembic-gate' });
  // A server that goes away between two queries is told by the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new UserError('server-unreachable', {
      what: `No connection to the PostgreSQL server: ${cause instanceof Error ? describeCause(cause) : String(cause)}.`,
      where: `${user}@${host}:${String(port)}/${database}`,
      remedy: 'Check host, port, user and password of the option `database`.',
      cause,
    });
  }
  return client;
}

function describeCause(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('; ');
  return error.message.replace(/\.$/, '');
}
