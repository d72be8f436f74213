import type { Connection, ConnectionOptions, QueryError } from 'mysql2/promise';
import { UserError } from '../../errors.ts';
import type { Endpoint } from '../dialect.ts';
import { readSsl } from './read-ssl.ts';

const connectionLimitMs = 10_000;

/**
 * Opens a connection of ours; to no database where none is named. Throws a `UserError` (`server-unreachable`) without the password
 * in its text. Numbers that JavaScript cannot hold and dates come as texts.
 */
export async function connect(endpoint: Endpoint, database: string | undefined, more: ConnectionOptions = {}): Promise<Connection> {
  const options = { ...(await writeConnectionOptions(endpoint, database)), ...more };
  // Loaded here, because most runs are for another database and loading it takes longer than all the rest of the command.
  const { createConnection } = await import('mysql2/promise');
  try {
    const connection = await createConnection(options);
    // A server that goes away between two queries is told by the next query; without a listener it would end the process.
    connection.on('error', () => undefined);
    return connection;
  } catch (cause) {
    const { host, port, user } = endpoint;
    throw new UserError('server-unreachable', {
      what: `No connection to the server: ${describeCause(cause)}.`,
      where: `${user}@${host}:${port}${database === undefined ? '' : `/${database}`}`,
      remedy: 'Check host, port, user and password of the option `database`.',
      cause,
    });
  }
}

/** The server would wait for a day or a year for whoever has a table open. */
const lockLimitSeconds = 60;

/**
 * For SQL of ours alone: it means what it says whatever `sql_mode` the server gives to others, and what the server writes comes in one
 * spelling, names in backticks, all options, moments in one time zone.
 */
export const settingsForReading = "SET SESSION sql_mode = '', SESSION sql_quote_show_create = 1, SESSION time_zone = '+00:00'";

/** One for SQL of ours alone, of which several statements go at once. It waits so long for a table that somebody else has locked. */
export async function connectForReading(endpoint: Endpoint, database: string, waitSeconds = lockLimitSeconds): Promise<Connection> {
  const connection = await connect(endpoint, database, { multipleStatements: true });
  await connection.query(`${settingsForReading}, SESSION lock_wait_timeout = ${waitSeconds}`);
  return connection;
}

async function writeConnectionOptions({ host, port, user, password, parameters = {} }: Endpoint, database: string | undefined): Promise<ConnectionOptions> {
  const ssl = await readSsl(parameters);
  return {
    ...(host.startsWith('/') ? { socketPath: host } : { host, port }),
    user,
    password,
    ...(database === undefined ? {} : { database }),
    ...(ssl === undefined ? {} : { ssl }),
    charset: 'utf8mb4',
    connectTimeout: connectionLimitMs,
    supportBigNumbers: true,
    dateStrings: true,
    // LOAD DATA LOCAL would let the server ask for our files; with IGNORE_SPACE it reads SQL otherwise than for others.
    flags: ['-LOCAL_FILES', '-IGNORE_SPACE'],
    connectAttributes: { program_name: 'alembic-gate' },
  };
}

/** Ends a connection; one whose server is gone cannot be ended, only let go. */
export async function endConnection(connection: Connection): Promise<void> {
  await connection.end().catch(() => { connection.destroy(); });
}

/**
 * Of the server: the connection was killed (1927 MariaDB, 3169 MySQL), the server is going down (1053), the client waited too long (4031);
 * of the driver: the connection is gone.
 * https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
 */
const lostConnectionNumbers = new Set([1053, 1927, 3169, 4031]);

/** Whether a query failed because its connection is gone, as after a revision that ended every connection to the server. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errno, code } = error as Partial<QueryError>;
  if (errno !== undefined && lostConnectionNumbers.has(errno)) return true;
  return ['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE'].includes(code ?? '') || /closed state/.test(error.message);
}

/** The server's number of an error, or undefined where it is none of the server's. */
export function readErrorNumber(error: unknown): number | undefined {
  const { errno, sqlState } = error instanceof Error ? (error as Partial<QueryError>) : {};
  return sqlState === undefined ? undefined : errno;
}

function describeCause(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('; ');
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
