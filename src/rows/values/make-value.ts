import { makeMatching } from '../conditions/make-matching.ts';
import { meetsDemand } from '../conditions/meets-demand.ts';
import type { RowValue } from '../row-value.ts';
import type { NetworkForm, ValueType } from '../value-type.ts';
import { makeGeometry } from './make-geometry.ts';
import { makeStepped } from './make-stepped.ts';
import type { Wish } from './make-stepped.ts';
import { makeText, readLengths } from './make-text.ts';
import type { Source } from './source.ts';
import { isStepped, writeTicks } from './ticks.ts';
import type { Window } from './window-by-name.ts';

/** Attempts after which texts that match are made longer. */
const longerFrom = 4;
const longerTries = 10;

/** A value of a type; undefined where the demand leaves none or the type is not known. NULL is not made here. */
export function makeValue(type: ValueType, source: Source, wish: Wish): RowValue | undefined {
  const { row, attempt, random, demand } = wish;
  const turn = row + attempt;
  if (isStepped(type)) return makeStepped(type, source.windowOf(type), wish);
  switch (type.kind) {
    case 'text':
      return makeText(type, source, wish);
    case 'any':
      return makeText({ kind: 'text', maxLength: undefined, isPadded: false, repertoire: 'unicode', isLoose: false }, source, wish);
    case 'boolean':
      return { kind: 'boolean', value: turn % 2 === 0 };
    case 'bytes':
      return { kind: 'bytes', value: makeBytes(type, wish) };
    case 'bits':
      return { kind: 'bits', digits: random.word('01', type.isVarying ? Math.max(1, Math.min(type.length ?? 16, 16)) : (type.length ?? 1)) };
    case 'uuid':
      return { kind: 'text', value: makeUuid(wish) };
    case 'interval':
      return { kind: 'text', value: `${1 + random.index(28)} days ${two(random.index(24))}:${two(random.index(60))}:${two(random.index(60))}` };
    case 'json':
      return { kind: 'text', value: JSON.stringify({ id: random.index(1_000_000), name: source.pool[row % Math.max(1, source.pool.length)] ?? 'name', tags: [random.word('abcdefgh', 4), random.word('abcdefgh', 4)] }) };
    case 'enum':
      return type.labels.length === 0 ? undefined : { kind: 'text', value: type.labels[turn % type.labels.length] ?? '' };
    case 'set':
      return { kind: 'list', values: type.labels.filter((_, index) => index === turn % type.labels.length || ((turn >> index) & 1) === 1).map((label) => ({ kind: 'text', value: label })) };
    case 'array':
      return makeArray(type.element, source, wish);
    case 'range':
      return makeRange(type, source, wish);
    case 'composite': {
      const fields = type.fields.map((field) => makeValue(field.type, source.withName(field.name), { ...wish, demand: undefined }));
      return fields.some((field) => field === undefined) ? undefined : { kind: 'record', fields: fields.filter((field) => field !== undefined) };
    }
    case 'domain':
      return makeDemanded(type.base, source, { ...wish, demand: demand ?? source.demandOf(type) });
    case 'network':
      return { kind: 'text', value: makeNetwork(type.form, wish) };
    case 'geometry':
      return { kind: 'text', value: makeGeometry(type.shape, random) };
    case 'literals': {
      const sql = type.literals[turn % Math.max(1, type.literals.length)];
      return sql === undefined ? undefined : { kind: 'sql', sql };
    }
    case 'unknown':
      return demand?.oneOf?.[turn % Math.max(1, demand.oneOf.length)];
  }
}

