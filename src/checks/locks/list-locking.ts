import type { StatementImpact, StatementObservation, TableLock, TableName } from '../../observe/observation.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { LockForm } from '../../sql/lock-form.ts';
import type { ObservationContext } from '../check.ts';
import { listUpgrades } from '../destructive/find-destruction.ts';
import { BaseTables, writeKey } from './base-tables.ts';

/** A lock that keeps others out, and the statement that took it. */
export interface HeldLock {
  readonly lock: TableLock;
  readonly statement: StatementObservation;
}

/** A statement of a new revision, and what it does to tables that others use. */
export interface LockingStatement {
  readonly revision: string;
  readonly statement: StatementObservation;
  /** What it locks so that others wait; what its transaction has locked already is not locked again. */
  readonly locks: readonly TableLock[];
  /** What earlier statements of its transaction hold. */
  readonly held: readonly HeldLock[];
  /** How many statements of the revision come after it in its transaction. */
  readonly following: number;
  readonly rewrites: StatementImpact['rewrites'];
  readonly scans: readonly TableName[];
  /** Tables that it reads or changes rows of, as far as it says; an INSERT of values is soon done. */
  readonly worksOn: readonly TableName[];
  readonly forms: readonly LockForm[];
  readonly impact: StatementImpact | undefined;
}

/** By context, because every check of the category asks for the same. */
const listed = new WeakMap<ObservationContext, readonly LockingStatement[]>();

/** What the statements of all new revisions do to the tables that others use, in the order in which they ran. */
export function listLocking(context: ObservationContext): readonly LockingStatement[] {
  const known = listed.get(context) ?? readLocking(context);
  listed.set(context, known);
  return known;
}

function readLocking(context: ObservationContext): LockingStatement[] {
  const tables = new BaseTables(context.observation.base, context.smallTables);
  return listUpgrades(context).flatMap(({ revision, step }) => {
    const statements = listOfStep(revision, step.statements, tables, context);
    tables.follow(step);
    return statements;
  });
}

function listOfStep(revision: string, statements: readonly StatementObservation[], tables: BaseTables, { dialect }: ObservationContext): LockingStatement[] {
  const own = statements.filter(({ ordinal, isBookkeeping, isFailed }) => ordinal !== undefined && !isBookkeeping && !isFailed);
  const numbers = numberTransactions(own);
  const held: HeldLock[] = [];
  return own.map((statement, index): LockingStatement => {
    const { impact } = statement;
    if (numbers[index] === undefined || numbers[index] !== numbers[index - 1]) held.length = 0;
    const dropped = listOperations(statement).flatMap(({ kind, target }) => (kind === 'drop-table' ? (tables.find(target) ?? []) : []));
    // Nobody waits for what is no longer there.
    const isUsed = (table: TableName): boolean => tables.has(table) && !dropped.some((each) => writeKey(each) === writeKey(table));
    const locks = (impact?.locks ?? []).filter((lock) => isUsed(lock) && tables.isKeptFrom(lock));
    const read = dialect.readLockForms?.(statement.sql, { findTableOfIndex: (name) => tables.findTableOfIndex(name), isPartitioned: (name) => tables.isPartitioned(name) }) ?? [];
    const forms = read.filter(({ target }) => target === undefined || tables.find(target) !== undefined);
    const queried = forms.flatMap(({ kind, target }) => (kind === 'query' && target !== undefined ? (tables.find(target) ?? []) : []));
    const changed = listOperations(statement).flatMap(({ kind, target }) => (kind === 'update' || kind === 'delete' ? (tables.find(target) ?? []) : []));
    const result: LockingStatement = {
      revision,
      statement,
      locks,
      held: [...held],
      following: numbers[index] === undefined ? 0 : numbers.filter((number, at) => at > index && number === numbers[index]).length,
      rewrites: (impact?.rewrites ?? []).filter(({ schema, table }) => isUsed({ schema, name: table })),
      scans: (impact?.scans ?? []).filter(isUsed),
      worksOn: [...changed, ...queried].filter(isUsed),
      forms,
      impact,
    };
    if (numbers[index] !== undefined) held.push(...locks.map((lock) => ({ lock, statement })));
    return result;
  });
}

/** The transaction of each statement; undefined for those that commit themselves. One of which nothing was read is in that of the one before. */
function numberTransactions(statements: readonly StatementObservation[]): (number | undefined)[] {
  let current: number | undefined;
  return statements.map(({ isAutocommit, impact }) => {
    current = isAutocommit ? undefined : (impact?.transaction ?? current);
    return current;
  });
}
