import { connectAs } from '../test-server.ts';
import type { ContainerServer } from '../container-servers.ts';
import type { RowInsert, RowSession } from '../../../../src/rows/row-session.ts';
import type { RowValue } from '../../../../src/rows/row-value.ts';
import type { TableShape } from '../../../../src/rows/table-shape.ts';

/** A new database with our session of its rows, and another's connection to it. */
export interface OpenRows {
  readonly database: string;
  readonly rows: RowSession;
  /** As anybody else. */
  run(sql: string): Promise<unknown>;
  table(name: string): Promise<TableShape>;
  close(): Promise<void>;
}

export async function openRows({ server }: ContainerServer, ddl: string): Promise<OpenRows> {
  const database = await server.session.createDatabase();
  const session = await server.session.openDatabase(database);
  const connection = await connectAs(server.endpoint, database);
  await connection.query(ddl);
  return {
    database,
    rows: session.rows,
    run: async (sql) => (await connection.query({ sql, rowsAsArray: true }))[0],
    async table(name) {
      const found = (await session.rows.readTables(undefined)).find((table) => table.name === name);
      if (found === undefined) throw new Error(`no table ${name}`);
      return found;
    },
    async close() {
      await connection.end();
      await session.close();
      await server.session.dropDatabase(database);
    },
  };
}

export const number = (digits: number | string): RowValue => ({ kind: 'number', digits: String(digits) });
export const text = (value: string): RowValue => ({ kind: 'text', value });
export const bytes = (...value: readonly number[]): RowValue => ({ kind: 'bytes', value: Uint8Array.from(value) });
export const none: RowValue = { kind: 'null' };

export function insert(table: TableShape, columns: readonly string[], ...rows: readonly (readonly RowValue[])[]): RowInsert {
  return { kind: 'insert', table, columns, rows, overridesCounters: false };
}
