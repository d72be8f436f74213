import type { Blocking } from '../../observe/observation.ts';

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
