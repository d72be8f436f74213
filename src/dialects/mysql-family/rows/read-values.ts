import type { Connection } from 'mysql2/promise';
import { writePath } from '../catalog/entry.ts';
import { query } from '../catalog/query.ts';
import type { Row } from '../catalog/query.ts';
import { quoteName, quoteText } from '../quoting.ts';
import { findRowEnd, readPrimaryKey } from './read-keys.ts';
import { readColumnRowsOf } from './shape-queries.ts';
import type { ColumnRows, RowsPlace } from './shape-queries.ts';
import { formOf, writeTextForm } from './text-form.ts';

/** Columns of a table of which values are asked for. */
export interface ValueQuestion {
  readonly table: { readonly schema: string | null; readonly name: string };
  readonly columns: readonly string[];
  /** How many rows at most. */
  readonly limit: number;
  /** The table's columns where they are known, which takes longer to ask than the values. */
  readonly known?: ColumnRows | undefined;
}

/** Values as SQL that may stand where a column is given a value: digits, quoted text, `X'…'`, NULL. */
export async function readValues(connection: Connection, place: RowsPlace, question: ValueQuestion): Promise<readonly (readonly string[])[]> {
  const { columns, rows } = await read(connection, place, question);
  return rows.map((row) => row.map((text, index) => writeLiteral(text, columns[index] ?? {})));
}

/** Values as text in the form of which fingerprints are made, bytes in hexadecimal digits. */
export async function readTexts(connection: Connection, place: RowsPlace, question: ValueQuestion): Promise<readonly (readonly (string | null)[])[]> {
  return (await read(connection, place, question)).rows;
}

interface Texts {
  readonly columns: readonly Row[];
  readonly rows: readonly (readonly (string | null)[])[];
}

async function read(connection: Connection, place: RowsPlace, { table, columns: names, limit, known: given }: ValueQuestion): Promise<Texts> {
  const known = given ?? (await readColumnRowsOf(connection, place, table));
  const columns = names.map((name) => known.columns.find((column) => column['name'] === name) ?? { name });
  const order = readPrimaryKey(known.keyParts, findRowEnd(known.columns)).map(quoteName);
  const values = columns.map((column, index) => `${writeTextForm(column)} AS v${String(index)}`);
  const sorted = order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
  const rows = await query(connection, `SELECT ${[...values, '1 AS one'].join(', ')} FROM ${writePath(table.schema, table.name)}${sorted} LIMIT ${String(limit)}`);
  return { columns, rows: rows.map((row) => columns.map((_, index) => row[`v${String(index)}`] ?? null)) };
}

function writeLiteral(text: string | null, column: Row): string {
  if (text === null) return 'NULL';
  switch (formOf(column)) {
    case 'number':
    case 'float':
    case 'double':
      return text;
    case 'text':
    case 'words':
      return quoteText(text);
    case 'bytes':
      return `X'${text}'`;
  }
}
