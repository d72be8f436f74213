import type { RowChange, RowRefusal } from '../../../rows/row-session.ts';
import type { ForeignKeyShape, TableShape } from '../../../rows/table-shape.ts';
import type { SqliteConnection } from '../connect.ts';
import { foldName } from '../fold-name.ts';
import { quoteName } from '../quoting.ts';

/** Of each table that is changed and each of its foreign keys, how many rows find nothing. */
export type UnmatchedCounts = ReadonlyMap<string, readonly number[]>;

export function countAllUnmatched(connection: SqliteConnection, changes: readonly RowChange[]): UnmatchedCounts {
  const present = new Set(connection.all("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").map(([name]) => foldName(String(name))));
  const tables = new Map(changes.map(({ table }) => [table.name, table]));
  return new Map([...tables].map(([name, table]) => [name, table.foreignKeys.map((key) => countUnmatched(connection, table, key, present))]));
}

/** NULL in any of its columns refers to nothing. What is compared is compared as the parent does. https://sqlite.org/foreignkeys.html#fk_basics */
function countUnmatched(connection: SqliteConnection, { name }: TableShape, { columns, target, targetColumns }: ForeignKeyShape, present: ReadonlySet<string>): number {
  const isSet = columns.map((column) => `child.${quoteName(column)} IS NOT NULL`).join(' AND ');
  const isThere = present.has(foldName(target.name)) && targetColumns.length === columns.length;
  const matches = columns.map((column, place) => `parent.${quoteName(targetColumns[place] ?? '')} = child.${quoteName(column)}`).join(' AND ');
  const unmatched = isThere ? ` AND NOT EXISTS (SELECT 1 FROM ${quoteName(target.name)} parent WHERE ${matches})` : '';
  return Number(connection.all(`SELECT count(*) FROM ${quoteName(name)} child WHERE ${isSet}${unmatched}`)[0]?.[0]);
}

/**
 * The change after which more rows than before find nothing, and no later one mended that; undefined where none does.
 * @param history the counts before the first change and after each
 */
export function findUnmatched(changes: readonly RowChange[], history: readonly UnmatchedCounts[]): RowRefusal | undefined {
  const [first, last] = [history[0], history.at(-1)];
  for (const [table, counts] of last ?? []) {
    for (const [place, count] of counts.entries()) {
      if (count <= (first?.get(table)?.[place] ?? 0)) continue;
      const index = changes.findLastIndex((_, at) => (history[at + 1]?.get(table)?.[place] ?? 0) > (history[at]?.get(table)?.[place] ?? 0));
      const key = changes.find((change) => change.table.name === table)?.table.foreignKeys[place];
      return { index, message: 'FOREIGN KEY constraint failed', code: 'SQLITE_CONSTRAINT_FOREIGNKEY', constraint: key?.name, column: key?.columns.length === 1 ? key.columns[0] : undefined };
    }
  }
  return undefined;
}
