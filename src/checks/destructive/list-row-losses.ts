import type { CatalogChange } from '../../catalog/change.ts';
import type { Catalog } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import type { StatementObservation, StepObservation } from '../../observe/observation.ts';
import { findRebuild } from '../../sql/find-rebuild.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { ObjectName, Operation, OperationKind } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { listRowTrips } from '../rows/row-trips.ts';
import { findStep } from '../round-trip/step-place.ts';
import { listUpgrades } from './list-upgrades.ts';

/** A statement's operation that takes rows from a table of the base. */
export interface RowLossOperation {
  readonly revision: string;
  readonly operation: Operation;
  readonly statement: StatementObservation;
}

/**
 * Statements of new revisions that take rows from a table of the base; only a statement tells, as the catalog has no rows. Those of a
 * loop over rows are executed on the walk with rows alone. Of tables that are dropped, those that are made anew without the rows: of those that
 * are gone the catalog tells.
 */
export function listRowLosses(context: ObservationContext, kinds: readonly OperationKind[]): readonly RowLossOperation[] {
  const onEmpty = listUpgrades(context).flatMap(({ revision, step }) => (step.walk === 'empty' ? readLosses(context, revision, step, kinds) : []));
  const onRows = listRowTrips(context).flatMap((trip) => {
    const step = findStep(trip, 'upgrade', 1);
    return step?.outcome === 'applied' ? readLosses(context, trip.revision, step, kinds) : [];
  });
  return [...onEmpty, ...onRows.filter((one) => !onEmpty.some((other) => isSameLoss(one, other)))];
}

/** Whether both are of the same line and do the same to the same table. */
export function isSameLoss(a: RowLossOperation, b: RowLossOperation): boolean {
  return (
    a.revision === b.revision &&
    a.statement.file === b.statement.file &&
    a.statement.line === b.statement.line &&
    a.operation.kind === b.operation.kind &&
    a.operation.member === b.operation.member &&
    a.operation.target.schema === b.operation.target.schema &&
    a.operation.target.name === b.operation.target.name
  );
}

function readLosses({ observation }: ObservationContext, revision: string, step: StepObservation, kinds: readonly OperationKind[]): readonly RowLossOperation[] {
  return step.statements
    .filter(({ isBookkeeping }) => !isBookkeeping)
    .flatMap((statement) =>
      listOperations(statement)
        .filter((operation) => kinds.includes(operation.kind) && !operation.flags.includes('temporary') && hasTableAtBase(operation.target, observation.base))
        .filter(({ kind, target }) => kind !== 'drop-table' || (isThere(target, step.changes) && !hasRowsAgain(target, statement, step.statements)))
        .map((operation) => ({ revision, operation, statement })),
    );
}

/** Whether a table that a step drops is there again at its end. */
function isThere(table: ObjectName, changes: readonly CatalogChange[]): boolean {
  return !changes.some((change) => {
    const gone = change.type === 'removed' ? change.object : change.type === 'renamed' ? change.before : undefined;
    return gone?.kind === 'table' && isMeant(table, gone);
  });
}

/** Whether a table that is dropped gives its place to a copy with its rows, or is filled from elsewhere after it is made again. */
function hasRowsAgain({ schema, name }: ObjectName, drop: StatementObservation, statements: readonly StatementObservation[]): boolean {
  if (findRebuild(statements, { kinds: ['drop-table'], schema: schema ?? null, target: name, member: '' }) !== undefined) return true;
  return statements
    .slice(statements.indexOf(drop))
    .some((statement) => takesRows.test(statement.sql) && listOperations(statement).some(({ kind, target }) => kind === 'insert' && isSameName(target.name, name)));
}

/** Rows that an INSERT does not bring itself. */
const takesRows = /\bSELECT\b/i;

/** Whether a table that a statement names stood at the merge base. */
export function hasTableAtBase(table: ObjectName, base: Catalog | undefined): boolean {
  return [...(base?.objects.values() ?? [])].some((object) => object.kind === 'table' && isMeant(table, object));
}

/** A schema that the statement leaves out is any, and the case of letters is not looked at. */
function isMeant({ schema, name }: ObjectName, object: { readonly schema: string | null; readonly name: string }): boolean {
  return (schema === undefined || object.schema === schema) && isSameName(object.name, name);
}
