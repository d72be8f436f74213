import type { StatementImpact, StatementObservation, TableLock, TableName } from '../../observe/observation.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { tableKey } from '../../rows/table-shape.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { LockForm } from '../../sql/lock-form.ts';
import type { ObjectName, Operation, OperationKind } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { listUpgrades } from '../destructive/find-destruction.ts';
import { oncePerContext } from '../once-per-context.ts';
import { BaseTables } from './base-tables.ts';
import { StepNames } from './step-names.ts';

/** A lock that keeps others out, and the statement that took it. */
export interface HeldLock {
  readonly lock: TableLock;
  readonly statement: StatementObservation;
}

/** What a text says, and the table that it says it of, by its name before the step. */
export interface LocatedForm extends LockForm {
  readonly table: TableName | undefined;
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
  /** The locks of `locks` on tables of which its transaction holds none yet; a partition and its table are one. */
  readonly waitsFor: readonly TableLock[];
  /** Tables that it reads or changes rows of, as far as it says; an INSERT of values is soon done. */
  readonly worksOn: readonly TableName[];
  readonly forms: readonly LocatedForm[];
  readonly impact: StatementImpact | undefined;
}

/** What the statements of all new revisions do to the tables that others use, in the order in which they ran. */
export const listLocking = oncePerContext((context): readonly LockingStatement[] => {
  const tables = new BaseTables(context.observation.base, context.smallTables);
  const upgrades = listUpgrades(context);
  return upgrades.flatMap(({ revision, step }, index) => {
    // A revision that does more where there are rows comes twice, and was measured the first time.
    const known = upgrades.slice(0, index).flatMap((other) => (other.revision === revision ? other.step.statements : []));
    const statements = listOfStep(revision, step.statements, tables, context).filter(({ statement: { sql, line } }) => known.every((one) => one.sql !== sql || one.line !== line));
    tables.follow(step);
    return statements;
  });
});

function listOfStep(revision: string, statements: readonly StatementObservation[], tables: BaseTables, { dialect }: ObservationContext): LockingStatement[] {
  const own = statements.filter(({ ordinal, isBookkeeping, isFailed }) => ordinal !== undefined && !isBookkeeping && !isFailed);
  const numbers = numberTransactions(own);
  const names = new StepNames(tables);
  const held: HeldLock[] = [];
  return own.map((statement, index): LockingStatement => {
    const { impact } = statement;
    if (numbers[index] === undefined || numbers[index] !== numbers[index - 1]) held.length = 0;
    const dropped = listOperations(statement).flatMap(({ kind, target }) => (kind === 'drop-table' ? (names.find(target) ?? []) : []));
    // Nobody waits for what is no longer there.
    const isUsed = (table: TableName): boolean => tables.has(table) && !dropped.some((each) => tableKey(each) === tableKey(table));
    const locks = (impact?.locks ?? []).filter((lock) => isUsed(lock) && tables.isKeptFrom(lock));
    const forms = readForms(statement, tables, names, dialect);
    const queried = forms.flatMap(({ kind, table }) => (kind === 'query' && table !== undefined ? [table] : []));
    const changed = listOperations(statement).flatMap(({ kind, target }) => (kind === 'update' || kind === 'delete' ? (names.find(target) ?? []) : []));
    const before = locksBeforeItWorks(statement, locks, names) ? locks.map((lock) => ({ lock, statement })) : [];
    const isHeld = (lock: TableLock): boolean => held.some((each) => tableKey(tables.findWhole(each.lock)) === tableKey(tables.findWhole(lock)));
    const result: LockingStatement = {
      revision,
      statement,
      locks,
      held: [...held, ...before],
      waitsFor: locks.filter((lock) => !isHeld(lock)),
      following: numbers[index] === undefined ? 0 : numbers.filter((number, at) => at > index && number === numbers[index]).length,
      rewrites: (impact?.rewrites ?? []).filter(({ schema, table }) => isUsed({ schema, name: table })),
      scans: (impact?.scans ?? []).filter(isUsed),
      worksOn: [...changed, ...queried].filter(isUsed),
      forms,
      impact,
    };
    if (numbers[index] !== undefined) held.push(...locks.map((lock) => ({ lock, statement })));
    for (const operation of listOperations(statement)) names.follow(operation);
    return result;
  });
}

/** What a statement's text says of tables that others use, under the names that these have when it runs. */
function readForms({ sql }: StatementObservation, tables: BaseTables, names: StepNames, { readLockForms }: Dialect): LocatedForm[] {
  const findTableOfIndex = (index: ObjectName): ObjectName | undefined => {
    const table = tables.findTableOfIndex(index);
    return table === undefined ? undefined : names.nameNow(table);
  };
  const isPartitioned = (name: ObjectName): boolean => {
    const table = names.find(name);
    return table !== undefined && tables.isPartitioned({ schema: table.schema ?? undefined, name: table.name });
  };
  const forms = readLockForms?.(sql, { findTableOfIndex, isPartitioned }) ?? [];
  return forms.flatMap((form) => {
    const table = form.target === undefined ? undefined : names.find(form.target);
    return form.target === undefined || table !== undefined ? [{ ...form, table }] : [];
  });
}

const working: readonly OperationKind[] = ['update', 'delete', 'validate-constraint'];
const reading: readonly OperationKind[] = [...working, 'select', 'insert', 'setting', 'transaction'];

/** Whether one text locks a table, and works on rows after that. */
function locksBeforeItWorks(statement: StatementObservation, locks: readonly TableLock[], names: StepNames): boolean {
  const operations = listOperations(statement);
  const isLocked = ({ kind, target }: Operation): boolean => {
    const table = reading.includes(kind) ? undefined : names.find(target);
    return table !== undefined && locks.some((lock) => tableKey(lock) === tableKey(table));
  };
  const first = operations.findIndex(isLocked);
  return first !== -1 && operations.slice(first).some(({ kind }) => working.includes(kind));
}

/** The transaction of each statement; undefined for those that commit themselves. One of which nothing was read is in that of the one before. */
function numberTransactions(statements: readonly StatementObservation[]): (number | undefined)[] {
  let current: number | undefined;
  return statements.map(({ isAutocommit, impact }) => {
    current = isAutocommit ? undefined : (impact?.transaction ?? current);
    return current;
  });
}