/** A value of a type that meets a demand as far as it can be told: one of those that are listed, a text that matches, or any other. */
export function makeDemanded(type: ValueType, source: Source, wish: Wish): RowValue | undefined {
  const { demand, row, attempt, random } = wish;
  if (demand?.oneOf !== undefined) return demand.oneOf[(row + attempt) % Math.max(1, demand.oneOf.length)];
  if (demand?.patterns === undefined || demand.patterns.length === 0) return makeValue(type, source, wish);
  const { low, high } = type.kind === 'text' ? readLengths(type, demand) : { low: demand.minLength ?? 0, high: demand.maxLength ?? 100 };
  // What a person would have put there may match already.
  const usual = attempt % 2 === 0 ? makeValue(type, source, { ...wish, attempt: attempt / 2 }) : undefined;
  if (usual !== undefined && meetsDemand(usual, demand) === true) return usual;
  const make = (least: number, tries?: number): string | undefined => makeMatching(demand.patterns ?? [], { min: Math.min(least, high), max: high }, (below) => random.index(below), tries);
  // Short texts run out where they have to differ; many patterns ask for a length of their own.
  const text = (attempt >= longerFrom ? make(low + attempt, longerTries) : undefined) ?? make(low);
  return text === undefined ? undefined : { kind: 'text', value: text };
}

/** Windows that do not reach into each other, one for each row. */
function makeRange(type: Extract<ValueType, { kind: 'range' }>, source: Source, wish: Wish): RowValue | undefined {
  const { element } = type;
  if (!isStepped(element)) return undefined;
  const window = source.windowOf(element);
  const { low, size } = sliceWindow(window, wish);
  const lower = low + wish.random.between(0n, size / 4n);
  const upper = low + size / 2n + wish.random.between(0n, size / 4n);
  const range: RowValue = { kind: 'range', lower: writeTicks(lower, element), upper: writeTicks(upper > lower ? upper : lower + 1n, element), isEmpty: false };
  return type.isMulti ? { kind: 'list', values: [range] } : range;
}

function sliceWindow({ low, high }: Window, { row, rows }: Wish): { readonly low: bigint; readonly size: bigint } {
  const size = (high - low + 1n) / BigInt(rows);
  const wide = size < 2n ? 2n : size;
  return { low: low + wide * BigInt(row), size: wide };
}

function makeArray(element: ValueType, source: Source, wish: Wish): RowValue | undefined {
  const { demand, row, rows } = wish;
  const least = Math.max(1, demand?.minLength ?? 1);
  const count = Math.min(demand?.maxLength ?? least + 1, least + (row % 2));
  const values = Array.from({ length: count }, (_, index) => makeValue(element, source, { ...wish, demand: undefined, row: (row + index) % rows, attempt: wish.attempt + (row + index >= rows ? 1 : 0) }));
  return values.some((value) => value === undefined) ? undefined : { kind: 'list', values: values.filter((value) => value !== undefined) };
}

function makeBytes({ maxLength, isPadded }: Extract<ValueType, { kind: 'bytes' }>, { demand, random }: Wish): Uint8Array {
  const high = Math.min(demand?.maxLength ?? Infinity, maxLength ?? Infinity);
  const length = isPadded && maxLength !== undefined ? maxLength : Math.min(high, Math.max(demand?.minLength ?? 0, 16));
  return Uint8Array.from({ length }, () => 1 + random.index(255));
}

function makeUuid({ random }: Wish): string {
  const digits = random.word('0123456789abcdef', 32);
  const variant = '89ab'.charAt(random.index(4));
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** Private networks, and that for documentation: https://www.rfc-editor.org/rfc/rfc3849. */
function makeNetwork(form: NetworkForm, { random }: Wish): string {
  const hex = (pairs: number): string => Array.from({ length: pairs }, () => random.word('0123456789abcdef', 2)).join(':');
  const [second, third, fourth] = [random.index(256), random.index(256), 1 + random.index(254)];
  switch (form) {
    case 'inet':
    case 'inet4':
      return `10.${second}.${third}.${fourth}`;
    case 'cidr':
      return `10.${second}.${third}.0/24`;
    case 'inet6':
      return `2001:db8::${(second + 1).toString(16)}:${(third + 1).toString(16)}`;
    case 'macaddr':
      return `02:${hex(5)}`;
    case 'macaddr8':
      return `02:${hex(7)}`;
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
