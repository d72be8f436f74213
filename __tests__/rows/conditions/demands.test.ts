import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import type { ColumnDemand, Demand } from '../../../src/rows/conditions/demand.ts';
import { evaluateCondition } from '../../../src/rows/conditions/evaluate-condition.ts';
import { listDemands, mergeDemands } from '../../../src/rows/conditions/list-demands.ts';
import { compareValues, isSameValue } from '../../../src/rows/conditions/compare-values.ts';
import { meetsDemand } from '../../../src/rows/conditions/meets-demand.ts';
import { parseCondition } from '../../../src/rows/conditions/parse-condition.ts';
import type { RowValue } from '../../../src/rows/row-value.ts';
import { describeDemands, lexes, toValue } from './describe-demands.ts';
import type { Plain } from './describe-demands.ts';

type Row = Readonly<Record<string, Plain>>;
const numbers = ['a', 'b'];
const texts = ['s', 't'];
const number = fc.integer({ min: -6, max: 6 });
const text = fc.constantFrom('', 'a', 'ab', 'AB', ' a', 'a@b', '12', 'zz');
const quoted = text.map((value) => `'${value}'`);
const numberColumn = fc.constantFrom(...numbers);
const textColumn = fc.constantFrom(...texts);
const operator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');
const join = (...parts: fc.Arbitrary<unknown>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((values) => values.join(' '));
const say = (words: string): fc.Arbitrary<string> => fc.constant(words);
const list = (item: fc.Arbitrary<unknown>): fc.Arbitrary<string> => fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => `(${items.join(', ')})`);

const numeric = fc.oneof(
  numberColumn,
  join(numberColumn, fc.constantFrom('+', '-', '*'), number.map((value) => `(${value})`)),
  join(number, say('-'), numberColumn),
  numberColumn.map((column) => `abs(${column})`),
  numberColumn.map((column) => `coalesce(${column}, 2)`),
);
const leaf = fc.oneof(
  join(numeric, operator, number),
  join(number, operator, numeric),
  join(numberColumn, operator, numberColumn),
  join(numberColumn, fc.constantFrom('IN', 'NOT IN'), list(fc.oneof({ weight: 6, arbitrary: number }, { weight: 1, arbitrary: say('NULL') }))),
  join(numberColumn, fc.constantFrom('BETWEEN', 'NOT BETWEEN'), number, say('AND'), number),
  join(fc.oneof(numberColumn, textColumn), fc.constantFrom('IS NULL', 'IS NOT NULL')),
  join(numberColumn, fc.constantFrom('IS', 'IS NOT'), fc.oneof(number, numberColumn)),
  join(textColumn, fc.constantFrom('=', '<>'), quoted),
  join(textColumn, fc.constantFrom('IN', 'NOT IN'), list(quoted)),
  join(textColumn, fc.constantFrom('GLOB', 'NOT GLOB'), fc.constantFrom("'a*'", "'*@*'", "'[a-z]?'", "'[^a]*'")),
  join(textColumn.map((column) => `length(${column})`), operator, number),
  textColumn.map((column) => `lower(${column}) = ${column}`),
  textColumn.map((column) => `trim(${column}) <> ''`),
  join(textColumn.map((column) => `substr(${column}, 1, 1)`), fc.constantFrom('=', '<>'), fc.constantFrom("'a'", "'1'")),
  join(textColumn.map((column) => `instr(${column}, '@')`), fc.constantFrom('> 0', '= 0', '> 1')),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    join(say('('), tie('condition'), fc.constantFrom('AND', 'OR'), tie('condition'), say(')')),
    tie('condition').map((inner) => `NOT (${inner})`),
    join(say('(('), tie('condition'), fc.constantFrom(') = (', ') <> ('), tie('condition'), say('))')),
    join(say('('), tie('condition'), fc.constantFrom(') IS TRUE', ') IS NOT TRUE', ') IS FALSE', ') IS NULL', ') IS NOT NULL')),
    join(say('CASE WHEN'), tie('condition'), say('THEN'), tie('condition'), say('ELSE'), tie('condition'), say('END')),
  ),
}));
const anyRow: fc.Arbitrary<Row> = fc.record({ a: fc.option(number), b: fc.option(number), s: fc.option(text), t: fc.option(text) });

