import type { StepError } from '../../observe/observation.ts';

/**
 * Duplicate keys, rows that a foreign key misses or still needs, NULL where none may be, and CHECK as either server numbers it.
 * https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html https://mariadb.com/docs/server/reference/error-codes
 */
const rowConflicts = new Set([1022, 1048, 1062, 1169, 1216, 1217, 1451, 1452, 1557, 1586, 1761, 1762, 1859, 3819, 4025]);

export function isRowConflict({ code }: StepError): boolean {
  return code !== undefined && rowConflicts.has(Number(code));
}
