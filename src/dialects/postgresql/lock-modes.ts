import type { Blocking } from '../../observe/observation.ts';
import type { ObjectName } from '../../sql/operation.ts';

/** From the weakest to the strongest, as `pg_locks` names them. */
export const lockModes = [
  'AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock',
] as const; // prettier-ignore

export type LockMode = (typeof lockModes)[number];

/** 1 for the weakest; 0 for what is no lock on a table. */
export function rankLock(mode: string | null | undefined): number {
  return (lockModes as readonly (string | null | undefined)[]).indexOf(mode) + 1;
}

/**
 * What a lock keeps others from: a query reads under `AccessShareLock`, and an INSERT, UPDATE or DELETE writes under `RowExclusiveLock`.
 * https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
 */
export function readBlocking(mode: string): Blocking {
  if (mode === 'AccessExclusiveLock') return 'reads';
  return rankLock(mode) >= rankLock('ShareLock') ? 'writes' : 'nothing';
}

/** A lock that a statement takes on what it names. */
export interface DocumentedLock {
  /** What `name` is of: a table or materialized view, an index of the table that is locked, or all that there are. */
  readonly of: 'table' | 'index' | 'all';
  readonly name: ObjectName;
  readonly mode: LockMode;
  /** It reads the table from the first row to the last while it holds the lock. */
  readonly isScan?: boolean;
  /** It writes the files of the table with its indexes, or of the index, anew. */
  readonly isRewrite?: boolean;
}
