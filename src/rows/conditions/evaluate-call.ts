import { isSameValue, toDecimal } from './compare-values.ts';
import { floor, round, writeDecimal } from './decimal.ts';
import { isKnown, nullValue, numberValue, textValue, truth } from './known-value.ts';
import type { Known, Surroundings } from './known-value.ts';
import { readMoment } from './moment.ts';
import type { RowValue } from '../row-value.ts';

/** What a function gives for values; undefined where we do not know the function or what it makes of them. */
export function evaluateCall(name: string, values: readonly Known[], { now }: Pick<Surroundings, 'now'>): Known {
  if (name === 'now' || name.startsWith('current_timestamp') || name === 'localtimestamp') return now === undefined ? undefined : textValue(now);
  if (name === 'current_date') return now === undefined ? undefined : textValue(now.slice(0, 10));
  const ofNulls = evaluateWithNulls(name, values);
  if (ofNulls !== undefined) return ofNulls.value;
  if (!Object.hasOwn(functions, name)) return undefined;
  if (values.some((value) => value?.kind === 'null')) return nullValue;
  if (total.has(name) && !values.includes(undefined) && !values.every(isKnown)) return { kind: 'some' };
  return values.every(isKnown) ? functions[name]?.(values) : undefined;
}

/** Functions that give NULL for nothing else. */
const total = new Set(['char_length', 'length', 'octet_length', 'btrim', 'ltrim', 'rtrim', 'replace', 'abs', 'strpos', 'cardinality', 'left', 'right', 'substr']);

/** Functions for which NULL is a value like others. */
function evaluateWithNulls(name: string, values: readonly Known[]): { readonly value: Known } | undefined {
  if (name === 'coalesce') {
    const first = values.find((value) => value?.kind !== 'null');
    return { value: first === undefined && values.every((value) => value !== undefined) ? nullValue : first };
  }
  if (name === 'num_nonnulls' || name === 'num_nulls') {
    if (values.includes(undefined)) return { value: undefined };
    return { value: numberValue(values.filter((value) => (value?.kind === 'null') === (name === 'num_nulls')).length) };
  }
  if (name === 'nullif') {
    const [first, second] = values;
    if (first?.kind === 'null' || second?.kind === 'null') return { value: first };
    const isSame = isKnown(first) && isKnown(second) ? isSameValue(first, second) : undefined;
    return { value: isSame === undefined ? undefined : isSame ? nullValue : first };
  }
  if (name === 'typeof' && values[0] !== undefined && isKnown(values[0])) return { value: typeOf(values[0]) };
  return undefined;
}

/** https://www.sqlite.org/lang_corefunc.html#typeof */
function typeOf(value: RowValue): Known {
  if (value.kind === 'null') return textValue('null');
  if (value.kind === 'boolean') return textValue('integer');
  if (value.kind === 'number') return textValue(/[.e]/i.test(value.digits) ? 'real' : 'integer');
  if (value.kind === 'bytes') return textValue('blob');
  return value.kind === 'text' ? textValue('text') : undefined;
}

type Evaluation = (values: readonly RowValue[]) => Known;

const functions: Readonly<Record<string, Evaluation>> = {
  char_length: ofText((text) => numberValue(Array.from(text).length)),
  length: ([value]) => measure(value, (text) => Array.from(text).length),
  octet_length: ([value]) => measure(value, (text) => Buffer.byteLength(text)),
  lower: ofText((text) => textValue(text.toLowerCase())),
  upper: ofText((text) => textValue(text.toUpperCase())),
  btrim: ([value, letters]) => trimText(value, letters, true, true),
  ltrim: ([value, letters]) => trimText(value, letters, true, false),
  rtrim: ([value, letters]) => trimText(value, letters, false, true),
  reverse: ofText((text) => textValue(Array.from(text).reverse().join(''))),
  strpos: ofTexts(([text = '', sought = '']) => numberValue(Array.from(text.slice(0, Math.max(text.indexOf(sought), 0))).length + (text.includes(sought) ? 1 : 0))),
  starts_with: ofTexts(([text = '', start = '']) => truth(text.startsWith(start))),
  replace: ofTexts(([text = '', from = '', to = '']) => textValue(from === '' ? text : text.replaceAll(from, to))),
  left: ([value, count]) => cutText(value, count, (letters, at) => letters.slice(0, at)),
  right: ([value, count]) => cutText(value, count, (letters, at) => (at === 0 ? [] : letters.slice(-at))),
  substr: ([value, from, count]) => (from === undefined ? undefined : takePart(value, from, count)),
  concat: (values) => (values.every(({ kind }) => kind === 'text') ? textValue(values.map((value) => (value.kind === 'text' ? value.value : '')).join('')) : undefined),
  abs: ofNumber((digits) => numberValue(digits.replace(/^-/, ''))),
  round: ([value, digits]) => {
    const number = readNumber(value);
    const places = digits === undefined ? '0' : digits.kind === 'number' ? digits.digits : '';
    return number === undefined || !/^\d{1,2}$/.test(places) ? undefined : numberValue(writeDecimal(round(number, Number(places))));
  },
  floor: ([value]) => wholeNumber(value, 1n),
  ceil: ([value]) => wholeNumber(value, -1n),
  ceiling: ([value]) => wholeNumber(value, -1n),
  sign: ofNumber((digits) => numberValue(Number(digits) > 0 ? 1 : Number(digits) < 0 ? -1 : 0)),
  date_part: ([field, value]) => takeField(field, value),
  strftime: ([format, value]) => takeField({ '%Y': textValue('year'), '%m': textValue('month'), '%d': textValue('day') }[format?.kind === 'text' ? format.value : ''], value, 2),
  date: ([value]) => (value?.kind === 'text' && readMoment(value.value) !== undefined ? textValue(value.value.slice(0, 10)) : undefined),
  json_valid: ofText((text) => truth(parseJson(text) !== undefined)),
  jsonb_typeof: ofText((text) => jsonType(text)),
  cardinality: ([value]) => (value?.kind === 'list' ? numberValue(value.values.length) : undefined),
  array_length: ([value, dimension]) => {
    if (value?.kind !== 'list' || dimension?.kind !== 'number' || dimension.digits !== '1') return undefined;
    return value.values.length === 0 ? nullValue : numberValue(value.values.length);
  },
  isempty: ([value]) => (value?.kind === 'range' ? truth(value.isEmpty) : undefined),
  lower_inc: ([value]) => (value?.kind === 'range' ? truth(!value.isEmpty && value.lower !== undefined) : undefined),
  lower_inf: ([value]) => (value?.kind === 'range' ? truth(!value.isEmpty && value.lower === undefined) : undefined),
  upper_inf: ([value]) => (value?.kind === 'range' ? truth(!value.isEmpty && value.upper === undefined) : undefined),
};

