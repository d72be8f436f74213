import type { Type } from './read-type.ts';

/** Bits of the whole numbers. https://dev.mysql.com/doc/refman/9.7/en/integer-types.html */
const bits: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, mediumint: 24, int: 32, bigint: 64 };
/** Bits that a floating number holds exactly, and decimal digits that it gives back. */
const floating: Readonly<Record<string, { readonly bits: number; readonly digits: number }>> = { float: { bits: 24, digits: 6 }, double: { bits: 53, digits: 15 } };

export function isNumber({ name }: Type): boolean {
  return bits[name] !== undefined || floating[name] !== undefined || name === 'decimal' || name === 'bit';
}

/** Whether numbers of one type can lose digits or range in another. */
export function isNumericNarrowing(from: Type, to: Type): boolean {
  const [had, has] = [rangeOf(from), rangeOf(to)];
  if (had !== undefined) {
    if (has !== undefined) return has.from > had.from || has.to < had.to;
    if (to.name === 'decimal') return (to.isUnsigned && had.from < 0n) || wholeDigits(to) < had.to.toString().length;
    const exact = 2n ** BigInt(floating[to.name]?.bits ?? 0);
    return (to.isUnsigned && had.from < 0n) || had.to > exact;
  }
  if (isSigned(from) && to.isUnsigned) return true;
  if (from.name === 'decimal') {
    if (has !== undefined) return scaleOf(from) > 0 || has.to < 10n ** BigInt(wholeDigits(from)) - 1n || (isSigned(from) && has.from > -(10n ** BigInt(wholeDigits(from)) - 1n));
    if (to.name === 'decimal') return scaleOf(to) < scaleOf(from) || wholeDigits(to) < wholeDigits(from);
    return (from.sizes[0] ?? 10) > (floating[to.name]?.digits ?? 0);
  }
  if (has !== undefined || to.name === 'decimal') return true;
  return isLessFloating(from, to);
}

/** With numbers in parentheses they are rounded to so many digits. */
function isLessFloating(from: Type, to: Type): boolean {
  if ((floating[to.name]?.bits ?? 0) < (floating[from.name]?.bits ?? 0)) return true;
  if (to.sizes.length < 2) return false;
  return from.sizes.length < 2 || scaleOf(to) < scaleOf(from) || wholeDigits(to) < wholeDigits(from);
}

function isSigned({ name, isUnsigned }: Type): boolean {
  return !isUnsigned && name !== 'bit';
}

/** The smallest and largest whole number, where it holds whole numbers only. */
function rangeOf({ name, sizes, isUnsigned }: Type): { readonly from: bigint; readonly to: bigint } | undefined {
  const width = name === 'bit' ? (sizes[0] ?? 1) : bits[name];
  if (width === undefined) return undefined;
  const half = 2n ** BigInt(width - 1);
  return isUnsigned || name === 'bit' ? { from: 0n, to: 2n * half - 1n } : { from: -half, to: half - 1n };
}

function scaleOf({ sizes }: Type): number {
  return sizes[1] ?? 0;
}

/** Digits before the point; DECIMAL alone has ten. */
function wholeDigits(type: Type): number {
  return (type.sizes[0] ?? 10) - scaleOf(type);
}

/** The length of the longest number written out, or undefined where it has no bound. */
export function longestNumber(type: Type): number | undefined {
  const range = rangeOf(type);
  if (range !== undefined) return type.name === 'bit' ? Math.ceil((type.sizes[0] ?? 1) / 8) : Math.max(range.from.toString().length, range.to.toString().length);
  if (type.name !== 'decimal') return undefined;
  return Math.max(1, wholeDigits(type)) + (scaleOf(type) === 0 ? 0 : scaleOf(type) + 1) + (type.isUnsigned ? 0 : 1);
}
