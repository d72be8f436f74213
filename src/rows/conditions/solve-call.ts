import type { RowValue } from '../row-value.ts';
import { toDecimal } from './compare-values.ts';
import type { ComparisonOperator, Condition } from './condition.ts';
import { compareDecimals, floor, integer, writeDecimal } from './decimal.ts';
import type { ColumnDemand, Demand, TextPattern } from './demand.ts';
import { numberValue, textValue } from './known-value.ts';
import { makeDemand } from './merge-demands.ts';
import { stripCasts } from './strip-casts.ts';
import { writeLetter } from './translate-regex.ts';

type Call = Condition & { readonly kind: 'call' };
type Solve = (operator: ComparisonOperator, condition: Condition, value: RowValue) => readonly Demand[] | undefined;

/** Ways to meet a call's comparison with a value that is not NULL; undefined where none can be told. */
export function solveCall(operator: ComparisonOperator, call: Call, value: RowValue, solve: Solve): readonly Demand[] | undefined {
  const [first, second] = call.arguments;
  if (first === undefined) return undefined;
  if (lengthCalls.has(call.name)) return solveLength(operator, first, value, call.name);
  if (call.name === 'abs') return solveAbsolute(operator, first, value, solve);
  if (call.name === 'date_part' && second !== undefined) return solveYear(operator, first, second, value, solve);
  const { operand: column } = stripCasts(first);
  if (column.kind !== 'column') return undefined;
  const text = value.kind === 'text' ? value.value : undefined;
  const ways = (...demands: readonly ColumnDemand[]): readonly Demand[] => makeWays(column.name, demands);
  if (call.name === 'strpos') return solvePosition(operator, readText(second), value, ways);
  if (text === undefined || (operator !== '=' && operator !== '<>')) return undefined;
  const isNegated = operator === '<>';
  const matching = (pattern: string, ignoresCase = false): readonly Demand[] => ways({ patterns: [{ kind: 'regex', pattern, ignoresCase, isNegated }] });
  switch (call.name) {
    case 'lower':
    case 'upper':
      return (call.name === 'lower' ? text.toLowerCase() : text.toUpperCase()) === text ? (isNegated ? matching(`^${quote(text)}$`, true) : ways({ oneOf: [value] })) : isNegated ? ways({}) : [];
    case 'btrim':
    case 'rtrim':
    case 'ltrim':
      if (second !== undefined) return undefined;
      if (text === '') return isNegated ? ways({ patterns: [{ kind: 'regex', pattern: '\\S', ignoresCase: false, isNegated: false }], minLength: 1 }) : ways({ oneOf: [value] });
      return isNegated ? matching(`^ *${quote(text)} *$`) : text.trim() === text ? ways({ oneOf: [value] }) : [];
    case 'left':
      return readCount(second) === Array.from(text).length ? matching(`^${quote(text)}`) : undefined;
    case 'right':
      return readCount(second) === Array.from(text).length ? matching(`${quote(text)}$`) : undefined;
    case 'substr': {
      const [from, count] = [readCount(second), readCount(call.arguments[2])];
      return from !== undefined && from > 0 && from < 1000 && count === Array.from(text).length ? matching(`^${from > 1 ? `.{${from - 1}}` : ''}${quote(text)}`) : undefined;
    }
    // MySQL and MariaDB say `OBJECT`.
    case 'json_type':
    case 'jsonb_typeof': {
      const pattern = jsonPatterns[call.name === 'json_type' ? text.toLowerCase() : text];
      return pattern === undefined || isNegated ? undefined : matching(pattern);
    }
    default:
      return undefined;
  }
}

const lengthCalls = new Set(['length', 'char_length', 'octet_length', 'array_length', 'cardinality']);

/** Texts that are JSON of a kind. */
const jsonPatterns: Readonly<Record<string, string>> = {
  object: '^\\{"[a-z]{1,8}": [1-9]\\d{0,5}\\}$',
  array: '^\\[[1-9]\\d{0,5}(?:, [1-9]\\d{0,5}){0,2}\\]$',
  string: '^"[a-z]{1,12}"$',
  number: '^[1-9]\\d{0,6}$',
  boolean: '^(?:true|false)$',
};

export const jsonObject: TextPattern = { kind: 'regex', pattern: jsonPatterns['object'] ?? '', ignoresCase: false, isNegated: false };

function makeWays(column: string, demands: readonly ColumnDemand[], isWhole = true): readonly Demand[] {
  return demands.map((demand) => makeDemand(column, demand, isWhole)).filter((demand) => demand !== undefined);
}

