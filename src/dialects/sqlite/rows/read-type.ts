import type { TextType, ValueType } from '../../../rows/value-type.ts';
import { tokenize } from '../catalog/tokenize.ts';

/** What else tells what a column holds. */
export interface ColumnUse {
  /** Texts that a key or the column's own collation takes for the same. */
  readonly isLoose: boolean;
  /** It stands for a row: by its name, or because it is of the primary key or refers to another table. */
  readonly isIdentifier: boolean;
}

/**
 * What values people put into a column of a declared type. SQLite itself takes nearly anything anywhere, but what reads it later does not:
 * SQLAlchemy fails at a text in a `DATETIME` that is no date. https://sqlite.org/datatype3.html
 * https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#date-and-time-types
 * @param declared as the table's text has it, `varchar(10)`
 */
export function readType(declared: string, use: ColumnUse): ValueType {
  const [, words = '', sizes] = /^([^(]*)(?:\((.*)\))?/s.exec(declared.toUpperCase()) ?? [];
  const name = words.trim().replaceAll(/\s+/g, ' ');
  const [size, scale] = (sizes ?? '').split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : undefined));
  const isUnsigned = /\bUNSIGNED\b/.test(declared.toUpperCase());
  if (isUuid(name, size, use)) return { kind: 'uuid' };
  if (name === 'ENUM') return readLabels(declared) ?? readText(undefined, use);
  if (name === '' || name === 'ANY') return { kind: 'any' };
  if (/JSON/.test(name)) return { kind: 'json' };
  if (/^BOOL/.test(name) || (name === 'BIT' && (size ?? 1) === 1)) return { kind: 'boolean' };
  if (/DATETIME|TIMESTAMP/.test(name)) return { kind: 'timestamp', precision: 6, hasZone: false, min: `${firstDay} 00:00:00`, max: `${lastDay} 23:59:59` };
  if (/^DATE/.test(name)) return { kind: 'date', min: firstDay, max: lastDay };
  if (/^TIME\b/.test(name)) return { kind: 'time', precision: 6, hasZone: false };
  // `POINT` is no number, though SQLite would convert to one.
  if (/INT(?:EGER)?(?:\d|\b)|SERIAL/.test(name) && !/POINT/.test(name)) return readInteger(name, isUnsigned);
  if (/CHAR|CLOB|TEXT|STRING|ENUM|UUID|GUID|UNIQUEIDENTIFIER|XML|INET|CIDR|URL|EMAIL/.test(name)) return readText(size, use);
  if (/BLOB|BINARY|BYTE|IMAGE/.test(name)) return { kind: 'bytes', maxLength: size, isPadded: false };
  if (/REAL|FLOA|DOUB/.test(name)) return { kind: 'float', bits: 64, isUnsigned };
  if (/^(?:NUMERIC|DECIMAL|DEC|NUMBER|FIXED|MONEY|SMALLMONEY|CURRENCY)\b/.test(name)) return readDecimal(size, scale, isUnsigned);
  if (name === 'YEAR') return { kind: 'integer', min: 1901n, max: 2155n };
  return { kind: 'any' };
}

/** Python's own bounds. https://docs.python.org/3/library/datetime.html#datetime.datetime.min */
const firstDay = '0001-01-01';
const lastDay = '9999-12-31';

/**
 * `UUID`, and the shapes in which SQLAlchemy and others keep one where the column stands for a row: `CHAR(32)` in hex digits, 36 characters with
 * dashes, 16 bytes. `VARCHAR(32)` is as often something else. https://docs.sqlalchemy.org/en/20/core/type_basics.html#sqlalchemy.types.Uuid
 */
function isUuid(name: string, size: number | undefined, { isIdentifier }: ColumnUse): boolean {
  if (/^(?:UUID|GUID|UNIQUEIDENTIFIER)$/.test(name)) return true;
  if (!isIdentifier) return false;
  if (/CHAR/.test(name)) return size === 36 || (size === 32 && !/VAR/.test(name));
  return /^(?:BLOB|BINARY)$/.test(name) && size === 16;
}

/** Types that others than SQLite give fewer bits. https://dev.mysql.com/doc/refman/8.4/en/integer-types.html */
function readInteger(name: string, isUnsigned: boolean): ValueType {
  const bits = /TINYINT/.test(name) ? 8n : /SMALLINT|INT2\b|SMALLSERIAL/.test(name) ? 16n : /MEDIUMINT/.test(name) ? 24n : /INT4\b|^SERIAL$/.test(name) ? 32n : 64n;
  // Integers of SQLite have a sign, so that its 64 bits hold half of what is unsigned.
  const most = bits === 64n || !isUnsigned ? 2n ** (bits - 1n) - 1n : 2n ** bits - 1n;
  return { kind: 'integer', min: isUnsigned ? 0n : -(2n ** (bits - 1n)), max: most };
}

function readText(maxLength: number | undefined, { isLoose }: ColumnUse): TextType {
  return { kind: 'text', maxLength: maxLength === 0 ? undefined : maxLength, isPadded: false, repertoire: 'unicode', isLoose };
}

/** What a double keeps of a decimal. https://sqlite.org/floatingpoint.html */
const keptDigits = 15;
/** Of a whole number, which stays an integer. */
const keptIntegerDigits = 18;

function readDecimal(precision: number | undefined, declaredScale: number | undefined, isUnsigned: boolean): ValueType {
  const scale = declaredScale ?? (precision === undefined ? 4 : 0);
  if (precision === undefined) return { kind: 'decimal', precision: keptDigits, scale, isUnsigned };
  const kept = Math.min(precision, scale === 0 ? keptIntegerDigits : keptDigits);
  return { kind: 'decimal', precision: kept, scale: Math.max(0, scale - (precision - kept)), isUnsigned };
}

/** `ENUM('a', 'b')`, as MySQL declares it. */
function readLabels(declared: string): ValueType | undefined {
  const labels = tokenize(declared).flatMap(({ kind, value }) => (kind === 'string' ? [value] : []));
  return labels.length === 0 ? undefined : { kind: 'enum', labels };
}
