import type { SqliteConnection } from '../connect.ts';
import { quoteName } from '../quoting.ts';
import { writeReadable } from './stored-value.ts';

/** Values as literals. `quote` ends a text at its first NUL character. https://sqlite.org/lang_corefunc.html#quote */
export function readValues(connection: SqliteConnection, table: string, columns: readonly string[], limit: number): string[][] {
  const literals = columns.map(quoteName).map((column) => `CASE WHEN typeof(${column}) = 'text' AND instr(${column}, char(0)) > 0 THEN 'CAST(X''' || hex(${column}) || ''' AS TEXT)' ELSE quote(${column}) END`);
  return readRows(connection, table, literals, limit).map((row) => row.map(String));
}

/** Values for people. */
export function readTexts(connection: SqliteConnection, table: string, columns: readonly string[], limit: number): (string | null)[][] {
  return readRows(connection, table, columns.map(quoteName), limit).map((row) => row.map(writeReadable));
}

/** In the order of the primary key, by its bytes, because its own collation may be one that only the project's connection has. */
function readRows(connection: SqliteConnection, table: string, expressions: readonly string[], limit: number): (readonly (string | number | bigint | null | Uint8Array)[])[] {
  const key = connection.all('SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk', table).map(([name]) => `${quoteName(String(name))} COLLATE BINARY`);
  const order = key.length === 0 ? '' : ` ORDER BY ${key.join(', ')}`;
  return [...connection.iterate(`SELECT ${expressions.length === 0 ? 'NULL' : expressions.join(', ')} FROM ${quoteName(table)}${order} LIMIT ?`, limit)].map((row) => row.slice(0, expressions.length));
}
