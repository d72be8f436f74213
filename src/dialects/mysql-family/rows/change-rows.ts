import type { Connection } from 'mysql2/promise';
import type { RowChange, RowInsert, RowRefusal, RowUpdate } from '../../../rows/row-session.ts';
import { findColumn, tableKey } from '../../../rows/table-shape.ts';
import type { TableShape } from '../../../rows/table-shape.ts';
import type { RowValue } from '../../../rows/row-value.ts';
import { writePath } from '../catalog/entry.ts';
import { query, queryAll } from '../catalog/query.ts';
import { isConnectionLost, readErrorNumber } from '../connect.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteName } from '../quoting.ts';
import { readRefusal } from './read-refusal.ts';
import { writeValue } from './write-value.ts';

/** What a change is made with. */
export interface ChangeSurroundings {
  readonly dialect: FamilyDialect;
  /** Tables that keep what a transaction did to them when it is rolled back, by `tableKey`. */
  readonly lasting: ReadonlySet<string>;
  /** A connection for changes: the one there is, or another where it was lost. */
  readonly open: () => Promise<Connection>;
  /** Runs a statement and ends it when it takes too long, with its connection if it must be: throws `ChangeEnded` then. */
  readonly run: (connection: Connection, sql: string) => Promise<void>;
}

/** A statement took too long and did not heed that it was to end, so its connection was ended. */
export class ChangeEnded extends Error {
  override readonly name = 'ChangeEnded';
  constructor() {
    super('it took too long, and its connection was ended');
  }
}

/**
 * Makes all changes in a transaction, or none, and tells which one was refused.
 * Where a table has no transactions, what was put into it is taken out again if it was empty before; otherwise it stays, as do rows that
 * triggers put into such tables.
 * @param end `try` takes them back
 */
export async function changeRows(surroundings: ChangeSurroundings, changes: readonly RowChange[], end: 'keep' | 'try'): Promise<RowRefusal | undefined> {
  const lasting = end === 'keep' ? -1 : changes.findIndex(({ table }) => surroundings.lasting.has(tableKey(table)));
  if (lasting >= 0) return { index: lasting, message: 'the table has no transactions', code: undefined, constraint: undefined, column: undefined };
  const { dialect, open, run } = surroundings;
  const connection = await open();
  const empty = await listEmpty(connection, surroundings, changes);
  await connection.query('START TRANSACTION');
  for (const [index, change] of changes.entries()) {
    try {
      await run(connection, change.kind === 'insert' ? writeInsert(dialect, change) : writeUpdate(dialect, change));
      if (change.kind === 'insert' && change.overridesCounters && end === 'keep') await moveSequences(connection, change);
    } catch (error) {
      // What is lost with its connection the server takes back; otherwise no lock may stay, whatever went wrong.
      const isLost = error instanceof ChangeEnded || isConnectionLost(error);
      if (!isLost) await connection.query('ROLLBACK');
      const refusal = tellRefusal(index, change.table, error);
      if (refusal === undefined) throw error;
      const cleaning = isLost ? await open() : connection;
      for (const table of empty) await cleaning.query(`TRUNCATE TABLE ${writePath(table.schema, table.name)}`);
      return refusal;
    }
  }
  await connection.query(end === 'keep' ? 'COMMIT' : 'ROLLBACK');
  return undefined;
}

/** Reads one row; gives why the server refuses to. */
export async function tryRead({ open, run }: ChangeSurroundings, table: Pick<TableShape, 'schema' | 'name'>, columns: readonly string[]): Promise<RowRefusal | undefined> {
  const connection = await open();
  try {
    await run(connection, `SELECT ${columns.map((name) => `${quoteName(table.name)}.${quoteName(name)}`).join(', ')} FROM ${writePath(table.schema, table.name)} LIMIT 1`);
    return undefined;
  } catch (error) {
    const refusal = tellRefusal(0, table, error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}

/** What the server said to a change or a query of a table; undefined where it is no answer to it. */
function tellRefusal(index: number, table: Pick<TableShape, 'name'>, error: unknown): RowRefusal | undefined {
  if (error instanceof ChangeEnded) return { index, message: error.message, code: undefined, constraint: undefined, column: undefined, tookTooLong: true };
  const number = readErrorNumber(error);
  if (number === undefined || !(error instanceof Error) || isConnectionLost(error)) return undefined;
  return readRefusal(index, table, number, error.message);
}

/** Those of the tables without transactions that have no rows. */
async function listEmpty(connection: Connection, { lasting }: ChangeSurroundings, changes: readonly RowChange[]): Promise<readonly TableShape[]> {
  const tables = [...new Map(changes.map(({ table }) => [tableKey(table), table])).values()].filter((table) => lasting.has(tableKey(table)));
  const answers = await queryAll(connection, tables.map(({ schema, name }) => `SELECT EXISTS (SELECT 1 FROM ${writePath(schema, name)}) AS found`));
  return tables.filter((_, index) => answers[index]?.[0]?.['found'] === '0');
}

/** Without a column the server makes all of the row. */
function writeInsert(dialect: FamilyDialect, { table, columns, rows }: RowInsert): string {
  const types = columns.map((name) => findColumn(table, name).type);
  const written = rows.map((row) => `(${types.map((type, index) => writeValue(dialect, row[index] ?? { kind: 'null' }, type)).join(', ')})`);
  return `INSERT INTO ${writePath(table.schema, table.name)} (${columns.map(quoteName).join(', ')}) VALUES ${written.join(', ')}`;
}

function writeUpdate(dialect: FamilyDialect, { table, set, where }: RowUpdate): string {
  const write = ({ column, value }: { readonly column: string; readonly value: RowValue }, operator: string): string =>
    `${quoteName(column)} ${operator} ${writeValue(dialect, value, findColumn(table, column).type)}`;
  const [values, conditions] = [set.map((one) => write(one, '=')), where.map((one) => write(one, '<=>'))];
  return `UPDATE ${writePath(table.schema, table.name)} SET ${values.join(', ')} WHERE ${conditions.join(' AND ')}`;
}

/** AUTO_INCREMENT counts on after what it is given; a sequence of MariaDB's has to be told, and takes no expression. */
async function moveSequences(connection: Connection, { table, columns }: RowInsert): Promise<void> {
  for (const name of columns) {
    const sequence = /^\(?nextval\(((?:`(?:[^`]|``)+`\.)?`(?:[^`]|``)+`)\)/i.exec(findColumn(table, name).default ?? '')?.[1];
    if (sequence === undefined) continue;
    const [row] = await query(connection, `SELECT MAX(${quoteName(name)}) AS highest FROM ${writePath(table.schema, table.name)}`);
    const highest = row?.['highest'] ?? null;
    if (highest !== null && /^-?\d+$/.test(highest)) await connection.query(`SELECT SETVAL(${sequence}, ${highest})`);
  }
}
