import { isSameName } from '../../catalog/same-name.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { Operation } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { isNamed } from '../destructive/list-references.ts';
import { findStep } from '../round-trip/step-place.ts';
import type { ColumnLoss, TableLoss } from './find-losses.ts';
import { findRowTrip } from './row-trips.ts';

/** The line of the first statement that writes a column whose values are others then, else the function that did it. */
export function locateChange({ revision, schema, table }: TableLoss, { column, by }: ColumnLoss, context: ObservationContext): { readonly file?: string; readonly line?: number } {
  const trip = findRowTrip(context, revision);
  const statements = (trip === undefined ? undefined : findStep(trip, by, 1))?.statements ?? [];
  const isOfTable = ({ target }: Operation): boolean => isNamed(target, { schema, name: table });
  const writes = statements.find((statement) => !statement.isBookkeeping && listOperations(statement).some((operation) => isOfTable(operation) && isWriting(operation, column)));
  return locateStatement(revision, writes, context, by);
}

function isWriting({ kind, member, assigned = [] }: Operation, column: string): boolean {
  if (kind === 'change-column-type') return isSameName(member, column);
  return kind === 'update' && assigned.some((one) => isSameName(one.column, column));
}
