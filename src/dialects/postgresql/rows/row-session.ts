import type pg from 'pg';
import type { RowSession } from '../../../rows/row-session.ts';
import { tableKey } from '../../../rows/table-shape.ts';
import type { TableShape } from '../../../rows/table-shape.ts';
import type { Endpoint } from '../../dialect.ts';
import { lexis } from '../lexis.ts';
import { changeRows, tryRead } from './change-rows.ts';
import { describeTable, describeTables } from './describe-tables.ts';
import type { TableReading } from './describe-tables.ts';
import { readFingerprint } from './read-fingerprint.ts';
import { readTables } from './read-tables.ts';
import { readTexts, readValues } from './read-values.ts';
import { createRowConnection } from './row-connection.ts';

/** Our hand on the rows of one database, on a connection of its own that is opened when it is first needed. */
export function openRows(endpoint: Endpoint, database: string): RowSession & { close(): Promise<void> } {
  const connection = createRowConnection(endpoint, database);
  const described = new Map<string, TableReading>();
  return {
    lexis,
    readTables(versionTable) {
      described.clear();
      return connection.run((client, server) => readTables(client, server, versionTable));
    },
    change: (changes) => connection.run((client) => changeRows(client, changes, 'keep')),
    tryChange: (changes) => connection.run((client) => changeRows(client, changes, 'try')),
    tryRead: (table, columns) => connection.run((client) => tryRead(client, table, columns)),
    readValues: (table, columns, limit) => connection.run((client) => withTable(client, described, table, (reading) => readValues(client, reading, columns, limit))),
    readTexts: (table, columns, limit) => connection.run(async (client) => readTexts(client, await describeTable(client, table), columns, limit)),
    readFingerprint: (versionTable) => connection.run((client) => readFingerprint(client, versionTable)),
    close: () => connection.close(),
  };
}

/** No table is the version table. */
const anyTable = { schema: null, name: '' };

/** With what is known of a table; looked at again where that does not hold any more. */
async function withTable<Result>(
  client: pg.Client,
  described: Map<string, TableReading>,
  table: Pick<TableShape, 'schema' | 'name'>,
  read: (reading: TableReading) => Promise<Result>,
): Promise<Result> {
  const key = tableKey(table);
  // Whoever asks for one of them asks for more: all at once, until the tables are read again.
  if (described.size === 0) for (const reading of await describeTables(client, anyTable)) described.set(tableKey(reading), reading);
  const known = described.get(key);
  if (known !== undefined) {
    try {
      return await read(known);
    } catch (error) {
      if (!isOutdated(error)) throw error;
    }
  }
  const reading = await describeTable(client, table);
  described.set(key, reading);
  return read(reading);
}

/** SQLSTATE class 42: a column or table is not there, or of another type. https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isOutdated(error: unknown): boolean {
  return (error as { code?: string }).code?.startsWith('42') === true;
}
