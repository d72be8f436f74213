import type { CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import type { RevisionObservation, StatementObservation, StepObservation } from '../../observe/observation.ts';
import type { RowFingerprint, TableFingerprint } from '../../rows/fingerprint.ts';
import { tableKey } from '../../rows/table-shape.ts';
import { findOpaque, listOperations } from '../../sql/find-statement.ts';
import type { Operation, OperationKind } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { listPartitioned } from '../rows/list-partitioned.ts';
import { isOfBase } from '../rows/row-table.ts';
import { listRowTrips } from '../rows/row-trips.ts';
import { findStep } from '../round-trip/step-place.ts';
import { isNamed, listLeadingTo, listReferences } from './list-references.ts';
import type { RowLossOperation } from './list-row-losses.ts';
import { listLossesAlong } from './list-rows-along.ts';

/** Rows that an upgrade took from a table of the base, of which no statement tells. */
export interface UnreadLoss {
  readonly revision: string;
  readonly schema: string | null;
  readonly table: string;
  readonly lost: number;
  readonly of: number;
  /** The one that can have done it; undefined where none can be told from the others. */
  readonly statement: StatementObservation | undefined;
  readonly way: LossWay;
  /** The table whose rows were replaced or made anew, to which the lost ones referred with ON DELETE CASCADE. */
  readonly referred?: string;
}

/**
 * How rows went without a statement that says so: with those of a table that is dropped, perhaps for its copy, or with rows that an INSERT
 * replaces; they were left out of the copy that takes their table's place; or unseen, by what a statement calls or sets off.
 */
export type LossWay = TakingAlong | 'left-out' | 'unseen';

/** What becomes of a table to whose rows others refer. */
export type TakingAlong = 'dropped' | 'dropped-for-copy' | 'replaced';

/**
 * Tables that have fewer rows after the upgrade than before on the walk with rows, though no statement takes any from them: procedures,
 * triggers and cursors of the driver's own do, and tables made anew to whose rows others refer.
 * @param told the losses of which statements tell
 */
export function listUnreadLosses(context: ObservationContext, told: readonly RowLossOperation[]): readonly UnreadLoss[] {
  return listRowTrips(context).flatMap((trip): UnreadLoss[] => {
    const { rows, revision } = trip;
    const step = findStep(trip, 'upgrade', 1);
    if (rows?.upgraded === undefined || step === undefined) return [];
    const upgraded = rows.upgraded;
    return [...rows.before.values()].flatMap((table): UnreadLoss[] => {
      const left = countLeft(table, upgraded, step);
      const loss = { schema: table.schema, table: table.name };
      if (left === undefined || left >= table.count || !isOfBase(loss, context) || isTold(context, table, told.filter((one) => one.revision === revision))) return [];
      return [{ revision, ...loss, lost: table.count - left, of: table.count, ...findCulprit(context, trip, table) }];
    });
  });
}

/** How many of a table's rows are still somewhere in the schema; undefined where the table or a partition of it is dropped, which the catalog tells. */
function countLeft(table: TableFingerprint, upgraded: RowFingerprint, { changes, statements }: StepObservation): number | undefined {
  const isIt = (object: CatalogObject): boolean => object.kind === 'table' && object.schema === table.schema && object.name === table.name;
  const isOfIt = (object: CatalogObject): boolean => listPartitioned(object).some((name) => isNamed(name, table));
  if (changes.some((change) => change.type === 'removed' && (isIt(change.object) || isOfIt(change.object)))) return undefined;
  const renamed = changes.find((change) => change.type === 'renamed' && isIt(change.before));
  const now = renamed?.type === 'renamed' ? { schema: renamed.after.schema, name: renamed.after.name } : table;
  const detached = changes.flatMap((change) => ((change.type === 'changed' || change.type === 'renamed') && isOfIt(change.before) && !isOfIt(change.after) ? [upgraded.get(tableKey(change.after))?.count ?? 0] : []));
  const left = upgraded.get(tableKey(now));
  return left === undefined ? undefined : [...detached, ...(now === table ? countSetAside(table, upgraded, statements) : [])].reduce((sum, one) => sum + one, left.count);
}

/** The rows of a table that is there under another name, while a new one has its own. */
function countSetAside({ schema, name }: TableFingerprint, upgraded: RowFingerprint, statements: readonly StatementObservation[]): readonly number[] {
  return statements.flatMap(listOperations).flatMap(({ kind, target, newName }) => {
    if (kind !== 'rename-table' || newName === undefined || !isNamed(target, { schema, name })) return [];
    return [upgraded.get(tableKey({ schema, name: newName }))?.count ?? 0];
  });
}

function isTold(context: ObservationContext, table: TableFingerprint, told: readonly RowLossOperation[]): boolean {
  return told.some(
    ({ revision, operation }) =>
      isNamed(operation.target, table) ||
      listLossesAlong(context, revision, operation).some((along) => along.column === undefined && along.schema === table.schema && along.table === table.name),
  );
}

const writing: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'drop-table']);

