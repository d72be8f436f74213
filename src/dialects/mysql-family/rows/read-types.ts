import type { ValueType, GeometryShape } from '../../../rows/value-type.ts';
import { tokenize } from '../../../sql/lexer.ts';
import type { Row } from '../catalog/query.ts';
import { lexisOf } from '../lexis.ts';
import type { FamilyDialect } from '../lexis.ts';
import { readText } from '../quoting.ts';
import { readType } from '../read-type.ts';

/** What is known of a column besides its own row. */
export interface TypeSurroundings {
  readonly dialect: FamilyDialect;
  /** It alone must be different in every row, so that it is no truth value whatever its width. */
  readonly isKey: boolean;
  /** A CHECK sees to its being JSON, which is what MariaDB makes of that type. */
  readonly isJson: boolean;
}

const integerBits: Readonly<Record<string, bigint>> = { tinyint: 8n, smallint: 16n, mediumint: 24n, int: 32n, bigint: 64n };

/** What both servers call the shapes. */
const geometryShapes: Readonly<Record<string, GeometryShape>> = {
  geometry: 'geometry',
  point: 'point',
  linestring: 'linestring',
  polygon: 'polygon',
  multipoint: 'multipoint',
  multilinestring: 'multilinestring',
  multipolygon: 'multipolygon',
  geometrycollection: 'geometrycollection',
  geomcollection: 'geometrycollection',
};

/**
 * What values a column takes, from its row of `information_schema.COLUMNS`.
 * https://dev.mysql.com/doc/refman/9.7/en/data-types.html https://mariadb.com/docs/server/reference/data-types
 */
export function readValueType(column: Row, { dialect, isKey, isJson }: TypeSurroundings): ValueType {
  const { kind = null, type = null } = column;
  const written = readType(type ?? '');
  const { isUnsigned, sizes } = written;
  const precision = Number(column['fraction'] ?? 0);
  const bits = integerBits[kind ?? ''];
  if (bits !== undefined) {
    if (type === 'tinyint(1)' && !isKey) return { kind: 'boolean' };
    const half = 2n ** (bits - 1n);
    return { kind: 'integer', ...(isUnsigned ? { min: 0n, max: 2n * half - 1n } : { min: -half, max: half - 1n }) };
  }
  const shape = geometryShapes[kind ?? ''];
  if (shape !== undefined) return { kind: 'geometry', shape, srid: Number(column['srid'] ?? 0) };
  switch (kind) {
    case 'decimal':
      return { kind, precision: Number(column['digits']), scale: Number(column['scale']), isUnsigned };
    case 'float':
    case 'double':
      // With two numbers in parentheses it is rounded to so many digits, and refuses more.
      if (sizes.length === 2) return { kind: 'decimal', precision: sizes[0], scale: sizes[1] ?? 0, isUnsigned };
      return { kind: 'float', bits: kind === 'float' ? 32 : 64, isUnsigned };
    case 'bit':
      return { kind: 'bits', length: sizes[0] ?? 1, isVarying: false };
    case 'char':
    case 'varchar':
    case 'tinytext':
    case 'text':
    case 'mediumtext':
    case 'longtext':
      return isJson ? { kind: 'json' } : readTextType(kind, column);
    case 'binary':
    case 'varbinary':
    case 'tinyblob':
    case 'blob':
    case 'mediumblob':
    case 'longblob':
      return { kind: 'bytes', maxLength: limitOf(kind, Number(column['length'])), isPadded: kind === 'binary' };
    case 'json':
    case 'uuid':
      return { kind };
    case 'inet4':
    case 'inet6':
      return { kind: 'network', form: kind };
    case 'enum':
    case 'set':
      return { kind, labels: readLabels(dialect, type ?? '') };
    case 'year':
      return { kind: 'integer', min: 1901n, max: 2155n };
    case 'date':
      return { kind, min: '1000-01-01', max: '9999-12-31' };
    case 'time':
      return { kind, precision, hasZone: false };
    case 'datetime':
      return { kind: 'timestamp', precision, hasZone: false, min: '1000-01-01 00:00:00', max: '9999-12-31 23:59:59' };
    // Newer MariaDB goes on after 2038.
    case 'timestamp':
      return { kind, precision, hasZone: false, min: '1970-01-01 00:00:01', max: '2038-01-19 03:14:07' };
    case 'vector':
      return { kind: 'literals', literals: writeVectors(dialect, sizes[0] ?? 1) };
    default:
      return { kind: 'unknown' };
  }
}

const unicode = { bytes: 4, repertoire: 'unicode' } as const;
const basic = { bytes: 3, repertoire: 'bmp' } as const;

/** Bytes that a character takes, and the characters; of others ASCII is used, one byte each. */
const charsets: Readonly<Record<string, { readonly bytes: number; readonly repertoire: 'latin1' | 'bmp' | 'unicode' }>> = {
  utf8mb4: unicode,
  utf16: unicode,
  utf16le: unicode,
  utf32: unicode,
  gb18030: unicode,
  utf8mb3: basic,
  utf8: basic,
  ucs2: { bytes: 2, repertoire: 'bmp' },
  latin1: { bytes: 1, repertoire: 'latin1' },
};

function readTextType(kind: string, column: Row): ValueType {
  const { bytes, repertoire } = charsets[column['charset'] ?? ''] ?? { bytes: 1, repertoire: 'ascii' };
  const isChar = kind === 'char' || kind === 'varchar';
  const length = Number(column['length']);
  const maxLength = isChar ? length : limitOf(kind, Math.floor(length / bytes));
  return { kind: 'text', maxLength, isPadded: kind === 'char', repertoire, isLoose: !isExact(column['collation'] ?? '') };
}

/** The others, `utf8mb4_bin` too, take no heed of trailing spaces. https://dev.mysql.com/doc/refman/9.7/en/charset-binary-collations.html */
function isExact(collation: string): boolean {
  return collation === 'binary' || /_(?:0900|nopad)_bin$/.test(collation);
}

/** Millions are no limit that matters. */
function limitOf(kind: string, length: number): number | undefined {
  return kind.startsWith('medium') || kind.startsWith('long') ? undefined : length;
}

function readLabels(dialect: FamilyDialect, type: string): readonly string[] {
  const { tokens } = tokenize(type, lexisOf(dialect));
  return tokens.filter((token) => token.type === 'text').map(({ start, end }) => readText(type.slice(start, end)));
}

const vectorCount = 8;

/** MariaDB takes only those of the whole length. */
function writeVectors(dialect: FamilyDialect, length: number): readonly string[] {
  const make = dialect === 'mysql' ? 'STRING_TO_VECTOR' : 'VEC_FromText';
  return Array.from({ length: vectorCount }, (_, index) => {
    const numbers = Array.from({ length }, (_unused, place) => (place === index % length ? index + 1 : 0.5));
    return `${make}('[${numbers.join(',')}]')`;
  });
}
