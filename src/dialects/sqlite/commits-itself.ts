import type { StatementObservation } from '../../observe/observation.ts';

/**
 * Whether what a statement did stays when its step is stopped right after it: no transaction is open after it, and it did something. Python's
 * driver begins one only before INSERT, UPDATE, DELETE and REPLACE, so that what makes and changes tables before the first of these commits itself.
 * https://docs.python.org/3/library/sqlite3.html#transaction-control-via-the-isolation-level-attribute
 */
export function commitsItself({ isAutocommit, isFailed, parsed }: StatementObservation): boolean {
  const isReading = parsed.parsed && parsed.operations.every(({ kind }) => kind === 'select' || kind === 'setting' || kind === 'transaction');
  return isAutocommit && !isFailed && !isReading;
}