/** The statement that can have taken rows without saying so: by a key that cascades, in a procedure, or by a trigger. */
function findCulprit(context: ObservationContext, trip: RevisionObservation, table: TableFingerprint): Pick<UnreadLoss, 'statement' | 'way' | 'referred'> {
  const statements = findStep(trip, 'upgrade', 1)?.statements.filter(({ isBookkeeping }) => !isBookkeeping) ?? [];
  const references = listReferences(context);
  for (const statement of statements) {
    for (const { kind, target } of listOperations(statement)) {
      const leading = kind === 'drop-table' || kind === 'insert' ? listLeadingTo(target, references, ({ onDelete }) => onDelete === 'cascade') : [];
      if (leading.some((one) => one.onDelete === 'cascade' && isNamed({ schema: one.schema ?? undefined, name: one.table }, table))) return { statement, way: tellTakingAlong(statements, { kind, target }), referred: target.name };
    }
  }
  const filling = findCopying(statements, table);
  if (filling !== undefined) return { statement: filling, way: 'left-out' };
  return { statement: findTriggering(context, statements, table) ?? findOpaque(statements, table.name), way: 'unseen' };
}

/** In which way an operation that drops a table or writes over its rows takes along what refers to them. */
export function tellTakingAlong(statements: readonly StatementObservation[], { kind, target }: Pick<Operation, 'kind' | 'target'>): TakingAlong {
  if (kind === 'insert') return 'replaced';
  return findCopying(statements, target) === undefined ? 'dropped' : 'dropped-for-copy';
}

/** The statement that fills the copy that takes a table's place in the end, or makes it where nothing does. */
function findCopying(statements: readonly StatementObservation[], { name }: { readonly name: string }): StatementObservation | undefined {
  const steps = statements.flatMap((statement) => listOperations(statement).map((operation) => ({ statement, ...operation })));
  const copied = steps.findLast(({ kind, newName }) => kind === 'rename-table' && isSameName(newName, name));
  const isSetAside = steps.some(({ kind, target }) => kind === 'rename-table' && isSameName(target.name, name));
  if (copied === undefined && !isSetAside) return undefined;
  const copy = copied?.target.name ?? name;
  const find = (wanted: OperationKind): StatementObservation | undefined => steps.findLast(({ kind, target }) => kind === wanted && isSameName(target.name, copy))?.statement;
  const created = find('create-table');
  return created === undefined ? undefined : (find('insert') ?? created);
}

/** The last statement that writes to a table whose trigger speaks of the table that lost rows. */
function findTriggering({ observation }: ObservationContext, statements: readonly StatementObservation[], { name }: TableFingerprint): StatementObservation | undefined {
  const objects = [...(observation.base?.objects.values() ?? [])];
  const speaks = (object: CatalogObject): boolean => JSON.stringify(object.attributes).toLowerCase().includes(name.toLowerCase());
  // On PostgreSQL a trigger names a function, which names the table.
  const functions = objects.filter((object) => object.kind === 'function' && speaks(object)).map((object) => object.name.replace(/\(.*$/s, '').toLowerCase());
  const triggers = objects.filter((object) => (object.kind === 'trigger' || object.kind === 'rule') && (speaks(object) || functions.some((one) => JSON.stringify(object.attributes).toLowerCase().includes(one))));
  return statements.findLast((statement) => listOperations(statement).some(({ kind, target }) => writing.has(kind) && triggers.some(({ parentName }) => isSameName(parentName, target.name))));
}
