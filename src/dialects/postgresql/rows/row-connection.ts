import type pg from 'pg';
import type { Endpoint } from '../../dialect.ts';
import { connect, isConnectionLost } from '../connect.ts';

/**
 * A connection for reading and writing rows, opened when it is first needed. It is not the catalog reader's, because triggers and
 * generated columns must find their functions by the database's own `search_path`.
 */
export interface RowConnection {
  /** Once more, on a new connection, where the old one was ended, as by a revision. */
  run<Result>(work: (client: pg.Client, server: RowServer) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface RowServer {
  /** `180001` */
  readonly version: number;
}

/**
 * Under which the text of a value, and of a condition, is the same whatever the database, its roles and its server are set to.
 * https://www.postgresql.org/docs/current/runtime-config-client.html
 */
const settings: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  lc_monetary: 'C',
  xmloption: 'content',
  array_nulls: 'on',
  standard_conforming_strings: 'on',
  quote_all_identifiers: 'off',
  jit: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  default_transaction_read_only: 'off',
  default_transaction_isolation: 'read committed',
  client_min_messages: 'error',
};

const openingQuery = `SELECT current_setting('server_version_num')::int, ${Object.entries(settings)
  .map(([name, value]) => `set_config('${name}', '${value}', false)`)
  .join(', ')}`;

export function createRowConnection(endpoint: Endpoint, database: string): RowConnection {
  let open: Promise<{ client: pg.Client; server: RowServer }> | undefined;
  const start = async (): Promise<{ client: pg.Client; server: RowServer }> => {
    const client = await connect(endpoint, database);
    const { rows } = await client.query<[number]>({ text: openingQuery, rowMode: 'array' });
    return { client, server: { version: rows[0]?.[0] ?? 0 } };
  };
  const run = async <Result>(work: (client: pg.Client, server: RowServer) => Promise<Result>): Promise<Result> => {
    open ??= start();
    const opening = open;
    try {
      const { client, server } = await opening;
      return await work(client, server);
    } catch (error) {
      // What could not be opened is tried again by the next who asks.
      if (open === opening && isConnectionLost(error)) open = undefined;
      throw error;
    }
  };
  return {
    async run(work) {
      const isNew = open === undefined;
      try {
        return await run(work);
      } catch (error) {
        if (isNew || !isConnectionLost(error)) throw error;
        return run(work);
      }
    },
    async close() {
      const last = open;
      open = undefined;
      const opened = await last?.catch(() => undefined);
      await opened?.client.end();
    },
  };
}
