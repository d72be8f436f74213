import type { TableLock } from '../../observe/observation.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { LockForm } from '../../sql/lock-form.ts';
import { writeKey } from './base-tables.ts';
import type { LockingStatement } from './list-locking.ts';

/** The check that tells of a statement's own work, and why. */
export interface Telling {
  readonly check: 'table-rewrite' | 'index-not-concurrent' | 'constraint-validated-in-place' | 'blocks-reads' | 'blocks-writes';
  /** What of the statement it is about; empty where that cannot be told from its text. */
  readonly forms: readonly LockForm[];
  /** The locks under which it works; empty where it commits itself, so that they were gone when they were looked for. */
  readonly locks: readonly TableLock[];
}

/**
 * Which one check tells of the work that a statement does under a lock of its own: the one that knows most of it. Undefined where its locks
 * are held for a moment only: then `held-while-working` looks at what comes after it.
 */
export function tellOnce(working: LockingStatement): Telling | undefined {
  const { statement, impact, rewrites, scans, forms } = working;
  // `copy-algorithm` tells of those.
  if (impact?.algorithm === 'copy') return undefined;
  const locks = listEffective(working);
  const take = (...kinds: readonly LockForm['kind'][]): readonly LockForm[] => forms.filter(({ kind }) => kinds.includes(kind));
  const commitsItself = statement.isAutocommit;

  const indexes = take('index');
  if (indexes.length > 0 && (locks.length > 0 || (commitsItself && indexes.some(({ target }) => target !== undefined)))) return { check: 'index-not-concurrent', forms: indexes, locks };
  const rewriting = take('rewrite');
  if (rewrites.length > 0 && (locks.length > 0 || (commitsItself && rewriting.length > 0))) return { check: 'table-rewrite', forms: rewriting, locks };
  const constraints = take('constraint');
  const isScanning = scans.length > 0 && locks.length > 0;
  if (constraints.length > 0 && (isScanning || (commitsItself && constraints.some(({ isCertain, target }) => isCertain === true && target !== undefined)))) {
    return { check: 'constraint-validated-in-place', forms: constraints, locks };
  }
  const validated = take('validate');
  if (validated.length > 0 && working.held.length > 0) return { check: 'constraint-validated-in-place', forms: validated, locks: working.held.map(({ lock }) => lock) };
  const isWorking = isScanning || ((impact?.algorithm === 'inplace' || impact?.algorithm === 'nocopy') && working.locks.length > 0);
  if (!isWorking || isQuery(working)) return undefined;
  return { check: locks.some(({ blocks }) => blocks === 'reads') ? 'blocks-reads' : 'blocks-writes', forms: [], locks };
}

/** A table made from a query reads others under whatever lock is held already. */
function isQuery({ statement, locks }: LockingStatement): boolean {
  return locks.length === 0 && listOperations(statement).some(({ kind }) => kind === 'create-table' || kind === 'create-view');
}

/** Its own locks and, of the tables that it works on, those that are held already. */
function listEffective({ locks, held, rewrites, scans }: LockingStatement): readonly TableLock[] {
  const touched = new Set([...rewrites.map(({ schema, table }) => writeKey({ schema, name: table })), ...scans.map(writeKey)]);
  const before = held.map(({ lock }) => lock).filter((lock) => touched.has(writeKey(lock)) && !locks.some((own) => writeKey(own) === writeKey(lock)));
  return [...locks, ...before];
}
