import type { ColumnShape } from '../../../rows/table-shape.ts';
import type { ValueType } from '../../../rows/value-type.ts';

/** Of a row of InnoDB this much must fit on half a page; somewhat less than it is, for what each column takes besides. */
const rowBytes = 7_500;
/** Of a long value so many bytes stay in the row itself, the place where the rest is among them; of a short one all. */
const inRowBytes: Readonly<Record<string, number>> = { Compact: 788, Redundant: 788 };
const usualInRowBytes = 40;
const fixedBytes = 8;

/**
 * A table's columns with texts and bytes only so long that a row with the longest of each is taken: `Row size too large` comes first when
 * the row does. https://dev.mysql.com/doc/refman/9.7/en/innodb-row-format.html
 * @param format as `information_schema.TABLES` names it
 */
export function capLengths(columns: readonly ColumnShape[], format: string): readonly ColumnShape[] {
  const stays = inRowBytes[format] ?? usualInRowBytes;
  const sizes = columns.map(({ type }) => Math.min(stays, bytesOf(type)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= rowBytes) return columns;
  const long = columns.filter(({ type }, index) => isLong(type) && (sizes[index] ?? 0) > fixedBytes);
  const others = total - columns.reduce((sum, column, index) => sum + (long.includes(column) ? (sizes[index] ?? 0) : 0), 0);
  const share = Math.max(1, Math.floor((rowBytes - others) / Math.max(1, long.length)));
  return columns.map((column) => (long.includes(column) ? { ...column, type: shorten(column.type, share) } : column));
}

function isLong({ kind }: ValueType): boolean {
  return kind === 'text' || kind === 'bytes';
}

const characterBytes = { ascii: 1, latin1: 1, bmp: 3, unicode: 4 } as const;

function bytesOf(type: ValueType): number {
  if (type.kind === 'text') return (type.maxLength ?? Infinity) * characterBytes[type.repertoire];
  if (type.kind === 'bytes') return type.maxLength ?? Infinity;
  return type.kind === 'json' || type.kind === 'geometry' ? Infinity : fixedBytes;
}

function shorten(type: ValueType, bytes: number): ValueType {
  if (type.kind === 'text') return { ...type, maxLength: Math.min(type.maxLength ?? Infinity, Math.max(1, Math.floor(bytes / characterBytes[type.repertoire]))) };
  return type.kind === 'bytes' ? { ...type, maxLength: Math.min(type.maxLength ?? Infinity, bytes) } : type;
}
