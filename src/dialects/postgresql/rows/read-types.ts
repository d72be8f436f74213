import type { GeometryShape, ValueType } from '../../../rows/value-type.ts';
import { readLiteralType } from './literal-types.ts';
import type { TypeRow } from './shape-query.ts';

/** A type as a column, field or element has it. */
interface TypeUse {
  readonly type: number;
  /** Length, precision and so on, in the way of each type; -1: none. */
  readonly modifier: number;
  /** By the column's collation. */
  readonly isLoose: boolean;
}

/** A reader of what values types hold. The same object for the same use. `supportsXml`: the server was built with it. */
export function createTypeReader(rows: readonly TypeRow[], supportsXml: boolean): (use: TypeUse) => ValueType {
  const types = new Map(rows.map((row) => [row.oid, row]));
  const known = new Map<string, ValueType>();
  const read = (use: TypeUse): ValueType => {
    const key = `${String(use.type)} ${String(use.modifier)} ${String(use.isLoose)}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    const row = types.get(use.type);
    const type = row === undefined ? unknown : readType(row, use, read, supportsXml);
    known.set(key, type);
    return type;
  };
  return read;
}

const unknown: ValueType = { kind: 'unknown' };

function readType(row: TypeRow, use: TypeUse, read: (use: TypeUse) => ValueType, supportsXml: boolean): ValueType {
  switch (row.kind) {
    case 'd': {
      // A domain's own collation is that of its columns where they have no other.
      const base = read({ type: row.base, modifier: row.modifier, isLoose: use.isLoose });
      return { kind: 'domain', base, isNullable: !row.isRequired, conditions: row.conditions ?? [] };
    }
    case 'e':
      return { kind: 'enum', labels: row.labels ?? [] };
    case 'r':
    case 'm':
      return { kind: 'range', element: read({ type: row.subtype ?? 0, modifier: -1, isLoose: false }), isMulti: row.kind === 'm' };
    case 'c':
      return { kind: 'composite', fields: (row.fields ?? []).map(({ name, ...field }) => ({ name, type: read(field) })) };
    case 'p':
      return unknown;
    case 'b':
      // Whether an array is one tells its category; some others have elements, too, as a point has.
      if (row.category === 'A' && !row.name.endsWith('vector')) return { kind: 'array', element: read({ ...use, type: row.element }) };
      if (row.name === 'xml' && !supportsXml) return unknown;
      return readBaseType(row, use);
  }
}

const integers: Readonly<Record<string, readonly [min: bigint, max: bigint]>> = {
  int2: [-(2n ** 15n), 2n ** 15n - 1n],
  int4: [-(2n ** 31n), 2n ** 31n - 1n],
  int8: [-(2n ** 63n), 2n ** 63n - 1n],
  oid: [0n, 2n ** 32n - 1n],
  xid: [0n, 2n ** 32n - 1n],
  cid: [0n, 2n ** 32n - 1n],
  xid8: [0n, 2n ** 64n - 1n],
};

/**
 * Days that every driver can read, although the server knows more; moments with a zone stay clear of the ends, because they are read
 * in any zone. https://www.postgresql.org/docs/current/datatype-datetime.html
 */
const days = { min: '0001-01-01', max: '9999-12-31' };
const moments = { min: '0001-01-01 00:00:00', max: '9999-12-31 23:59:59' };
const zonedMoments = { min: '0001-01-03 00:00:00', max: '9999-12-29 23:59:59' };

/** Modifiers of lengths count four bytes more: VARHDRSZ. */
const header = 4;
const nameLength = 63;

function readBaseType({ schema, name }: TypeRow, { modifier, isLoose }: TypeUse): ValueType {
  const length = modifier < 0 ? undefined : modifier;
  const textLength = modifier < header ? undefined : modifier - header;
  const precision = modifier < 0 ? 6 : modifier & 0xffff;
  const integer = Object.hasOwn(integers, name) ? integers[name] : undefined;
  if (integer !== undefined) return { kind: 'integer', min: integer[0], max: integer[1] };
  switch (name) {
    case 'numeric':
      return readNumeric(textLength);
    case 'money':
      return { kind: 'decimal', precision: 18, scale: 2, isUnsigned: false };
    case 'float4':
    case 'float8':
      return { kind: 'float', bits: name === 'float4' ? 32 : 64, isUnsigned: false };
    case 'bool':
      return { kind: 'boolean' };
    case 'text':
    case 'varchar':
    case 'citext':
    case 'refcursor':
      return { kind: 'text', maxLength: textLength, isPadded: false, repertoire: 'unicode', isLoose: isLoose || name === 'citext' };
    case 'bpchar':
      // Spaces at the end count for nothing, with a length or without.
      return { kind: 'text', maxLength: textLength, isPadded: textLength !== undefined, repertoire: 'unicode', isLoose: isLoose || textLength === undefined };
    case 'name':
      return { kind: 'text', maxLength: nameLength, isPadded: false, repertoire: 'ascii', isLoose };
    case 'char':
      return { kind: 'text', maxLength: 1, isPadded: false, repertoire: 'ascii', isLoose: false };
    case 'bytea':
      return { kind: 'bytes', maxLength: undefined, isPadded: false };
    case 'bit':
    case 'varbit':
      return { kind: 'bits', length: name === 'bit' ? (length ?? 1) : length, isVarying: name === 'varbit' };
    case 'uuid':
      return { kind: 'uuid' };
    case 'date':
      return { kind: 'date', ...days };
    case 'time':
    case 'timetz':
      return { kind: 'time', precision, hasZone: name === 'timetz' };
    case 'timestamp':
      return { kind: 'timestamp', precision, hasZone: false, ...moments };
    case 'timestamptz':
      return { kind: 'timestamp', precision, hasZone: true, ...zonedMoments };
    case 'interval':
      // 0xffff says that none is given, as where only the fields are: `interval year to month`.
      return { kind: 'interval', precision: Math.min(precision, 6) };
    case 'json':
    case 'jsonb':
      return { kind: 'json' };
    case 'inet':
    case 'cidr':
    case 'macaddr':
    case 'macaddr8':
      return { kind: 'network', form: name };
    case 'geometry':
    case 'geography':
      return readGeometry(name, modifier);
    default:
      return readLiteralType(name, `${quote(schema)}.${quote(name)}`, length ?? 3) ?? unknown;
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The scale is signed and has eleven bits: `numeric_typmod_scale` in utils/adt/numeric.c. */
function readNumeric(modifier: number | undefined): ValueType {
  if (modifier === undefined) return { kind: 'decimal', precision: undefined, scale: 6, isUnsigned: false };
  return { kind: 'decimal', precision: modifier >>> 16, scale: ((modifier & 0x7ff) ^ 1024) - 1024, isUnsigned: false };
}

/** By number, as PostGIS counts them. */
const shapes: readonly GeometryShape[] = ['geometry', 'point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon', 'geometrycollection'];
const worldSrid = 4326;

/** Its modifier holds the reference system and the shape: TYPMOD_GET_SRID and TYPMOD_GET_TYPE in PostGIS' liblwgeom.h. */
function readGeometry(name: 'geometry' | 'geography', modifier: number): ValueType {
  if (modifier < 0) return { kind: 'geometry', shape: 'geometry', srid: name === 'geography' ? worldSrid : 0 };
  const shape = shapes[(modifier & 0xfc) >> 2];
  const srid = ((modifier & 0x0fffff00) - (modifier & 0x10000000)) >> 8;
  return shape === undefined ? unknown : { kind: 'geometry', shape, srid: srid === 0 && name === 'geography' ? worldSrid : srid };
}
