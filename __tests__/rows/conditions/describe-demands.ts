import type { Demand, ColumnDemand, TextPattern } from '../../../src/rows/conditions/demand.ts';
import type { RowValue } from '../../../src/rows/row-value.ts';
import type { Lexis } from '../../../src/sql/lexer.ts';
import { lexisOf } from '../../../src/dialects/mysql-family/lexis.ts';

const plain = { doubleQuotes: 'name', hasBackslashEscapes: false, hasHashComments: false, versionMark: undefined } as const;

export const lexes = {
  postgresql: { ...plain, hasBrackets: false, hasDollarQuotes: true },
  mysql: lexisOf('mysql'),
  mariadb: lexisOf('mariadb'),
  sqlite: { ...plain, hasBrackets: true },
} as const satisfies Record<string, Lexis>;

export type Plain = string | number | boolean | null | readonly Plain[];

export function toValue(value: Plain | undefined): RowValue | undefined {
  if (value === undefined) return undefined;
  if (value === null) return { kind: 'null' };
  if (typeof value === 'string') return { kind: 'text', value };
  if (typeof value === 'number') return { kind: 'number', digits: String(value) };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  return { kind: 'list', values: value.map(toValue).filter((part) => part !== undefined) };
}

/** One line for each way; `?` at its end where it is not whole. */
export function describeDemands(demands: readonly Demand[]): string[] {
  return demands.map(({ columns, comparisons, isWhole }) => {
    const parts = [...columns].flatMap(([column, demand]) => describeColumn(demand).map((part) => `${column} ${part}`));
    const compared = comparisons.map(({ left, operator, right }) => `${left} ${operator} ${right}`);
    return [...parts, ...compared, ...(isWhole ? [] : ['?'])].join(' & ');
  });
}

function describeColumn({ isNull, min, max, oneOf, noneOf, minLength, maxLength, patterns = [] }: ColumnDemand): string[] {
  return [
    isNull === undefined ? undefined : isNull ? 'null' : 'not null',
    min && `${min.isExclusive ? '>' : '>='} ${write(min.value)}`,
    max && `${max.isExclusive ? '<' : '<='} ${write(max.value)}`,
    oneOf && `in ${oneOf.map(write).join(' ')}`,
    noneOf && `not in ${noneOf.map(write).join(' ')}`,
    minLength === undefined ? undefined : `length >= ${minLength}`,
    maxLength === undefined ? undefined : `length <= ${maxLength}`,
    ...patterns.map(writePattern),
  ].filter((part) => part !== undefined);
}

function writePattern({ kind, pattern, ignoresCase, isNegated }: TextPattern): string {
  return `${isNegated ? 'not ' : ''}${kind} ${pattern}${ignoresCase ? ' (any case)' : ''}`;
}

function write(value: RowValue): string {
  if (value.kind === 'number') return value.digits;
  if (value.kind === 'text') return `'${value.value}'`;
  return value.kind === 'boolean' ? String(value.value) : value.kind;
}
