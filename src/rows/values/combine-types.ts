import type { RowValue } from '../row-value.ts';
import type { TextType, ValueType } from '../value-type.ts';

/** Kinds of types whose values can be written as text and read back from it on every server. */
const writable: ReadonlySet<ValueType['kind']> = new Set(['integer', 'decimal', 'float', 'boolean', 'uuid', 'date', 'time', 'timestamp', 'json', 'enum', 'network']);
/** Characters that a value of each kind takes at most, where it does not have to be measured. */
const widths: Partial<Record<ValueType['kind'], number>> = { float: 12, boolean: 1, uuid: 36, date: 10, time: 15, timestamp: 26, json: 60, network: 43 };

/**
 * A type whose values, after `rewriteValue`, meet a column's type now and the one it has at another time.
 * Domains are given by their bases. Undefined where there is none.
 */
export function combineTypes(now: ValueType, later: ValueType): ValueType | undefined {
  if (now.kind === later.kind) return combineLike(now, later);
  if (now.kind === 'any' || now.kind === 'unknown') return later;
  if (later.kind === 'any' || later.kind === 'unknown') return now;
  if (now.kind === 'text') return writable.has(later.kind) ? fitWidth(later, now) : undefined;
  if (later.kind === 'text') return writable.has(now.kind) ? fitWidth(now, later) : undefined;
  return combineNumbers(now, later) ?? combineNumbers(later, now) ?? combineMoments(now, later);
}

/** Writes a value of a combined type in the form of the column's own type. */
export function rewriteValue(value: RowValue, type: ValueType): RowValue {
  if (type.kind === 'text' && value.kind === 'number') return { kind: 'text', value: value.digits };
  if (type.kind === 'text' && value.kind === 'boolean') return { kind: 'text', value: value.value ? '1' : '0' };
  if (type.kind === 'timestamp' && value.kind === 'text' && value.value.length === 10) return { kind: 'text', value: `${value.value} 00:00:00` };
  return value;
}

function combineLike(now: ValueType, later: ValueType): ValueType | undefined {
  if (now.kind === 'integer' && later.kind === 'integer') return { kind: 'integer', min: now.min > later.min ? now.min : later.min, max: now.max < later.max ? now.max : later.max };
  if (now.kind === 'text' && later.kind === 'text') return combineTexts(now, later);
  if (now.kind === 'decimal' && later.kind === 'decimal') {
    const wholes = [now, later].flatMap(({ precision, scale }) => (precision === undefined ? [] : [precision - scale]));
    const scales = [now, later].flatMap(({ precision, scale }) => (precision === undefined && scale === 0 ? [] : [scale]));
    const scale = scales.length === 0 ? 0 : Math.min(...scales);
    return { kind: 'decimal', precision: wholes.length === 0 ? undefined : Math.min(...wholes) + scale, scale, isUnsigned: now.isUnsigned || later.isUnsigned };
  }
  if (now.kind === 'float' && later.kind === 'float') return { kind: 'float', bits: now.bits < later.bits ? now.bits : later.bits, isUnsigned: now.isUnsigned || later.isUnsigned };
  if (now.kind === 'bytes' && later.kind === 'bytes') return { ...now, maxLength: smaller(now.maxLength, later.maxLength) };
  if (now.kind === 'time' && later.kind === 'time') return { ...now, precision: Math.min(now.precision, later.precision) };
  if (now.kind === 'interval' && later.kind === 'interval') return { kind: 'interval', precision: Math.min(now.precision, later.precision) };
  if (now.kind === 'timestamp' && later.kind === 'timestamp') return { ...now, precision: Math.min(now.precision, later.precision), ...overlap(now, later) };
  if (now.kind === 'date' && later.kind === 'date') return { kind: 'date', ...overlap(now, later) };
  if ((now.kind === 'enum' && later.kind === 'enum') || (now.kind === 'set' && later.kind === 'set')) return keepLabels(now, (label) => later.labels.includes(label));
  return now;
}

function combineTexts(now: TextType, later: TextType): TextType {
  const repertoires = ['ascii', 'latin1', 'bmp', 'unicode'] as const;
  const [one, other] = [repertoires.indexOf(now.repertoire), repertoires.indexOf(later.repertoire)];
  return {
    kind: 'text',
    maxLength: smaller(now.maxLength, later.maxLength),
    isPadded: now.isPadded || later.isPadded,
    repertoire: one < other ? now.repertoire : later.repertoire,
    isLoose: now.isLoose || later.isLoose,
  };
}

/** What of a type can be written in a text column. */
function fitWidth(type: ValueType, text: TextType): ValueType | undefined {
  const width = text.maxLength;
  if (width === undefined) return type;
  if (type.kind === 'integer') {
    const high = 10n ** BigInt(width) - 1n;
    const low = width > 1 ? -(10n ** BigInt(width - 1)) + 1n : 0n;
    return { kind: 'integer', min: type.min > low ? type.min : low, max: type.max < high ? type.max : high };
  }
  if (type.kind === 'enum') return keepLabels(type, (label) => Array.from(label).length <= width);
  if (type.kind === 'decimal') {
    // A sign and a point take room as well.
    const precision = Math.min(type.precision ?? width - 2, width - 2);
    return precision > type.scale ? { ...type, precision } : undefined;
  }
  return (widths[type.kind] ?? 0) <= width ? type : undefined;
}

function keepLabels<Labelled extends { readonly labels: readonly string[] }>(type: Labelled, isKept: (label: string) => boolean): Labelled | undefined {
  const labels = type.labels.filter(isKept);
  return labels.length === 0 ? undefined : { ...type, labels };
}

function combineNumbers(one: ValueType, other: ValueType): ValueType | undefined {
  if (one.kind === 'integer' && other.kind === 'boolean') return { kind: 'integer', min: 0n, max: 1n };
  if (one.kind === 'integer' && other.kind === 'decimal') {
    const high = other.precision === undefined ? one.max : 10n ** BigInt(Math.max(1, other.precision - other.scale)) - 1n;
    const low = other.isUnsigned ? 0n : -high;
    return { kind: 'integer', min: one.min > low ? one.min : low, max: one.max < high ? one.max : high };
  }
  // 24 bits are kept exactly.
  if (one.kind === 'integer' && other.kind === 'float') return { kind: 'integer', min: one.min < 0n && !other.isUnsigned ? -9_999_999n : 0n, max: one.max < 9_999_999n ? one.max : 9_999_999n };
  if (one.kind === 'decimal' && other.kind === 'float') return { ...one, precision: Math.min(one.precision ?? 6, Math.max(6, one.scale)), isUnsigned: one.isUnsigned || other.isUnsigned };
  return undefined;
}

function combineMoments(now: ValueType, later: ValueType): ValueType | undefined {
  if (now.kind === 'timestamp' && later.kind === 'date') return { kind: 'date', ...overlap({ min: now.min.slice(0, 10), max: now.max.slice(0, 10) }, later) };
  if (now.kind === 'date' && later.kind === 'timestamp') return { kind: 'date', ...overlap(now, { min: later.min.slice(0, 10), max: later.max.slice(0, 10) }) };
  return undefined;
}

function overlap(now: { readonly min: string; readonly max: string }, later: { readonly min: string; readonly max: string }): { readonly min: string; readonly max: string } {
  return { min: now.min > later.min ? now.min : later.min, max: now.max < later.max ? now.max : later.max };
}

function smaller(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : Math.min(one, other);
}
