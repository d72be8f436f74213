import type { StatementImpact, StatementObservation, TableLock, TableName } from '../../observe/observation.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { tableKey } from '../../rows/table-shape.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { LockForm } from '../../sql/lock-form.ts';
import type { ObjectName, Operation, OperationKind } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { listUpgrades } from '../destructive/list-upgrades.ts';
import { oncePerContext } from '../once-per-context.ts';
import { BaseTables } from './base-tables.ts';
import { StepTransactions } from './open-transaction.ts';
import type { HeldLock, Transaction } from './open-transaction.ts';
import { StepNames } from './step-names.ts';

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
  /** How many statements come after it in its transaction, those of later revisions among them. */
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
  let open: Transaction | undefined;
  const ran = upgrades.flatMap(({ revision, step }, index): RanStatement[] => {
    // A revision that does more where there are rows comes twice, and was measured the first time.
    const known = upgrades.slice(0, index).flatMap((other) => (other.revision === revision ? other.step.statements : []));
    const isFirst = step.walk === 'empty';
    const transactions = new StepTransactions(isFirst ? open : undefined);
    const statements = listOfStep(revision, step.statements, transactions, tables, context).filter(({ statement: { sql, line } }) => known.every((one) => one.sql !== sql || one.line !== line));
    tables.follow(step);
    if (isFirst) open = step.leavesTransactionOpen === true ? transactions.open : undefined;
    open?.follow(step);
    return statements;
  });
  const countAfter = (index: number): number => ran.slice(index + 1).filter(({ transaction }) => transaction === ran[index]?.transaction).length;
  return ran.map(({ transaction, ...statement }, index) => ({ ...statement, following: transaction === undefined ? 0 : countAfter(index) }));
});

interface RanStatement extends Omit<LockingStatement, 'following'> {
  readonly transaction: Transaction | undefined;
}

function listOfStep(revision: string, statements: readonly StatementObservation[], transactions: StepTransactions, tables: BaseTables, { dialect }: ObservationContext): RanStatement[] {
  const own = statements.filter(({ ordinal, isBookkeeping, isFailed }) => ordinal !== undefined && !isBookkeeping && !isFailed);
  const names = new StepNames(tables);
  const given = listGivenUp(own, tables);
  return own.map((statement): RanStatement => {
    const { impact } = statement;
    const transaction = transactions.find(statement);
    const held = transaction?.held ?? [];
    const dropped = listOperations(statement).flatMap(({ kind, target }) => (kind === 'drop-table' ? (names.find(target) ?? []) : []));
    // Nobody waits for what is no longer there.
    const isUsed = (table: TableName): boolean => tables.has(table) && !dropped.some((each) => tableKey(each) === tableKey(table));
    const locks = (impact?.locks ?? []).filter((lock) => isUsed(lock) && tables.isKeptFrom(lock) && !isCovered(lock, held));
    const taken = locks.map((lock) => ({ revision, lock, statement }));
    const isGivenUp = (tables: readonly TableName[]): boolean => tables.length > 0 && tables.every((table) => given.has(tableKey(table)));
    const forms = readForms(statement, tables, names, dialect).filter(({ kind, table }) => kind !== 'index' || !isGivenUp(table === undefined ? locks : [table]));
    const queried = forms.flatMap(({ kind, table }) => (kind === 'query' && table !== undefined ? [table] : []));
    const changed = listOperations(statement).flatMap(({ kind, target }) => (kind === 'update' || kind === 'delete' ? (names.find(target) ?? []) : []));
    const isHeld = (lock: TableLock): boolean => held.some((each) => tableKey(tables.findWhole(each.lock)) === tableKey(tables.findWhole(lock)));
    const ran: RanStatement = {
      revision,
      statement,
      locks,
      held: [...held, ...(locksBeforeItWorks(statement, locks, names) ? taken : [])],
      waitsFor: locks.filter((lock) => !isHeld(lock)),
      rewrites: (impact?.rewrites ?? []).filter(({ schema, table }) => isUsed({ schema, name: table })),
      scans: (impact?.scans ?? []).filter(isUsed),
      worksOn: [...changed, ...queried].filter(isUsed),
      forms,
      impact,
      transaction,
    };
    transaction?.take(taken);
    for (const operation of listOperations(statement)) names.follow(operation);
    return ran;
  });
}

/** The tables that the step drops in the end: to drop their indexes first, or to do it concurrently, is no matter. */
function listGivenUp(statements: readonly StatementObservation[], tables: BaseTables): ReadonlySet<string> {
  const names = new StepNames(tables);
  const given = new Set<string>();
  for (const operation of statements.flatMap(listOperations)) {
    const table = operation.kind === 'drop-table' ? names.find(operation.target) : undefined;
    if (table !== undefined) given.add(tableKey(table));
    names.follow(operation);
  }
  return given;
}

/** Whether its transaction has locked as much already; a step does not know what those before it locked. */
function isCovered(lock: TableLock, held: readonly HeldLock[]): boolean {
  return held.some((each) => tableKey(each.lock) === tableKey(lock) && (each.lock.blocks === 'reads' || each.lock.mode === lock.mode));
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
