import type { RowValue } from '../../../rows/row-value.ts';
import type { ColumnShape } from '../../../rows/table-shape.ts';
import type { ValueType } from '../../../rows/value-type.ts';
import { quoteText } from '../quoting.ts';

/** A value's text, with the parts of it that only the server knows. */
type Piece = string | { readonly sql: string };

/**
 * A value in SQL. Nearly always as a text without a type, which the server reads as a value of the column's own type: a cast that is
 * written would cut what is too long instead of refusing it.
 * https://www.postgresql.org/docs/current/typeconv-query.html
 */
export function writeValue(value: RowValue, { type, typeName }: Pick<ColumnShape, 'type' | 'typeName'>): string {
  if (value.kind === 'null') return 'NULL';
  if (value.kind === 'sql') return value.sql;
  const plain = unwrap(type);
  const pieces = joinTexts(writePieces(value, plain, typeName.startsWith('box[') ? ';' : ','));
  const text = pieces.map((piece) => (typeof piece === 'string' ? quote(piece) : `(${piece.sql})::pg_catalog.text`)).join(' || ');
  if (plain.kind === 'geometry') return addDimensions(text, typeName);
  return pieces.every((piece) => typeof piece === 'string') ? text : `(${text})::${typeName}`;
}

/** The server takes no character 0 and says so; sent as it is, it would end the message. */
function quote(text: string): string {
  const quoted = quoteText(text);
  return quoted.includes('\0') ? `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\0', '\\x00')}'` : quoted;
}

/** What a domain is made of. */
export function unwrap(type: ValueType): ValueType {
  return type.kind === 'domain' ? unwrap(type.base) : type;
}

function writePieces(value: RowValue, type: ValueType, separator = ','): Piece[] {
  switch (value.kind) {
    case 'null':
      return ['NULL'];
    case 'sql':
      return [{ sql: value.sql }];
    case 'number':
    case 'bits':
      return [value.digits];
    case 'boolean':
      return [String(value.value)];
    case 'text':
      return [type.kind === 'geometry' && type.srid !== 0 ? `SRID=${String(type.srid)};${value.value}` : value.value];
    case 'bytes':
      return [`\\x${Buffer.from(value.value).toString('hex')}`];
    case 'list':
      return type.kind === 'range' ? writeMultirange(value.values, type) : writeArray(value.values, type, separator);
    case 'range':
      return type.kind === 'range' && type.isMulti ? writeMultirange([value], type) : writeRange(value, type);
    case 'record':
      return ['(', ...separate(value.fields.map((field, place) => (field.kind === 'null' ? [] : writeQuoted(field, readField(type, place))))), ')'];
  }
}

function readField(type: ValueType, place: number): ValueType {
  return (type.kind === 'composite' ? type.fields[place]?.type : undefined) ?? { kind: 'unknown' };
}

function readElement(type: ValueType): ValueType {
  return type.kind === 'array' || type.kind === 'range' ? unwrap(type.element) : { kind: 'unknown' };
}

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-INPUT */
function writeArray(values: readonly RowValue[], type: ValueType, separator: string): Piece[] {
  const element = readElement(type);
  const write = (value: RowValue): Piece[] => {
    if (value.kind === 'null') return ['NULL'];
    // A list in a list is a further dimension, which the type does not tell.
    return value.kind === 'list' && element.kind !== 'range' ? writeArray(value.values, type, separator) : writeQuoted(value, element);
  };
  return ['{', ...separate(values.map(write), separator), '}'];
}

/** https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO */
function writeRange({ lower, upper, isEmpty }: RowValue & { kind: 'range' }, type: ValueType): Piece[] {
  if (isEmpty) return ['empty'];
  const write = (bound: RowValue | undefined): Piece[] => (bound === undefined ? [] : writeQuoted(bound, readElement(type)));
  return ['[', ...write(lower), ',', ...write(upper), ')'];
}

function writeMultirange(ranges: readonly RowValue[], type: ValueType): Piece[] {
  const written = ranges.map((range) => (range.kind === 'range' ? writeRange(range, type) : writePieces(range, type)));
  return ['{', ...separate(written), '}'];
}

function separate(parts: readonly Piece[][], separator = ','): Piece[] {
  return parts.flatMap((part, place) => (place === 0 ? part : [separator, ...part]));
}

/** As part of another value; in arrays, ranges and records alike. */
function writeQuoted(value: RowValue, type: ValueType): Piece[] {
  const escape = (piece: Piece): Piece =>
    typeof piece === 'string'
      ? piece.replaceAll(/["\\]/g, '\\$&')
      : { sql: `pg_catalog.replace(pg_catalog.replace((${piece.sql})::pg_catalog.text, E'\\\\', E'\\\\\\\\'), '"', E'\\\\"')` };
  return ['"', ...writePieces(value, unwrap(type)).map(escape), '"'];
}

function joinTexts(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

/** A flat shape is refused by a column with heights or measures: `geometry(PointZ,4326)`. https://postgis.net/docs/ST_Force_3DZ.html */
function addDimensions(text: string, typeName: string): string {
  const [, schema = '', name = '', more] = /^(.*?)(geometry|geography)\([A-Za-z]+?(ZM|Z|M)\b/.exec(typeName) ?? [];
  if (more === undefined) return text;
  const force = { Z: 'st_force3dz', M: 'st_force3dm', ZM: 'st_force4d' }[more] ?? '';
  return `${schema}${force}(${text}::${schema}geometry)::${schema}${name}`;
}
