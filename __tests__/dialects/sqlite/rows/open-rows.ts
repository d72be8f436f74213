import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../../../src/dialects/sqlite/database-session.ts';
import type { RowInsert, RowSession } from '../../../../src/rows/row-session.ts';
import type { RowValue } from '../../../../src/rows/row-value.ts';
import type { TableShape } from '../../../../src/rows/table-shape.ts';

/** A new database with what a script makes, gone after the test. */
export interface OpenedRows {
  readonly rows: RowSession;
  readonly execute: (sql: string) => Promise<void>;
}

export async function openRows(script: string): Promise<OpenedRows> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-rows-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const database = openDatabase('rows', join(directory, 'rows.db'));
  await database.execute(script);
  return { rows: database.rows, execute: (sql) => database.execute(sql) };
}

export async function findTable(rows: RowSession, name: string): Promise<TableShape> {
  const table = (await rows.readTables(undefined)).find((other) => other.name === name);
  if (table === undefined) throw new Error(`there is no table ${name}`);
  return table;
}

/** A value in its shortest form: a text, a number's digits as `bigint` or `number`, a boolean, bytes or NULL. */
export type Short = string | number | bigint | boolean | Uint8Array | null;

export function insert(table: TableShape, columns: readonly string[], ...rows: readonly (readonly Short[])[]): RowInsert {
  return { kind: 'insert', table, columns, rows: rows.map((row) => row.map(valueOf)), overridesCounters: false };
}

export function valueOf(value: Short): RowValue {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'string') return { kind: 'text', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  return typeof value === 'object' ? { kind: 'bytes', value } : { kind: 'number', digits: String(value) };
}
