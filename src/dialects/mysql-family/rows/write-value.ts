import type { RowValue } from '../../../rows/row-value.ts';
import type { ValueType } from '../../../rows/value-type.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteText } from '../quoting.ts';

const number = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A value in SQL for a column of a type, as the connection for changes reads it: in utf8mb4, with backslash escapes, moments in UTC.
 * Throws a `TypeError` for what neither server has: ranges, records and arrays.
 */
export function writeValue(dialect: FamilyDialect, value: RowValue, type: ValueType): string {
  switch (value.kind) {
    case 'null':
      return 'NULL';
    case 'sql':
      return value.sql;
    case 'number':
      // What is no number the server shall refuse in its own words.
      return number.test(value.digits) ? value.digits : quoteText(value.digits);
    case 'boolean':
      return value.value ? '1' : '0';
    case 'bits':
      return value.digits === '' ? "b'0'" : `b${quoteText(value.digits)}`;
    case 'bytes':
      return `X'${Buffer.from(value.value).toString('hex')}'`;
    case 'text':
      return writeText(dialect, value.value, type);
    case 'list':
      return quoteText(value.values.map(readLabel).join(','));
    case 'range':
    case 'record':
      throw new TypeError(`no column takes a ${value.kind}`);
  }
}

function writeText(dialect: FamilyDialect, text: string, type: ValueType): string {
  if (type.kind === 'bytes') return `X'${Buffer.from(text).toString('hex')}'`;
  if (type.kind !== 'geometry') return quoteText(text);
  // MySQL alone would take the latitude first where the system on the globe says so.
  const order = dialect === 'mysql' && type.srid !== 0 ? ", 'axis-order=long-lat'" : '';
  return `ST_GeomFromText(${quoteText(text)}, ${String(type.srid)}${order})`;
}

/** Of a set. */
function readLabel(value: RowValue): string {
  if (value.kind !== 'text') throw new TypeError(`a set has no ${value.kind}`);
  return value.value;
}
