import type { RowValue } from '../row-value.ts';
import type { ValueType } from '../value-type.ts';

/** Types whose values stand on a line of equal steps, such as days, cents or microseconds. */
export type SteppedType = Extract<ValueType, { kind: 'integer' | 'decimal' | 'float' | 'date' | 'time' | 'timestamp' }>;

/** Digits after the point with which floats are made; both kinds keep them. */
const floatScale = 2;
/** As many as anyone asks for where there is no limit. */
const unlimitedScale = 2;
const dayMs = 86_400_000;

/** Whether values of a type stand on a line of equal steps. */
export function isStepped(type: ValueType): type is SteppedType {
  return ['integer', 'decimal', 'float', 'date', 'time', 'timestamp'].includes(type.kind);
}

/** The step that a value stands on, rounded down; undefined where it stands on none. */
export function readTicks(value: RowValue, type: SteppedType): bigint | undefined {
  const text = value.kind === 'number' ? value.digits : value.kind === 'text' ? value.value : undefined;
  if (text === undefined) return undefined;
  switch (type.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return readDecimal(text, countDecimals(type));
    case 'date':
      return readMoment(text, -1);
    case 'time':
      return readMoment(`1970-01-01 ${text}`, type.precision);
    case 'timestamp':
      return readMoment(text, type.precision);
  }
}

/** The value that stands on a step. */
export function writeTicks(ticks: bigint, type: SteppedType): RowValue {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return { kind: 'number', digits: writeDecimal(ticks, countDecimals(type)) };
    case 'date':
      return { kind: 'text', value: writeMoment(ticks * BigInt(dayMs) * 1000n, 0).slice(0, 10) };
    case 'time':
      return { kind: 'text', value: writeMoment(ticks * 10n ** BigInt(6 - type.precision), type.precision).slice(11) };
    case 'timestamp':
      return { kind: 'text', value: writeMoment(ticks * 10n ** BigInt(6 - type.precision), type.precision) };
  }
}

/** The first and the last step of a type; of floats, those that 32 bits keep exactly. */
export function readLimits(type: SteppedType): { readonly low: bigint; readonly high: bigint } {
  switch (type.kind) {
    case 'integer':
      return { low: type.min, high: type.max };
    case 'decimal': {
      const high = 10n ** BigInt(type.precision ?? 20) - 1n;
      return { low: type.isUnsigned ? 0n : -high, high };
    }
    case 'float':
      return { low: type.isUnsigned ? 0n : -9_999_900n, high: 9_999_900n };
    case 'time':
      return { low: 0n, high: 86_400n * 10n ** BigInt(type.precision) - 1n };
    case 'date':
    case 'timestamp':
      return { low: readTicks({ kind: 'text', value: type.min }, type) ?? 0n, high: readTicks({ kind: 'text', value: type.max }, type) ?? 0n };
  }
}

/** How many digits stand after the point. */
export function countDecimals(type: Extract<SteppedType, { kind: 'integer' | 'decimal' | 'float' }>): number {
  if (type.kind === 'integer') return 0;
  if (type.kind === 'float') return floatScale;
  return type.precision === undefined ? Math.min(type.scale, unlimitedScale) : type.scale;
}

/** A number in units of its last digit, rounded down; a negative scale counts in tens. */
export function readDecimal(text: string, scale: number): bigint | undefined {
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
  if (parts === null || `${parts[2] ?? ''}${parts[3] ?? ''}` === '') return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const shift = scale + Number(exponent) - fraction.length;
  const digits = BigInt(`${whole}${fraction}`);
  const divisor = 10n ** BigInt(Math.max(0, -shift));
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / divisor;
  if (sign !== '-') return size;
  return shift < 0 && digits % divisor !== 0n ? -size - 1n : -size;
}

function writeDecimal(units: bigint, scale: number): string {
  if (scale < 0) return (units * 10n ** BigInt(-scale)).toString();
  if (scale === 0) return units.toString();
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A day (precision -1) or moment in steps from 1970 on, as in UTC. */
function readMoment(text: string, precision: number): bigint | undefined {
  const parts = /^(\d{4,6})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?)?/.exec(text);
  if (parts === null) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = ''] = parts;
  // `Date.UTC` takes years below 100 for those of the last century.
  const moment = new Date(0);
  moment.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const days = BigInt(Math.floor(moment.getTime() / dayMs));
  if (precision < 0) return days;
  const micros = (days * 86_400n + BigInt(Number(hour) * 3600 + Number(minute) * 60 + Number(second))) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  const unit = 10n ** BigInt(6 - precision);
  return micros >= 0n ? micros / unit : -((-micros + unit - 1n) / unit);
}

function writeMoment(micros: bigint, precision: number): string {
  const milliseconds = micros >= 0n ? micros / 1000n : -((-micros + 999n) / 1000n);
  const moment = new Date(Number(milliseconds));
  const two = (number: number): string => String(number).padStart(2, '0');
  const fraction = (((micros % 1_000_000n) + 1_000_000n) % 1_000_000n).toString().padStart(6, '0').slice(0, precision);
  const day = `${String(moment.getUTCFullYear()).padStart(4, '0')}-${two(moment.getUTCMonth() + 1)}-${two(moment.getUTCDate())}`;
  const time = `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}:${two(moment.getUTCSeconds())}`;
  return `${day} ${time}${fraction === '' ? '' : `.${fraction}`}`;
}
