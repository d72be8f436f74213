import type { AttributeChange } from '../../catalog/change.ts';

/** Whole and floating numbers by how much they hold. */
const widths: Readonly<Record<string, number>> = { smallint: 1, integer: 2, bigint: 3, real: 1, 'double precision': 2 };
const wholeNumbers = new Set(['smallint', 'integer', 'bigint']);

interface Type {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly isArray: boolean;
}

/**
 * Whether a column's type change can lose or refuse values that the old type held: fewer characters or digits, a smaller number,
 * time without its zone, text squeezed into something stricter.
 */
export function isNarrowing({ attribute, before, after }: AttributeChange): boolean {
  if (attribute !== 'type' || typeof before !== 'string' || typeof after !== 'string') return false;
  const [from, to] = [readType(before), readType(after)];
  // A type with a modifier of its own, such as `geometry(Point,4326)`, loses nothing without it.
  if (before.startsWith(`${after}(`)) return false;
  if (from.isArray !== to.isArray) return from.isArray && !(isText(to.name) && to.sizes.length === 0);
  if (isText(from.name)) return !isText(to.name) ? to.name !== 'citext' && to.name !== 'public.citext' : isShorter(from.sizes[0], to.sizes[0]);
  if (isText(to.name)) return isShorter(undefined, to.sizes[0]) && !fitsAsText(from, to.sizes[0]);
  if (isInterval(from.name) && isInterval(to.name)) return isCoarserInterval(from, to);
  if (isBits(from.name) && isBits(to.name)) return isFewerBits(from, to);
  if (from.name === to.name) return isSmallerSize(from, to);
  if (from.name === 'boolean' && (to.name === 'numeric' || widths[to.name] !== undefined)) return false;
  if (from.name === 'numeric' || to.name === 'numeric') return isNumericNarrowing(from, to);
  const [wide, narrow] = [widths[from.name], widths[to.name]];
  if (wide !== undefined && narrow !== undefined) {
    const isWhole = wholeNumbers.has(from.name);
    if (isWhole === wholeNumbers.has(to.name)) return narrow < wide;
    // A double holds every whole number of 32 bits, a real those of 16; a whole number holds no fraction.
    return isWhole ? from.name === 'bigint' || (to.name === 'real' && from.name !== 'smallint') : true;
  }
  if (from.name.startsWith('timestamp') || from.name.startsWith('time')) return isTimeNarrowing(from.name, to.name) || isCoarser(from, to);
  if (from.name === 'date') return !to.name.startsWith('timestamp');
  return wider[from.name]?.includes(to.name) !== true;
}

/** Types whose values others hold as well. What jsonb does not keep of a json text, its spaces and the order of its keys, means nothing to JSON. */
const wider: Readonly<Record<string, readonly string[]>> = {
  json: ['jsonb'], jsonb: ['json'], cidr: ['inet'], macaddr: ['macaddr8'], oid: ['bigint'], int4range: ['int8range', 'numrange'], int8range: ['numrange'], daterange: ['tsrange', 'tstzrange'],
  '"char"': ['name'],
}; // prettier-ignore

function isBits(name: string): boolean {
  return name === 'bit' || name === 'bit varying';
}

/** `bit` alone is one, and `bit varying` any number; the latter may hold fewer than a `bit` of that size, which takes no fewer. */
function isFewerBits(from: Type, to: Type): boolean {
  const room = to.sizes[0] ?? (to.name === 'bit' ? 1 : Number.POSITIVE_INFINITY);
  const held = from.sizes[0] ?? (from.name === 'bit' ? 1 : Number.POSITIVE_INFINITY);
  return room < held || (from.name !== to.name && to.name === 'bit');
}

function isInterval(name: string): boolean {
  return name === 'interval' || name.startsWith('interval ');
}

/** The fields of an interval from the largest on; what is smaller than the last one named is cut. https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-INPUT */
const intervalFields: readonly string[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];

function isCoarserInterval(from: Type, to: Type): boolean {
  const last = ({ name }: Type): number => (name === 'interval' ? intervalFields.length - 1 : intervalFields.indexOf(name.split(' ').at(-1) ?? ''));
  return last(to) < last(from) || (last(from) === intervalFields.length - 1 && isCoarser(from, to));
}

function readType(text: string): Type {
  const isArray = text.endsWith('[]');
  const [, before = '', sizes, after = ''] = /^([^()]*?)(?:\(([\d, -]+)\))?((?: with(?:out)? time zone)?)(?:\[\])*$/.exec(text) ?? [undefined, text];
  return { name: `${before}${after}`.trim(), sizes: sizes === undefined ? [] : sizes.split(',').map(Number), isArray };
}

function isText(name: string): boolean {
  return name === 'text' || name === 'character varying' || name === 'character';
}

function isShorter(from: number | undefined, to: number | undefined): boolean {
  return to !== undefined && (from === undefined || to < from);
}

/** The longest text of a number, a boolean, a uuid or a date. */
const longestText: Readonly<Record<string, number>> = { smallint: 6, integer: 11, bigint: 20, boolean: 5, uuid: 36, date: 13 };

function fitsAsText(from: Type, length: number | undefined): boolean {
  const longest = longestText[from.name];
  return longest !== undefined && length !== undefined && longest <= length;
}

function isSmallerSize(from: Type, to: Type): boolean {
  if (from.name.startsWith('time')) return isCoarser(from, to);
  if (to.sizes.length === 0) return false;
  if (from.sizes.length === 0) return true;
  if (from.name !== 'numeric') return to.sizes.some((size, index) => size < (from.sizes[index] ?? Number.POSITIVE_INFINITY));
  const [digits = 0, scale = 0] = from.sizes;
  const [newDigits = 0, newScale = 0] = to.sizes;
  return newScale < scale || newDigits - newScale < digits - scale;
}

/** Digits before the point that a whole number needs. */
const wholeDigits: Readonly<Record<string, number>> = { smallint: 5, integer: 10, bigint: 19, money: 17 };

function isNumericNarrowing(from: Type, to: Type): boolean {
  if (to.name !== 'numeric') return true;
  const [digits, scale = 0] = to.sizes;
  // Floating numbers are written with the digits that they hold for sure, 6 or 15, and lose the others.
  if (digits === undefined) return wholeDigits[from.name] === undefined;
  const needed = wholeDigits[from.name];
  return needed === undefined || digits - scale < needed || (from.name === 'money' && scale < 2);
}

/** Whether digits of the second are lost; without a number there are six. */
function isCoarser(from: Type, to: Type): boolean {
  return (to.sizes[0] ?? 6) < (from.sizes[0] ?? 6);
}

function isTimeNarrowing(from: string, to: string): boolean {
  if (from === 'timestamp without time zone') return to !== 'timestamp with time zone';
  if (from === 'time without time zone') return to !== 'time with time zone' && to !== 'interval';
  return true;
}
