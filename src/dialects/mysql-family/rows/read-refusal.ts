import type { RowRefusal } from '../../../rows/row-session.ts';
import type { TableShape } from '../../../rows/table-shape.ts';

/** What an error says of the rule that was broken; the name of a constraint or key may have its table's before it. */
const constraintPatterns: readonly RegExp[] = [
  // The value before it may say the same.
  /^.* for key '(.*)'$/s,
  /^Check constraint '(.*)' is violated\.$/s,
  /^CONSTRAINT `(.*?)` failed for `/s,
  /\bCONSTRAINT `(.*?)` FOREIGN KEY \(/s,
];

const columnPatterns: readonly RegExp[] = [
  /^Column '(.*)' cannot be null$/s,
  /^Field '(.*)' doesn't have a default value$/s,
  // MariaDB says the whole path.
  /\bfor column `(?:[^`]+`\.`)*([^`]+)` at row \d+$/s,
  /\bfor column '((?:(?!' at row ).)*)' at row \d+$/s,
  /\bin value for column '(?:.*\.)?(.*?)'\.?$/s,
  /\bSRID of the column '(.*?)'/s,
];

/** ER_QUERY_INTERRUPTED, ER_CONNECTION_KILLED of MySQL's and MariaDB's, and what both say of an execution that is ended for its time. */
const interrupted: ReadonlySet<number> = new Set([1317, 1927, 1969, 3024, 3169]);

/**
 * A refusal from the server's words.
 * https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html https://mariadb.com/docs/server/reference/error-codes
 */
export function readRefusal(index: number, table: Pick<TableShape, 'name'>, number: number, message: string): RowRefusal {
  const named = find(constraintPatterns, message);
  const withoutTable = named?.startsWith(`${table.name}.`) === true ? named.slice(table.name.length + 1) : named;
  return { index, message, code: String(number), constraint: withoutTable, column: find(columnPatterns, message), ...(interrupted.has(number) ? { tookTooLong: true } : {}) };
}

function find(patterns: readonly RegExp[], message: string): string | undefined {
  for (const pattern of patterns) {
    const name = pattern.exec(message)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}
