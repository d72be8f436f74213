import type { ForeignKeyShape, KeyShape } from '../../../rows/table-shape.ts';
import type { TableCondition } from '../../../rows/value-type.ts';
import { toSchema } from '../catalog/entry.ts';
import type { Row } from '../catalog/query.ts';
import { quoteName } from '../quoting.ts';

const primary = 'PRIMARY';

/**
 * The unique keys of one table, the primary key first.
 * @param parts in their order
 * @param rowEnd MariaDB's column of when a row ended to be valid, which it adds to every key of a table that keeps its history
 */
export function readKeys(parts: readonly Row[], conditions: readonly TableCondition[], rowEnd: string | undefined): readonly KeyShape[] {
  const periods = new Set(conditions.map(({ sql }) => sql.replaceAll('`', '')));
  const keys = [...Map.groupBy(parts, ({ name }) => name ?? '')].map(([name, all]): KeyShape => {
    const own = all.filter(({ part }) => part !== rowEnd);
    const plain = own.flatMap(({ part, expression }) => (part === null || part === undefined || (expression ?? '') !== '' ? [] : [part]));
    const columns = withoutPeriod(plain, periods);
    const hasPrefix = own.some(({ prefix }) => prefix !== null && prefix !== undefined);
    return { name, columns, isPrimary: name === primary, hasDistinctNulls: true, isPartial: hasPrefix || columns.length < own.length };
  });
  return keys.sort((left, right) => Number(right.isPrimary) - Number(left.isPrimary) || compareNames(left, right));
}

/** MariaDB's `WITHOUT OVERLAPS`: it ends with the end and the start of a period, of which a condition of the table's says that the one comes before the other. */
function withoutPeriod(columns: readonly string[], periods: ReadonlySet<string>): readonly string[] {
  const [end = '', start = ''] = columns.slice(-2);
  return columns.length > 2 && periods.has(`${start} < ${end}`) ? columns.slice(0, -2) : columns;
}

/** MariaDB's column of when a row ended to be valid. */
export function findRowEnd(columns: readonly Row[]): string | undefined {
  return columns.find(({ expression }) => expression === 'ROW END')?.['name'] ?? undefined;
}

/** Its columns in the order of the key. */
export function readPrimaryKey(parts: readonly Row[], rowEnd: string | undefined): readonly string[] {
  return parts.flatMap(({ name, part }) => (name === primary && part !== rowEnd && part !== null && part !== undefined ? [part] : []));
}

/** The foreign keys of one table. InnoDB checks each row at once, and none of a row with a NULL in it. */
export function readForeignKeys(database: string, parts: readonly Row[]): readonly ForeignKeyShape[] {
  const keys = [...Map.groupBy(parts, ({ name }) => name ?? '')].map(([name, own]) => ({
    name,
    columns: own.map(({ part }) => part ?? ''),
    target: { schema: toSchema(database, own[0]?.['otherSchema'] ?? database), name: own[0]?.['other'] ?? '' },
    targetColumns: own.map(({ otherPart }) => otherPart ?? ''),
    isDeferrable: false,
    isFull: false,
  }));
  return keys.sort(compareNames);
}

/** The CHECK constraints of one table. */
export function readConditions(rows: readonly Row[]): readonly TableCondition[] {
  return rows.map(({ name, clause }) => ({ name: name ?? '', sql: clause ?? '' })).sort(compareNames);
}

/** The server tells them in any order. */
function compareNames(left: { readonly name: string }, right: { readonly name: string }): number {
  if (left.name === right.name) return 0;
  return left.name < right.name ? -1 : 1;
}

/** The column that a condition makes JSON of, and nothing else. */
export function readJsonColumn({ sql }: TableCondition, columns: readonly string[]): string | undefined {
  const inner = /^json_valid\((.*)\)$/i.exec(sql)?.[1];
  return columns.find((name) => inner === `\`${name.replaceAll('`', '``')}\`` || inner === quoteName(name));
}
