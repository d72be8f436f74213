import type { RowChange } from '../../../rows/row-session.ts';
import type { RowValue } from '../../../rows/row-value.ts';
import { findColumn } from '../../../rows/table-shape.ts';
import type { TableShape } from '../../../rows/table-shape.ts';
import { quoteName } from '../quoting.ts';
import { writeValue } from './write-value.ts';

/** A statement, and how many rows it is to write. */
export interface ChangeStatement {
  readonly sql: string;
  readonly rows: number;
}

/** The statements of one change. A row of which nothing is given is all defaults, which SQLite takes one at a time. */
export function writeChange(change: RowChange): ChangeStatement[] {
  const table = quoteName(change.table.name);
  if (change.kind === 'update') {
    const set = change.set.map(({ column, value }) => `${quoteName(column)} = ${write(change.table, column, value)}`);
    const where = change.where.map(({ column, value }) => `${quoteName(column)} IS ${write(change.table, column, value)}`);
    return [{ sql: `UPDATE ${table} SET ${set.join(', ')} WHERE ${where.join(' AND ')}`, rows: 1 }];
  }
  const { columns, rows } = change;
  if (columns.length === 0) return rows.map(() => ({ sql: `INSERT INTO ${table} DEFAULT VALUES`, rows: 1 }));
  const values = rows.map((row) => `(${row.map((value, place) => write(change.table, columns[place] ?? '', value)).join(', ')})`);
  return [{ sql: `INSERT INTO ${table} (${columns.map(quoteName).join(', ')}) VALUES ${values.join(', ')}`, rows: rows.length }];
}

function write(table: TableShape, name: string, value: RowValue): string {
  return writeValue(value, findColumn(table, name));
}
