import type { StatementImpact } from '../../../observe/observation.ts';
import type { FamilyDialect } from '../lexis.ts';
import type { ClausePlace } from './read-change.ts';

export type Algorithm = NonNullable<StatementImpact['algorithm']>;
export type LockMode = 'NONE' | 'SHARED' | 'EXCLUSIVE';

/** One way in which a change may be made; what is undefined is left to the server. */
export interface Attempt {
  readonly algorithm: Algorithm | undefined;
  readonly lock: LockMode | undefined;
}

/**
 * The ways from the cheapest on. MySQL takes INSTANT without a lock only; a copy without one is refused before MariaDB 11.2.
 * https://dev.mysql.com/doc/refman/9.7/en/innodb-online-ddl-operations.html
 * https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl/innodb-online-ddl-overview
 */
const ways: Readonly<Record<FamilyDialect, readonly Attempt[]>> = {
  mysql: [
    { algorithm: 'instant', lock: undefined },
    ...withLocks('inplace', 'NONE', 'SHARED', 'EXCLUSIVE'),
    ...withLocks('copy', 'SHARED', 'EXCLUSIVE'),
  ],
  mariadb: [
    ...withLocks('instant', 'NONE', 'SHARED', 'EXCLUSIVE'),
    ...withLocks('nocopy', 'NONE', 'SHARED'),
    ...withLocks('inplace', 'NONE', 'SHARED'),
    ...withLocks('nocopy', 'EXCLUSIVE'),
    ...withLocks('inplace', 'EXCLUSIVE'),
    ...withLocks('copy', 'NONE', 'SHARED', 'EXCLUSIVE'),
  ],
};

function withLocks(algorithm: Algorithm, ...locks: readonly LockMode[]): Attempt[] {
  return locks.map((lock) => ({ algorithm, lock }));
}

/** The ways to try for a statement, from the cheapest on; only those that it leaves open by options of its own. */
export function listAttempts(dialect: FamilyDialect, { algorithm, lock }: ClausePlace): readonly Attempt[] {
  const isFixed = (option: ClausePlace['lock']): boolean => option !== undefined && option.value !== 'DEFAULT';
  const open = ways[dialect].filter((way) => !isFixed(algorithm) || way.algorithm === algorithm?.value.toLowerCase());
  if (!isFixed(lock)) return open;
  return open.filter((way, index) => (way.lock === undefined || way.lock === lock?.value) && open.findIndex((other) => other.algorithm === way.algorithm && (other.lock === undefined || other.lock === lock?.value)) === index);
}

/** The statement, made to be done in this way or refused. What it says itself and leaves open (`DEFAULT`) is written over. */
export function writeAttempt(sql: string, place: ClausePlace, { algorithm, lock }: Attempt): string {
  const asked = [
    { word: 'ALGORITHM', value: algorithm?.toUpperCase(), own: place.algorithm },
    { word: 'LOCK', value: lock, own: place.lock },
  ];
  const added = asked.flatMap(({ word, value, own }) => (value === undefined || own !== undefined ? [] : [`${word}=${value}`]));
  const edits = [
    ...(added.length === 0 ? [] : [{ start: place.at, end: place.at, text: `${place.before}${added.join(place.between)}${place.after}` }]),
    ...asked.flatMap(({ value, own }) => (value === undefined || own?.value !== 'DEFAULT' ? [] : [{ start: own.start, end: own.end, text: value }])),
  ];
  // From the end on, so that what is before stays where it is.
  return edits.toSorted((a, b) => b.start - a.start).reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), sql);
}
