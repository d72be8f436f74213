import type { AttributeChange } from '../../catalog/change.ts';
import { charsetOf } from './define-column.ts';
import { isNumericNarrowing, isNumber, longestNumber } from './numeric-types.ts';
import { readType } from './read-type.ts';
import type { Type } from './read-type.ts';

/**
 * Whether a column's change of type or character set can lose or refuse values that it held: fewer characters, digits or bytes, a
 * smaller number, a time of less range, text squeezed into something stricter. Labels of ENUM and SET are `labels`, which another check watches.
 * https://dev.mysql.com/doc/refman/9.7/en/data-types.html https://mariadb.com/docs/server/reference/data-types
 */
export function isNarrowing({ attribute, before, after }: AttributeChange): boolean {
  if (typeof before !== 'string' || typeof after !== 'string' || before === after) return false;
  if (attribute === 'collation') return !holdsCharset(charsetOf(after), charsetOf(before));
  return attribute === 'type' && isTypeNarrowing(readType(before), readType(after));
}

/** Character sets of all of Unicode, and of its first 65,536 characters. */
const wholeUnicode = new Set(['utf8mb4', 'utf16', 'utf16le', 'utf32', 'gb18030']);
const basicUnicode = new Set(['utf8mb3', 'ucs2']);
/** Where letters have the codes of others. */
const withoutAscii = new Set(['swe7', 'binary']);

function holdsCharset(charset: string, other: string): boolean {
  if (charset === other || wholeUnicode.has(charset)) return true;
  if (basicUnicode.has(charset)) return !wholeUnicode.has(other);
  return other === 'ascii' && !withoutAscii.has(charset);
}

function isTypeNarrowing(from: Type, to: Type): boolean {
  if (isNumber(from) && isNumber(to)) return isNumericNarrowing(from, to);
  if (isText(from)) return isText(to) ? isShorterText(from, to) : isBinary(to) ? bytesOf(to) < bytesOf(from) : true;
  if (isBinary(from)) return !isBinary(to) || bytesOf(to) < bytesOf(from);
  if (from.name === 'uuid' && to.name === 'binary') return bytesOf(to) < 16;
  if (isText(to) || isBinary(to)) return !fitsAsText(from, to);
  if (isTime(from) && isTime(to)) return isTimeNarrowing(from, to);
  if (from.name === 'year') return !(isNumber(to) && to.name !== 'tinyint' && to.name !== 'bit');
  if (from.name === to.name) return from.name === 'vector' && from.sizes[0] !== to.sizes[0];
  // A set holds one label as well as several.
  if (from.name === 'enum' || from.name === 'inet4') return to.name !== 'set' && to.name !== 'inet6';
  return !(shapes.has(from.name) && to.name === 'geometry') && !(collections.has(from.name) && to.name === 'geomcollection');
}

const shapes = new Set(['point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon', 'geomcollection', 'geometrycollection']);
const collections = new Set(['multipoint', 'multilinestring', 'multipolygon']);

/** How many bytes the kinds of long text and long binary hold. https://dev.mysql.com/doc/refman/9.7/en/storage-requirements.html */
const longKinds: Readonly<Record<string, number>> = { tiny: 2 ** 8 - 1, '': 2 ** 16 - 1, medium: 2 ** 24 - 1, long: 2 ** 32 - 1 };
/** What a row holds, and with it a VARCHAR. */
const rowBytes = 2 ** 16 - 1;
const widestCharacterBytes = 4;

function isText({ name }: Type): boolean {
  return /^(?:(?:var)?char|(?:tiny|medium|long)?text)$/.test(name);
}

function isBinary({ name }: Type): boolean {
  return /^(?:(?:var)?binary|(?:tiny|medium|long)?blob)$/.test(name);
}

function bytesOfLongKind(name: string): number | undefined {
  return longKinds[/^(tiny|medium|long)?(?:text|blob)$/.exec(name)?.[1] ?? (/^(?:text|blob)$/.test(name) ? '' : 'none')];
}

/** The most bytes that it may hold. */
function bytesOf(type: Type): number {
  const letters = type.sizes[0] ?? 1;
  return bytesOfLongKind(type.name) ?? (isText(type) ? Math.min(letters * widestCharacterBytes, rowBytes) : letters);
}

function isShorterText(from: Type, to: Type): boolean {
  const [had, has] = [bytesOfLongKind(from.name), bytesOfLongKind(to.name)];
  if (has !== undefined) return has < bytesOf(from);
  // Each letter may be one byte.
  return (to.sizes[0] ?? 1) < (had ?? from.sizes[0] ?? 1);
}

/** The longest text of each, without a fraction. */
const longestTexts: Readonly<Record<string, number>> = { date: 10, datetime: 19, timestamp: 19, time: 10, year: 4, uuid: 36, inet4: 15, inet6: 39, enum: 1, set: 1 };

/** Whether every value fits when it is written as text. How long labels are is not told by the type. */
function fitsAsText(from: Type, to: Type): boolean {
  const room = bytesOfLongKind(to.name) ?? to.sizes[0] ?? 1;
  if (from.name === 'json') return room === longKinds['long'];
  const longest = longestTexts[from.name] ?? longestNumber(from);
  if (longest === undefined) return isText(to) && bytesOfLongKind(to.name) !== undefined && !shapes.has(from.name) && from.name !== 'geometry' && from.name !== 'vector';
  const fraction = isTime(from) ? (from.sizes[0] ?? 0) : 0;
  return longest + (fraction === 0 ? 0 : fraction + 1) <= room;
}

function isTime({ name }: Type): boolean {
  return name === 'date' || name === 'datetime' || name === 'timestamp' || name === 'time';
}

/** A TIMESTAMP holds the years 1970 to 2038 only. */
function isTimeNarrowing(from: Type, to: Type): boolean {
  if ((to.sizes[0] ?? 0) < (from.sizes[0] ?? 0)) return true;
  if (from.name === to.name) return false;
  return !(to.name === 'datetime' && (from.name === 'timestamp' || from.name === 'date'));
}
