import type { TableLock, TableName } from '../../observe/observation.ts';
import { tableKey } from '../../rows/table-shape.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { LocatedForm, LockingStatement } from './list-locking.ts';
import { listStrongest } from './open-transaction.ts';

/** What a check tells of a statement's own work, and why. */
export interface Telling {
  readonly check: 'table-rewrite' | 'index-not-concurrent' | 'constraint-validated-in-place' | 'blocks-reads' | 'blocks-writes';
  /** What of the statement it is about; empty where that cannot be told from its text. */
  readonly forms: readonly LocatedForm[];
  /** The locks under which it works; empty where it commits itself, so that they were gone when they were looked for. */
  readonly locks: readonly TableLock[];
}

/**
 * Which checks tell of the work that a statement does under a lock of its own: the one that knows most of it, and of a text of several
 * statements one for each kind of work. None where its locks are held for a moment only: then `held-while-working` looks at what comes after it.
 */
export function listTellings(working: LockingStatement): readonly Telling[] {
  const first = tellFirst(working);
  if (first?.check !== 'index-not-concurrent') return first === undefined ? [] : [first];
  const isIn = (tables: readonly (TableName | undefined)[], { table }: LocatedForm): boolean => tables.some((one) => one !== undefined && table !== undefined && tableKey(one) === tableKey(table));
  const indexed = first.forms.map(({ table }) => table);
  // No one statement does both. What was read of an indexed table was read for the index, unless it is certain that it was read again.
  const isOther = (form: LocatedForm): boolean => form.kind === 'rewrite' || (form.kind === 'constraint' && isIn(working.scans, form) && (form.isCertain === true || !isIn(indexed, form)));
  const others = tellFirst({ ...working, forms: working.forms.filter(isOther) });
  if (others === undefined || others.forms.length === 0) return [first];
  return [first, others].map((telling) => ({ ...telling, locks: limitLocks(telling) }));
}

/** What of a text may have written tables anew. */
function findReasons(forms: readonly LocatedForm[], rewrites: LockingStatement['rewrites']): readonly LocatedForm[] {
  const possible = forms.filter(({ table }) => table === undefined || rewrites.some((rewrite) => tableKey({ schema: rewrite.schema, name: rewrite.table }) === tableKey(table)));
  const likely = possible.filter(({ isGuess }) => isGuess !== true);
  return likely.length > 0 ? likely : possible;
}

/** The locks on what a part of a text is about. */
function limitLocks({ forms, locks }: Telling): readonly TableLock[] {
  const own = locks.filter((lock) => forms.some(({ table }) => table !== undefined && tableKey(table) === tableKey(lock)));
  return own.length === 0 ? locks : own;
}

function tellFirst(working: LockingStatement): Telling | undefined {
  const { statement, impact, rewrites, scans, forms } = working;
  // `copy-algorithm` tells of those.
  if (impact?.algorithm === 'copy') return undefined;
  const locks = listEffective(working);
  const take = (...kinds: readonly LocatedForm['kind'][]): readonly LocatedForm[] => forms.filter(({ kind }) => kinds.includes(kind));
  const commitsItself = statement.isAutocommit;

  const indexes = take('index');
  if (indexes.length > 0 && (locks.length > 0 || (commitsItself && indexes.some(({ target }) => target !== undefined)))) return { check: 'index-not-concurrent', forms: indexes, locks };
  const rewriting = findReasons(take('rewrite'), rewrites);
  if (rewrites.length > 0 && (locks.length > 0 || (commitsItself && rewriting.length > 0))) return { check: 'table-rewrite', forms: rewriting, locks };
  const constraints = take('constraint');
  const isScanning = scans.length > 0 && locks.length > 0;
  if (constraints.length > 0 && (isScanning || (commitsItself && constraints.some(({ isCertain, target }) => isCertain === true && target !== undefined)))) {
    return { check: 'constraint-validated-in-place', forms: constraints, locks };
  }
  const validated = take('validate');
  if (validated.length > 0 && working.held.length > 0) return { check: 'constraint-validated-in-place', forms: validated, locks: listStrongest(working.held).map(({ lock }) => lock) };
  const isWorking = isScanning || ((impact?.algorithm === 'inplace' || impact?.algorithm === 'nocopy') && working.locks.length > 0);
  if (!isWorking || isQuery(working) || isOnlyOfRows(working)) return undefined;
  return { check: locks.some(({ blocks }) => blocks === 'reads') ? 'blocks-reads' : 'blocks-writes', forms: [], locks };
}

/** A table made from a query reads others under whatever lock is held already. */
function isQuery({ statement, locks }: LockingStatement): boolean {
  return locks.length === 0 && listOperations(statement).some(({ kind }) => kind === 'create-table' || kind === 'create-view');
}

/** What was read is what it works on under a lock that its text takes before. */
function isOnlyOfRows({ held, scans, worksOn }: LockingStatement): boolean {
  return held.length > 0 && scans.length > 0 && scans.every((scan) => worksOn.some((table) => tableKey(table) === tableKey(scan)));
}

/** Its own locks and, of the tables that it works on, those that are held already. */
function listEffective({ locks, held, rewrites, scans }: LockingStatement): readonly TableLock[] {
  const touched = new Set([...rewrites.map(({ schema, table }) => tableKey({ schema, name: table })), ...scans.map(tableKey)]);
  const before = listStrongest(held).map(({ lock }) => lock).filter((lock) => touched.has(tableKey(lock)) && !locks.some((own) => tableKey(own) === tableKey(lock)));
  return [...locks, ...before];
}
