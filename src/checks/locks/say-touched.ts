import type { TableLock } from '../../observe/observation.ts';
import type { ObservationContext } from '../check.ts';
import type { LockingStatement } from './list-locking.ts';
import { listWords, sayTable } from './say-lock.ts';

/** What a statement whose text tells nothing does to tables. */
export function sayTouched({ scans, impact }: LockingStatement, locks: readonly TableLock[], context: ObservationContext): string {
  if (scans.length > 0) return `all rows of ${listWords(scans.map((table) => sayTable(table, context)))} are read`;
  return `${listWords([...new Set(locks.map((table) => sayTable(table, context)))])} is changed in place${impact?.algorithm === undefined ? '' : ` (\`${impact.algorithm.toUpperCase()}\`)`}`;
}