function meets(row: Row, { columns, comparisons }: Demand): boolean {
  const valueOf = (column: string): RowValue => toValue(row[column])!;
  const isRelated = comparisons.every(({ left, operator: related, right }) => {
    const [a, b] = [valueOf(left), valueOf(right)];
    if (a.kind === 'null' || b.kind === 'null') return true;
    const order = compareValues(a, b);
    const same = isSameValue(a, b);
    return { '=': same, '<>': same === undefined ? undefined : !same, '<': order === undefined ? undefined : order < 0, '<=': order === undefined ? undefined : order <= 0 }[related] === true;
  });
  return isRelated && [...columns].every(([column, demand]) => meetsDemand(valueOf(column), demand) === true);
}

const literal = (value: Plain | undefined): string => (typeof value === 'string' ? `'${value}'` : String(value));

describe('conditions of all shapes', () => {
  test('a row that meets a whole demand is accepted by SQLite, and what we tell of a row is what SQLite tells', () => {
    const database = new DatabaseSync(':memory:');
    let met = 0;
    fc.assert(
      fc.property(condition, fc.array(anyRow, { minLength: 8, maxLength: 8 }), (sql, rows) => {
        const parsed = parseCondition(sql, lexes.sqlite)!;
        const demands = listDemands(parsed);
        expect(demands.length).toBeLessThanOrEqual(32);
        for (const row of rows) {
          const columns = Object.entries(row).map(([name, value]) => `${literal(value)} AS ${name}`);
          const isAccepted = database.prepare(`SELECT (${sql}) IS NOT FALSE AS met FROM (SELECT ${columns.join(', ')})`).get()?.['met'] === 1;
          const told = evaluateCondition(parsed, (column) => toValue(row[column]));
          if (told !== undefined) expect([row, told]).toEqual([row, isAccepted]);
          const way = demands.find((demand) => demand.isWhole && meets(row, demand));
          if (way === undefined) continue;
          met += 1;
          expect([row, describeDemands([way]), isAccepted]).toEqual([row, describeDemands([way]), true]);
        }
      }),
      { numRuns: 300 },
    );
    database.close();
    expect(met).toBeGreaterThan(300);
  });
});

describe('both at once', () => {
  const demand = (columns: Record<string, ColumnDemand>): Demand => ({ columns: new Map(Object.entries(columns)), comparisons: [], isWhole: true });
  const digits = (...values: number[]): RowValue[] => values.map((value) => ({ kind: 'number', digits: String(value) }));
  const [one, five, nine] = digits(1, 5, 9) as [RowValue, RowValue, RowValue];
  test.each<[string, ColumnDemand, ColumnDemand, string[] | undefined]>([
    ['the narrower bounds', { min: { value: one, isExclusive: false }, max: { value: nine, isExclusive: false } }, { min: { value: one, isExclusive: true }, max: { value: five, isExclusive: false } }, ['a > 1 & a <= 5']],
    ['bounds that leave nothing', { min: { value: five, isExclusive: true } }, { max: { value: five, isExclusive: false } }, undefined],
    ['common values', { oneOf: digits(1, 5) }, { oneOf: digits(5, 9) }, ['a in 5']],
    ['no common values', { oneOf: digits(1) }, { oneOf: digits(5) }, undefined],
    ['values within bounds', { oneOf: digits(1, 5) }, { min: { value: five, isExclusive: false } }, ['a in 5']],
    ['values that are not allowed', { oneOf: digits(1, 5) }, { noneOf: digits(1) }, ['a in 5']],
    ['NULL, which meets everything', { isNull: true }, { oneOf: digits(5) }, ['a null']],
    ['NULL where it must not be', { isNull: true }, { isNull: false }, undefined],
    ['lengths', { minLength: 3 }, { maxLength: 2 }, undefined],
  ])('%s', (_, a, b, expected) => {
    const merged = mergeDemands(demand({ a }), demand({ a: b }));
    expect(merged && describeDemands([merged])).toEqual(expected);
  });
  test('columns that speak against each other', () => {
    const compare = (left: string, operatorOf: '=' | '<>' | '<' | '<=', right: string): Demand => ({ columns: new Map(), comparisons: [{ left, operator: operatorOf, right }], isWhole: true });
    expect([mergeDemands(compare('a', '<', 'b'), compare('b', '<', 'a')), mergeDemands(compare('a', '=', 'b'), compare('a', '<>', 'b'))]).toEqual([undefined, undefined]);
    expect(describeDemands([mergeDemands(compare('a', '<=', 'b'), compare('a', '<>', 'b'))!])).toEqual(['a <= b & a <> b']);
  });
});

