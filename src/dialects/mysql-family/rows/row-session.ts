import type { Connection } from 'mysql2/promise';
import type { RowSession } from '../../../rows/row-session.ts';
import { tableKey } from '../../../rows/table-shape.ts';
import type { Endpoint } from '../../dialect.ts';
import { connect, endConnection, isConnectionLost } from '../connect.ts';
import { lexisOf } from '../lexis.ts';
import { changeRows, ChangeEnded, tryRead } from './change-rows.ts';
import type { ChangeSurroundings } from './change-rows.ts';
import { readFingerprint } from './read-fingerprint.ts';
import { readTables } from './read-tables.ts';
import type { ReadTables } from './read-tables.ts';
import { readTexts, readValues } from './read-values.ts';
import type { RowsPlace } from './shape-queries.ts';

/** What the session of a database lends to that of its rows. */
export interface RowSurroundings extends RowsPlace {
  readonly endpoint: Endpoint;
  /** Asks on the connection for reading, which is opened again where it was lost. */
  readonly ask: <Answer>(question: (connection: Connection) => Promise<Answer>) => Promise<Answer>;
}

/** One change takes no longer, however long its triggers would. */
const changeLimitMs = 5_000;
/** So long a change that is to end may take for it, before its connection is ended. */
const endingLimitMs = 5_000;
/** Locks of others are waited for less, because the server then says itself what it was. */
const lockLimitSeconds = 3;

/**
 * As a client has it who set nothing, whatever the server is set to, with zero as a value like any other.
 * https://dev.mysql.com/doc/refman/9.7/en/sql-mode.html
 */
const settingsForChanges = `SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO',
  SESSION time_zone = '+00:00', SESSION foreign_key_checks = 1, SESSION unique_checks = 1, SESSION lock_wait_timeout = ${lockLimitSeconds}, SESSION innodb_lock_wait_timeout = ${lockLimitSeconds}`;

/** The rows of one database, and what ends the connection on which they are changed. */
export interface OwnRowSession extends RowSession {
  close(): Promise<void>;
}

export function createRowSession(surroundings: RowSurroundings): OwnRowSession {
  const { dialect, ask } = surroundings;
  let last: ReadTables | undefined;
  let changing: Connection | undefined;
  const openForChanges = async (): Promise<Connection> => {
    try {
      await changing?.query(settingsForChanges);
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      // A revision ended every connection to its database.
      changing = undefined;
    }
    if (changing === undefined) {
      changing = await connect(surroundings.endpoint, surroundings.database, { multipleStatements: true });
      await changing.query(settingsForChanges);
    }
    return changing;
  };
  const surroundChanges = (): ChangeSurroundings => ({ dialect, lasting: last?.lasting ?? new Set(), open: openForChanges, run: (own, sql) => runWithin(surroundings, own, sql) });
  return {
    lexis: lexisOf(dialect),
    async readTables(versionTable) {
      last = await ask((connection) => readTables(connection, surroundings, versionTable));
      return last.shapes;
    },
    change: (changes) => changeRows(surroundChanges(), changes, 'keep'),
    tryChange: (changes) => changeRows(surroundChanges(), changes, 'try'),
    tryRead: (table, columns) => tryRead(surroundChanges(), table, columns),
    // Asked while tables are filled that were just read; texts are asked for after a revision may have changed the table.
    readValues: (table, columns, limit) => ask((connection) => readValues(connection, surroundings, { table, columns, limit, known: last?.columns.get(tableKey(table)) })),
    readTexts: (table, columns, limit) => ask((connection) => readTexts(connection, surroundings, { table, columns, limit })),
    readFingerprint: (versionTable) => ask((connection) => readFingerprint(connection, surroundings, versionTable)),
    async close() {
      if (changing !== undefined) await endConnection(changing);
      changing = undefined;
    },
  };
}

/** Neither server ends a statement that writes by itself, so it is done from the other connection; the server then says that it was interrupted. */
async function runWithin({ ask }: RowSurroundings, connection: Connection, sql: string): Promise<void> {
  // Where that fails the statement is over, or its connection.
  const end = (what: string): Promise<unknown> => ask((other) => other.query(`KILL ${what} ${String(connection.threadId)}`));
  let ending: Promise<unknown> = Promise.resolve();
  const soon = setTimeout(() => { ending = end('QUERY').catch(() => undefined); }, changeLimitMs);
  const connectionEnd = new AbortController();
  const late = setTimeout(() => {
    connectionEnd.abort();
    ending = end('CONNECTION').catch(() => undefined);
  }, changeLimitMs + endingLimitMs);
  try {
    await connection.query(sql);
  } catch (error) {
    throw connectionEnd.signal.aborted && isConnectionLost(error) ? new ChangeEnded() : error;
  } finally {
    clearTimeout(soon);
    clearTimeout(late);
    // Whatever it ends must not be the statement after this one.
    await ending;
  }
}