function solveLength(operator: ComparisonOperator, argument: Condition, value: RowValue, name: string): readonly Demand[] | undefined {
  const { operand, isSame } = stripCasts(argument);
  const decimal = toDecimal(value);
  if (decimal === undefined) return undefined;
  const whole = Number(writeDecimal(floor(decimal)));
  if (!Number.isSafeInteger(whole)) return undefined;
  const isExact = decimal.scale === 0;
  const ranges: Readonly<Record<ComparisonOperator, readonly (readonly [number, number])[]>> = {
    '=': isExact ? [[whole, whole]] : [],
    '<>': isExact ? [[whole + 1, Infinity], [0, whole - 1]] : [[0, Infinity]],
    '<': [[0, isExact ? whole - 1 : whole]],
    '<=': [[0, whole]],
    '>': [[whole + 1, Infinity]],
    '>=': [[isExact ? whole : whole + 1, Infinity]],
  };
  const trimmed = operand.kind === 'call' && operand.name === 'btrim' && operand.arguments.length === 1 ? stripCasts(operand.arguments[0] ?? operand).operand : undefined;
  const column = trimmed ?? operand;
  if (column.kind !== 'column') return undefined;
  return ranges[operator].flatMap(([min, max]) => {
    if (max < 0) return [];
    const lengths: ColumnDemand = { ...(min > 0 ? { minLength: min } : {}), ...(max < Infinity ? { maxLength: max } : {}) };
    const edges: TextPattern = { kind: 'regex', pattern: '^\\S(?:.*\\S)?$|^$', ignoresCase: false, isNegated: false };
    // Letters beyond ASCII have more bytes than one, so only a lower limit is sure.
    const isSure = isSame && (name !== 'octet_length' || max === Infinity);
    return makeWays(column.name, [trimmed === undefined ? lengths : { ...lengths, patterns: [edges] }], isSure);
  });
}

function solveAbsolute(operator: ComparisonOperator, argument: Condition, value: RowValue, solve: Solve): readonly Demand[] | undefined {
  const limit = toDecimal(value);
  const { operand: column, isSame } = stripCasts(argument);
  if (limit === undefined || column.kind !== 'column') return undefined;
  const isNegative = compareDecimals(limit, integer(0)) < 0;
  const negated = numberValue(writeDecimal({ unscaled: -limit.unscaled, scale: limit.scale }));
  if (operator === '>' || operator === '>=') {
    if (isNegative) return makeWays(column.name, [{}]);
    return [...(solve(operator, argument, value) ?? []), ...(solve(operator === '>' ? '<' : '<=', argument, negated) ?? [])];
  }
  const isExclusive = operator === '<';
  if (isNegative) return operator === '<>' ? makeWays(column.name, [{}]) : [];
  if (operator === '=') return makeWays(column.name, [{ oneOf: [value, negated] }], isSame);
  if (operator === '<>') return makeWays(column.name, [{ noneOf: [value, negated] }], isSame);
  return makeWays(column.name, [{ min: { value: negated, isExclusive }, max: { value, isExclusive } }], isSame);
}

/** `extract(year from x) >= 2000`. */
function solveYear(operator: ComparisonOperator, field: Condition, argument: Condition, value: RowValue, solve: Solve): readonly Demand[] | undefined {
  const year = toDecimal(value);
  if (field.kind !== 'literal' || field.value.kind !== 'text' || field.value.value !== 'year' || year?.scale !== 0) return undefined;
  const first = (years: bigint): RowValue => textValue(`${String(years).padStart(4, '0')}-01-01`);
  const [own, next] = [first(year.unscaled), first(year.unscaled + 1n)];
  if (year.unscaled < 1n || year.unscaled > 9998n) return undefined;
  const { operand: column } = stripCasts(argument);
  switch (operator) {
    case '>=':
      return solve('>=', argument, own);
    case '>':
      return solve('>=', argument, next);
    case '<':
      return solve('<', argument, own);
    case '<=':
      return solve('<', argument, next);
    case '=':
      return column.kind === 'column' ? makeWays(column.name, [{ min: { value: own, isExclusive: false }, max: { value: next, isExclusive: true } }]) : undefined;
    case '<>':
      return [...(solve('>=', argument, next) ?? []), ...(solve('<', argument, own) ?? [])];
  }
}

/** `strpos(x, '@') > 0`. */
function solvePosition(operator: ComparisonOperator, sought: string | undefined, value: RowValue, ways: (demand: ColumnDemand) => readonly Demand[]): readonly Demand[] | undefined {
  if (sought === undefined || value.kind !== 'number' || !/^\d{1,3}$/.test(value.digits)) return undefined;
  const at = Number(value.digits);
  const contain = (pattern: string, isNegated: boolean): readonly Demand[] => ways({ patterns: [{ kind: 'regex', pattern, ignoresCase: false, isNegated }] });
  const anywhere = quote(sought);
  if ((operator === '>' && at === 0) || (operator === '>=' && at === 1) || (operator === '<>' && at === 0)) return contain(anywhere, false);
  if ((operator === '=' && at === 0) || (operator === '<' && at === 1) || (operator === '<=' && at === 0)) return contain(anywhere, true);
  if (operator !== '>' && operator !== '>=') return undefined;
  const before = operator === '>' ? at : at - 1;
  // Not before: by letters that are not its first one.
  const other = `[^${/^[\\\]^[-]/.test(sought) ? `\\${sought.charAt(0)}` : sought.charAt(0)}]`;
  return sought === '' ? undefined : contain(`^${other}{${before},}${anywhere}`, false);
}

/** A text as a regular expression. */
export function quote(text: string): string {
  return Array.from(text).map((letter) => writeLetter(letter)).join('');
}

export function readText(condition: Condition | undefined): string | undefined {
  const operand = condition && stripCasts(condition).operand;
  return operand?.kind === 'literal' && operand.value.kind === 'text' ? operand.value.value : undefined;
}

function readCount(condition: Condition | undefined): number | undefined {
  return condition?.kind === 'literal' && condition.value.kind === 'number' ? Number(condition.value.digits) : undefined;
}
