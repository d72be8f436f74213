import pg from 'pg';
import type { TableReading } from './describe-tables.ts';

/**
 * The texts of columns in rows of a table, in the order of its primary key, or of the texts where it has none; null for NULL.
 * Throws the server's error where a column is not there any more.
 */
export async function readTexts(client: pg.Client, table: TableReading, columns: readonly string[], limit: number): Promise<readonly (readonly (string | null)[])[]> {
  return read(client, table, columns, limit, (text) => text);
}

/** The same as SQL without a type, which may stand for a column of that type or of a foreign key's. */
export async function readValues(client: pg.Client, table: TableReading, columns: readonly string[], limit: number): Promise<readonly (readonly string[])[]> {
  return read(client, table, columns, limit, (text) => `pg_catalog.quote_nullable(${text})`);
}

async function read<Cell>(client: pg.Client, table: TableReading, columns: readonly string[], limit: number, write: (text: string) => string): Promise<Cell[][]> {
  const texts = columns.map((name) => table.columns.find((column) => column.name === name)?.text ?? `t.${pg.escapeIdentifier(name)}::pg_catalog.text`);
  const order = table.key.length > 0 ? table.key.map((name) => `t.${pg.escapeIdentifier(name)}`) : texts.map((text) => `${text} COLLATE "C"`);
  const text = `SELECT ${texts.map(write).join(', ')} FROM ${table.source} AS t ${order.length === 0 ? '' : `ORDER BY ${order.join(', ')}`} LIMIT ${String(limit)}`;
  const { rows } = await client.query<Cell[]>({ text, rowMode: 'array' });
  return rows;
}