test('NULL in every mixture', () => {
  const ways = (sql: string): string[] => describeDemands(listDemands(parseCondition(sql, lexes.postgresql)!));
  expect(ways('num_nonnulls(a, b, c) = 1')).toEqual(['a null & b null & c not null', 'a null & b not null & c null', 'a not null & b null & c null']);
  expect(ways('num_nonnulls(a, b, c, d, e, f, g) = 1')).toEqual(['?']);
});

test.each([
  ['OR', Array.from({ length: 3000 }, (_, index) => `a = ${index} OR s LIKE '%${index}'`).join(' AND ')],
  ['equal conditions', Array.from({ length: 60 }).reduce<string>((inner) => `((${inner}) = (a IS NULL))`, 'b > 1')],
  ['CASE', Array.from({ length: 60 }).reduce<string>((inner) => `CASE WHEN ${inner} THEN a > 1 ELSE b > 1 END`, 'a > 3')],
  ['brackets', `${'('.repeat(20_000)}a > 1${')'.repeat(20_000)}`],
  ['NOT', `${'NOT '.repeat(9000)} a > 1`],
  ['signs', `a > ${'- '.repeat(9000)} 1`],
  ['casts', `a${'::text'.repeat(8000)} > 'a'`],
  ['sums in brackets', Array.from({ length: 140 }).reduce<string>((inner) => `(${inner}${'+1'.repeat(140)})`, 'a').concat(' > 1')],
  ['sums', `a > 1${' + 1'.repeat(9000)}`],
])('what is far too long is given up in time: %s', (_, sql) => {
  const start = performance.now();
  const parsed = parseCondition(sql, lexes.postgresql)!;
  expect(listDemands(parsed).length).toBeLessThanOrEqual(32);
  evaluateCondition(parsed, () => ({ kind: 'number', digits: '1' }));
  expect(performance.now() - start).toBeLessThan(3000);
});

test.each(['', '  ', '-- nothing', "'open", '(a > 1', 'a > 1)', 'CHECK'])('no condition at all, or a name: %s', (sql) => {
  expect(parseCondition(sql, lexes.postgresql)?.kind).toBe(sql === 'CHECK' ? 'column' : undefined);
});

test('a part that is not understood leaves the rest', () => {
  expect(parseCondition('CHECK (((a > 1) AND (b @@ to_tsquery(c)) AND (d = 2)))', lexes.postgresql)).toEqual({
    kind: 'and',
    operands: [
      { kind: 'comparison', operator: '>', left: { kind: 'column', name: 'a' }, right: { kind: 'literal', value: { kind: 'number', digits: '1' } } },
      { kind: 'opaque', sql: 'b @@ to_tsquery(c)' },
      { kind: 'comparison', operator: '=', left: { kind: 'column', name: 'd' }, right: { kind: 'literal', value: { kind: 'number', digits: '2' } } },
    ],
  });
});
