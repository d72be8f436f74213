/** An exact decimal number: `unscaled / 10 ** scale`. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** More digits than any column keeps; longer numbers are left to the server. */
const maxDigits = 1500;

/** Undefined where the digits are not a number, or too long a one. */
export function readDecimal(digits: string): Decimal | undefined {
  if (digits.length > maxDigits) return undefined;
  const [matched, sign, whole = '', fraction = '', exponent = '0'] = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,5}))?\s*$/i.exec(digits) ?? [];
  if (matched === undefined || whole + fraction === '') return undefined;
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > maxDigits) return undefined;
  const unscaled = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return trim(scale < 0 ? { unscaled: unscaled * 10n ** BigInt(-scale), scale: 0 } : { unscaled, scale });
}

export function writeDecimal({ unscaled, scale }: Decimal): string {
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export function integer(value: bigint | number): Decimal {
  return { unscaled: BigInt(value), scale: 0 };
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = align(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function add(left: Decimal, right: Decimal): Decimal {
  const [a, b, scale] = align(left, right);
  return trim({ unscaled: a + b, scale });
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, { unscaled: -right.unscaled, scale: right.scale });
}

/** Undefined where it would be too long. */
export function multiply(left: Decimal, right: Decimal): Decimal | undefined {
  if (countDigits(left) + countDigits(right) > maxDigits) return undefined;
  return trim({ unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale });
}

/** Rounded towards zero after 20 more digits. Undefined for a division by zero. */
export function divide(left: Decimal, right: Decimal): { readonly quotient: Decimal; readonly isExact: boolean } | undefined {
  if (right.unscaled === 0n) return undefined;
  const scale = left.scale + 20;
  const dividend = left.unscaled * 10n ** BigInt(20 + right.scale);
  return { quotient: trim({ unscaled: dividend / right.unscaled, scale }), isExact: dividend % right.unscaled === 0n };
}

/** With the sign of the dividend, as all servers do it. Undefined for a division by zero. */
export function remainder(left: Decimal, right: Decimal): Decimal | undefined {
  const [a, b, scale] = align(left, right);
  return b === 0n ? undefined : trim({ unscaled: a % b, scale });
}

/** To a number of digits after the point, halves away from zero. */
export function round(value: Decimal, digits: number): Decimal {
  if (value.scale <= digits) return value;
  const unit = 10n ** BigInt(value.scale - Math.max(digits, 0));
  const half = value.unscaled < 0n ? -unit / 2n : unit / 2n;
  return trim({ unscaled: (value.unscaled + half) / unit, scale: Math.max(digits, 0) });
}

/** The next whole number below, or the number itself. */
export function floor(value: Decimal): Decimal {
  const unit = 10n ** BigInt(value.scale);
  const cut = value.unscaled / unit;
  return integer(value.unscaled < 0n && value.unscaled % unit !== 0n ? cut - 1n : cut);
}

function countDigits({ unscaled, scale }: Decimal): number {
  return unscaled.toString().length + scale;
}

function align(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [left.unscaled * 10n ** BigInt(scale - left.scale), right.unscaled * 10n ** BigInt(scale - right.scale), scale];
}

function trim({ unscaled, scale }: Decimal): Decimal {
  if (unscaled === 0n) return { unscaled, scale: 0 };
  let [digits, places] = [unscaled, scale];
  while (places > 0 && digits % 10n === 0n) {
    digits /= 10n;
    places -= 1;
  }
  return { unscaled: digits, scale: places };
}