function ofText(apply: (text: string) => Known): Evaluation {
  return ([value]) => {
    if (value?.kind === 'range') return bound(value, apply('a'));
    return value?.kind === 'text' ? apply(value.value) : value?.kind === 'number' ? apply(value.digits) : undefined;
  };
}

/** `lower` and `upper` are also those of ranges. */
function bound(range: RowValue & { readonly kind: 'range' }, ofA: Known): Known {
  if (ofA?.kind !== 'text') return undefined;
  return (range.isEmpty ? undefined : ofA.value === 'a' ? range.lower : range.upper) ?? nullValue;
}

function ofTexts(apply: (texts: readonly string[]) => Known): Evaluation {
  return (values) => {
    const texts = values.flatMap((value) => (value.kind === 'text' ? [value.value] : []));
    return texts.length === values.length ? apply(texts) : undefined;
  };
}

function ofNumber(apply: (digits: string) => Known): Evaluation {
  return ([value]) => {
    const number = readNumber(value);
    return number === undefined ? undefined : apply(writeDecimal(number));
  };
}

function readNumber(value: RowValue | undefined): ReturnType<typeof toDecimal> {
  return value?.kind === 'number' ? toDecimal(value) : undefined;
}

function wholeNumber(value: RowValue | undefined, sign: 1n | -1n): Known {
  const number = readNumber(value);
  if (number === undefined) return undefined;
  return numberValue((sign * floor({ unscaled: sign * number.unscaled, scale: number.scale }).unscaled).toString());
}

function measure(value: RowValue | undefined, ofText: (text: string) => number | undefined): Known {
  if (value?.kind === 'bytes') return numberValue(value.value.length);
  if (value?.kind === 'bits') return numberValue(value.digits.length);
  const text = value?.kind === 'text' ? value.value : value?.kind === 'number' ? value.digits : undefined;
  const length = text === undefined ? undefined : ofText(text);
  return length === undefined ? undefined : numberValue(length);
}

function trimText(value: RowValue | undefined, letters: RowValue | undefined, start: boolean, end: boolean): Known {
  if (value?.kind !== 'text' || (letters !== undefined && letters.kind !== 'text')) return undefined;
  const cut = letters?.value ?? ' ';
  let [from, to] = [0, value.value.length];
  while (start && from < to && cut.includes(value.value.charAt(from))) from += 1;
  while (end && to > from && cut.includes(value.value.charAt(to - 1))) to -= 1;
  return textValue(value.value.slice(from, to));
}

function cutText(value: RowValue | undefined, count: RowValue | undefined, cut: (letters: string[], at: number) => string[]): Known {
  if (value?.kind !== 'text' || count?.kind !== 'number' || !/^\d{1,9}$/.test(count.digits)) return undefined;
  return textValue(cut(Array.from(value.value), Number(count.digits)).join(''));
}

function takePart(value: RowValue | undefined, from: RowValue, count: RowValue | undefined): Known {
  if (value?.kind !== 'text' || from.kind !== 'number' || !/^[1-9]\d{0,8}$/.test(from.digits)) return undefined;
  if (count !== undefined && (count.kind !== 'number' || !/^\d{1,9}$/.test(count.digits))) return undefined;
  const start = Number(from.digits) - 1;
  return textValue(Array.from(value.value).slice(start, count === undefined ? undefined : start + Number(count.digits)).join(''));
}

/** Of a moment as it is written: its zone is not known. */
function takeField(field: RowValue | undefined, value: RowValue | undefined, padded = 0): Known {
  if (field?.kind !== 'text' || value?.kind !== 'text') return undefined;
  const moment = readMoment(value.value);
  if (moment === undefined) return undefined;
  const date = new Date(moment);
  const day = date.getUTCDay();
  const fields: Readonly<Record<string, number>> = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    dow: day,
    isodow: day === 0 ? 7 : day,
    quarter: Math.floor(date.getUTCMonth() / 3) + 1,
  };
  const part = fields[field.value];
  if (part === undefined) return undefined;
  return padded === 0 ? numberValue(part) : textValue(String(part).padStart(padded, '0'));
}

function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function jsonType(text: string): Known {
  const parsed = parseJson(text);
  if (parsed === undefined) return undefined;
  const { json } = parsed;
  return textValue(json === null ? 'null' : Array.isArray(json) ? 'array' : typeof json);
}
