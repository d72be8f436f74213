import type { RowValue } from '../../../rows/row-value.ts';
import type { ColumnShape } from '../../../rows/table-shape.ts';
import { quoteText } from '../quoting.ts';

/** A value in SQLite's SQL. Throws for what no column of SQLite holds: lists, ranges, records. https://sqlite.org/lang_expr.html#literal_values_constants_ */
export function writeValue(value: RowValue, column: Pick<ColumnShape, 'name' | 'type' | 'typeName'>): string {
  switch (value.kind) {
    case 'null':
      return 'NULL';
    case 'number':
      return writeNumber(value.digits, column);
    case 'boolean':
      return value.value ? '1' : '0';
    case 'bytes':
      return `X'${Buffer.from(value.value).toString('hex').toUpperCase()}'`;
    case 'sql':
      return value.sql;
    case 'text':
      return writeText(value.value, column);
    case 'bits':
    case 'list':
    case 'range':
    case 'record':
      throw new Error(`a value of the kind ${value.kind} was made for the column ${column.name} (${column.typeName}), which SQLite does not have`);
  }
}

function writeNumber(digits: string, { name }: Pick<ColumnShape, 'name'>): string {
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(digits)) throw new Error(`${JSON.stringify(digits)} for the column ${name} is no number`);
  return digits;
}

function writeText(text: string, { type, typeName }: Pick<ColumnShape, 'type' | 'typeName'>): string {
  if (type.kind === 'uuid') return writeUuid(text, typeName);
  if (type.kind === 'time' || type.kind === 'timestamp') return writeLiteral(withSixDigits(text));
  return writeLiteral(text);
}

/** SQLite reads a statement up to the first NUL character, wherever it stands. */
function writeLiteral(text: string): string {
  return text.includes('\0') ? `(${text.split('\0').map(quoteText).join(' || char(0) || ')})` : quoteText(text);
}

/** 16 bytes, 32 hex digits or the form with dashes, by what the column was declared for. */
function writeUuid(uuid: string, typeName: string): string {
  const digits = uuid.replaceAll('-', '');
  if (/^(?:BLOB|BINARY)/i.test(typeName)) return `X'${digits.toUpperCase()}'`;
  return quoteText(/\(\s*32\s*\)/.test(typeName) ? digits : uuid);
}

/** As SQLAlchemy writes a time, and as Python before 3.11 reads it. https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#sqlalchemy.dialects.sqlite.DATETIME */
function withSixDigits(text: string): string {
  return text.replace(/(:\d\d)(?:\.(\d{1,6}))?$/, (_, seconds: string, fraction = '') => `${seconds}.${String(fraction).padEnd(6, '0')}`);
}
