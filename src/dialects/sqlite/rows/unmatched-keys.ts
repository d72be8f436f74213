import type { RowChange } from '../../../rows/row-session.ts';
import type { ForeignKeyShape, TableShape } from '../../../rows/table-shape.ts';
import type { SqliteConnection } from '../connect.ts';
import { quoteName } from '../quoting.ts';

/** A foreign key of a table that is changed, and how many rows of it find nothing. */
export interface UnmatchedCount {
  readonly table: TableShape;
  readonly key: ForeignKeyShape;
  readonly count: number;
}

/** Of every foreign key of the tables that are changed. */
export function countAllUnmatched(connection: SqliteConnection, changes: readonly RowChange[]): UnmatchedCount[] {
  const tables = new Map(changes.map(({ table }) => [table.name, table]));
  return [...tables.values()].flatMap((table) => table.foreignKeys.map((key) => ({ table, key, count: countUnmatched(connection, table, key) })));
}

/** NULL in any of its columns refers to nothing. What is compared is compared as the parent does. https://sqlite.org/foreignkeys.html#fk_basics */
export function countUnmatched(connection: SqliteConnection, { name }: TableShape, { columns, target, targetColumns }: ForeignKeyShape): number {
  const isSet = columns.map((column) => `child.${quoteName(column)} IS NOT NULL`).join(' AND ');
  const isThere = targetColumns.length === columns.length && connection.all("SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ?", target.name).length > 0;
  const matches = columns.map((column, place) => `parent.${quoteName(targetColumns[place] ?? '')} = child.${quoteName(column)}`).join(' AND ');
  const unmatched = isThere ? ` AND NOT EXISTS (SELECT 1 FROM ${quoteName(target.name)} parent WHERE ${matches})` : '';
  return Number(connection.all(`SELECT count(*) FROM ${quoteName(name)} child WHERE ${isSet}${unmatched}`)[0]?.[0]);
}

/** The first key of which more rows find nothing than before. */
export function findGrown(before: readonly UnmatchedCount[], after: readonly UnmatchedCount[]): UnmatchedCount | undefined {
  return after.find(({ count }, place) => count > (before[place]?.count ?? 0));
}
