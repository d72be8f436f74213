import type { TableCondition } from '../../../rows/value-type.ts';
import { tokenize } from '../../../sql/lexer.ts';
import { isSymbol, splitAtCommas } from '../catalog/definition-text.ts';
import type { Row } from '../catalog/query.ts';
import { lexisOf } from '../lexis.ts';
import type { FamilyDialect } from '../lexis.ts';

/**
 * What rows of each partition of a table meet; undefined where it is not partitioned, or one takes every row.
 * https://dev.mysql.com/doc/refman/9.7/en/partitioning-types.html
 * @param rows of `information_schema.PARTITIONS` in their order, those of subpartitions too
 */
export function readPartitions(dialect: FamilyDialect, rows: readonly Row[]): readonly TableCondition[] | undefined {
  const [first] = rows;
  const method = first?.['method'] ?? '';
  if (first === undefined || !/^(?:RANGE|LIST)(?: COLUMNS)?$/.test(method)) return undefined;
  const partitions = [...Map.groupBy(rows, ({ name }) => name ?? '')].map(([name, [row]]) => ({ name, description: row?.['description'] ?? '' }));
  const parts = method.endsWith('COLUMNS') ? splitSql(dialect, first['expression'] ?? '') : [first['expression'] ?? ''];
  if (method.startsWith('LIST')) {
    // So MariaDB describes the one for all other values, where it goes by columns.
    if (partitions.some(({ description }) => description === 'DEFAULT' || description === maximum)) return undefined;
    return partitions.map(({ name, description }) => ({ name, sql: splitSql(dialect, description).map((item) => writeListItem(dialect, parts, item)).join(' OR ') }));
  }
  const bounds = partitions.map(({ description }) => splitSql(dialect, description));
  if (bounds.at(-1)?.[0] === maximum) return undefined;
  return partitions.map(({ name }, index) => {
    const [from, to] = [bounds[index - 1], bounds[index] ?? []];
    const isBefore = writeBefore(parts, to);
    return { name, sql: from === undefined ? isBefore : `NOT (${writeBefore(parts, from)}) AND (${isBefore})` };
  });
}

const maximum = 'MAXVALUE';

/** Whether columns, the first one first, come before values. */
function writeBefore([part = '', ...parts]: readonly string[], [value = '', ...values]: readonly string[]): string {
  if (value === maximum) return 'TRUE';
  const { name, bound } = withoutFunction(part, value);
  const isBefore = `${name} < ${bound}`;
  if (parts.length === 0) return isBefore;
  const isNext = writeBefore(parts, values);
  return isNext === 'TRUE' ? `${name} <= ${bound}` : `${isBefore} OR (${name} = ${bound} AND (${isNext}))`;
}

function writeListItem(dialect: FamilyDialect, parts: readonly string[], item: string): string {
  const values = parts.length === 1 ? [item] : splitSql(dialect, item.replace(/^\(|\)$/g, ''));
  const meets = parts.map((part, index) => (values[index] === 'NULL' ? `${part} IS NULL` : `${part} = ${values[index] ?? ''}`));
  return meets.length === 1 ? (meets[0] ?? '') : `(${meets.join(' AND ')})`;
}

/** Days from the beginning of the calendar to 1970. */
const epochDays = 719_528;
const dayMs = 86_400_000;

/** The day or moment at which a function of time gets to a number, so that the condition is one of the column itself. */
const momentOf: Readonly<Record<string, (value: number) => string>> = {
  year: (value) => `${String(value).padStart(4, '0')}-01-01`,
  to_days: (value) => new Date((value - epochDays) * dayMs).toISOString().slice(0, 10),
  unix_timestamp: (value) => new Date(value * 1000).toISOString().slice(0, 19).replace('T', ' '),
};

function withoutFunction(part: string, value: string): { readonly name: string; readonly bound: string } {
  const [, name = '', column = ''] = /^(\w+)\((`(?:[^`]|``)+`)\)$/.exec(part) ?? [];
  const write = momentOf[name.toLowerCase()];
  const moment = write !== undefined && /^\d{1,12}$/.test(value) ? write(Number(value)) : undefined;
  return moment === undefined ? { name: part, bound: value } : { name: column, bound: `'${moment}'` };
}

/** Cut at the commas outside of parentheses. */
function splitSql(dialect: FamilyDialect, sql: string): readonly string[] {
  const { tokens } = tokenize(sql, lexisOf(dialect));
  if (!tokens.some((token) => isSymbol(token, ','))) return [sql];
  return splitAtCommas(tokens).map((part) => sql.slice(part[0]?.start, part.at(-1)?.end));
}
