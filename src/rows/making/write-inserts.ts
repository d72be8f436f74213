import type { RowInsert } from '../row-session.ts';
import type { TableShape } from '../table-shape.ts';
import type { MadeRow } from './variation.ts';

/** Rows of one table as inserts: one for each list of columns that they have. */
export function writeInserts(table: TableShape, rows: readonly MadeRow[]): readonly RowInsert[] {
  const byColumns = new Map<string, { readonly columns: readonly string[]; readonly rows: MadeRow[] }>();
  for (const row of rows) {
    const columns = table.columns.flatMap(({ name }) => (row.has(name) ? [name] : []));
    const same = byColumns.get(columns.join('\0'));
    if (same === undefined) byColumns.set(columns.join('\0'), { columns, rows: [row] });
    else same.rows.push(row);
  }
  const counted = new Set(table.columns.filter(({ made }) => made === 'counter' || made === 'always').map(({ name }) => name));
  return [...byColumns.values()].map(({ columns, rows: same }) => ({
    kind: 'insert',
    table,
    columns,
    rows: same.map((row) => columns.map((column) => row.get(column) ?? { kind: 'null' })),
    overridesCounters: columns.some((column) => counted.has(column)),
  }));
}
