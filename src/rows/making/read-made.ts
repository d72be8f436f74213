import { unwrapType } from '../plan/plan-table.ts';
import type { ColumnShape } from '../table-shape.ts';
import type { RowValue } from '../row-value.ts';
import type { MadeRow } from './variation.ts';

/** What a row has in a column that a condition names, in whatever case; keys of other rows, which are SQL, as the numbers and texts that they are. */
export function readMade(row: MadeRow, column: string, columns: readonly ColumnShape[]): RowValue | undefined {
  const name = row.has(column) ? column : [...row.keys()].find((own) => own.toLowerCase() === column.toLowerCase());
  const value = name === undefined ? undefined : row.get(name);
  if (value?.kind !== 'sql') return value;
  const shape = columns.find((own) => own.name === name);
  const kind = shape === undefined ? undefined : unwrapType(shape.type).kind;
  if (/^NULL\b/i.test(value.sql)) return { kind: 'null' };
  if (kind === 'integer') {
    const digits = /^'?(-?\d+)'?$/.exec(value.sql)?.[1];
    return digits === undefined ? value : { kind: 'number', digits };
  }
  const text = kind === 'text' || kind === 'uuid' ? /^'([^'\\]*)'$/.exec(value.sql)?.[1] : undefined;
  return text === undefined ? value : { kind: 'text', value: text };
}
