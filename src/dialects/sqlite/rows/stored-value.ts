import type { Row } from '../connect.ts';

/** A value as it stands in a row, with integers as `bigint`. */
export type StoredValue = Row[number];

/**
 * The text by which a value is told from others; null for NULL. Numbers that are equal have the same, whether they are kept as integers or not:
 * which of the two is up to the declared type, that changes when a table is made anew. Texts and bytes are told apart by a letter.
 * https://sqlite.org/datatype3.html#type_affinity
 */
export function writeCanonical(value: StoredValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return `t${value}`;
  return value instanceof Uint8Array ? `b${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')}` : `n${writeNumber(value)}`;
}

/** For people; a text that would look like another kind of value is in quotes. */
export function writeReadable(value: StoredValue): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex').toUpperCase()}'`;
  if (typeof value !== 'string') return writeNumber(value);
  return /^(?:-?\d+(?:\.\d+)?(?:e[-+]?\d+)?|-?Infinity|X'[\dA-F]*'|'.*')$/is.test(value) ? `'${value}'` : value;
}

/** As short as it can be without being another number. */
function writeNumber(value: number | bigint): string {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? String(BigInt(value)) : String(value);
}
