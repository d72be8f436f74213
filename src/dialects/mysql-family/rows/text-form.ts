import type { Row } from '../catalog/query.ts';
import { quoteName } from '../quoting.ts';

const numbers = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'bit', 'year']);
const texts = new Set(['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'set', 'json']);
const moments = new Set(['date', 'time', 'datetime', 'timestamp', 'uuid', 'inet4', 'inet6', 'decimal']);

/** What a column's values are as text. */
export type TextForm = 'number' | 'float' | 'double' | 'text' | 'words' | 'bytes';

/** By the row of `information_schema.COLUMNS`. */
export function formOf({ kind = null, type = null }: Row): TextForm {
  if (kind === null) return 'bytes';
  if (numbers.has(kind)) return 'number';
  // With two numbers in parentheses it is rounded to the digits that it writes.
  if (kind === 'float') return type?.includes('(') === true ? 'double' : 'float';
  if (kind === 'double') return kind;
  if (texts.has(kind)) return 'text';
  return moments.has(kind) ? 'words' : 'bytes';
}

/** A column's value as a text in utf8mb4 that no setting of session, table or column changes; those without text in hexadecimal digits. */
export function writeTextForm(column: Row): string {
  const form = formOf(column);
  return form === 'bytes' ? `HEX(${quoteName(column['name'] ?? '')})` : writeBytesForm(column);
}

/**
 * The same as the bytes to be hashed, without a detour by digits for what is bytes.
 * Filled up with zeros (ZEROFILL) a number is the same number, FLOAT writes fewer digits than it has, and CHAR and TEXT are of any charset.
 */
export function writeBytesForm(column: Row): string {
  const name = quoteName(column['name'] ?? '');
  switch (formOf(column)) {
    case 'number':
      return `CAST(${name} + 0 AS CHAR)`;
    case 'float':
      return `CAST(${name} + 0e0 AS CHAR)`;
    case 'text':
      return `CONVERT(${name} USING utf8mb4)`;
    case 'double':
    case 'words':
      return `CAST(${name} AS CHAR)`;
    case 'bytes':
      return name;
  }
}
