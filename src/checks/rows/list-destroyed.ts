import { isSameName } from '../../catalog/same-name.ts';
import type { ObservationContext } from '../check.ts';
import { listEmptiedReferences } from '../destructive/list-emptied-references.ts';
import { findNarrowed } from '../destructive/find-narrowed.ts';
import { followCatalogs } from '../destructive/follow-catalogs.ts';
import { rowTakers } from '../destructive/find-row-loss.ts';
import { listColumnsMadeAnew } from '../destructive/list-made-anew.ts';
import { listOverwritten } from '../destructive/list-overwritten.ts';
import { listRowLosses } from '../destructive/list-row-losses.ts';
import { listLossesAlong } from '../destructive/list-rows-along.ts';
import { listUnreadLosses } from '../destructive/list-unread-losses.ts';
import { oncePerContext } from '../once-per-context.ts';
import { findStep } from '../round-trip/step-place.ts';
import { listRowChanges } from '../../sql/list-row-changes.ts';
import type { ColumnLoss, TableLoss } from './find-losses.ts';
import { listPartitioned } from './list-partitioned.ts';
import { findRowTrip } from './row-trips.ts';

/** What an upgrade destroys in a way that a destructive check tells, with its number: a table, or one of its columns. */
interface Destroyed {
  readonly revision: string;
  readonly schema: string | undefined;
  readonly table: string;
  /** Undefined: its rows. */
  readonly column: string | undefined;
  /** It is a dropped column of a table whose rows the downgrade writes: what it brings back of them is another matter. */
  readonly isRestored: boolean;
}

/** Everything that destructive checks tell of rows and values, so that it is not told again. */
export const listDestroyed = oncePerContext((context): readonly Destroyed[] => {
  const changed = followCatalogs(context).flatMap((upgrade) => {
    const { revision, step } = upgrade;
    return step.changes.flatMap((change): Destroyed[] => {
      const object = change.type === 'removed' ? change.object : change.type !== 'added' && findNarrowed(change, upgrade, context) !== undefined ? change.before : undefined;
      if (object?.kind === 'table') {
        return [{ schema: object.schema ?? undefined, name: object.name }, ...listPartitioned(object)].map(({ schema, name }) => ({ revision, schema, table: name, column: undefined, isRestored: false }));
      }
      return object?.kind === 'column' ? [{ revision, schema: object.schema ?? undefined, table: object.parentName ?? '', column: object.name, isRestored: change.type === 'removed' && isWritten(context, revision, object.parentName ?? '') }] : [];
    });
  });
  const taken = listRowLosses(context, rowTakers);
  const emptied = taken.flatMap(({ revision, operation }): Destroyed[] => [
    { revision, schema: operation.target.schema, table: operation.target.name, column: undefined, isRestored: false },
    ...listLossesAlong(context, revision, operation).map(({ schema, table, column }) => ({ revision, schema: schema ?? undefined, table, column, isRestored: false })),
  ]);
  const unread = listUnreadLosses(context, taken).map(({ revision, schema, table }): Destroyed => ({ revision, schema: schema ?? undefined, table, column: undefined, isRestored: false }));
  const columns = [...listOverwritten(context).map(({ revision, column }) => ({ revision, object: column })), ...listColumnsMadeAnew(context).map(({ upgrade, object }) => ({ revision: upgrade.revision, object }))];
  const overwritten = columns.map(({ revision, object }): Destroyed => ({ revision, schema: object.schema ?? undefined, table: object.parentName ?? '', column: object.name, isRestored: false }));
  const references = listEmptiedReferences(context).map(({ revision, schema, table, column }): Destroyed => ({ revision, schema: schema ?? undefined, table, column, isRestored: false }));
  return [...changed, ...emptied, ...unread, ...overwritten, ...references];
});

/** Whether the downgrade of a revision writes rows of a table, and does not leave it to a column's default what stands there. */
function isWritten(context: ObservationContext, revision: string, table: string): boolean {
  const trip = findRowTrip(context, revision);
  const down = trip === undefined ? undefined : findStep(trip, 'downgrade', 1);
  return listRowChanges(down?.statements ?? []).some(({ kind, target }) => (kind === 'insert' || kind === 'update') && isSameName(target.name, table));
}

/**
 * Whether a destructive check tells of the loss of a table's rows, or of a column's values. A column whose values a downgrade tries to
 * bring back was not meant to lose them, also where its drop is agreed to.
 */
export function isTold(destroyed: readonly Destroyed[], loss: TableLoss, column?: ColumnLoss): boolean {
  return destroyed.some(
    (one) => one.revision === loss.revision && isSameName(one.table, loss.table) && (one.schema === undefined || one.schema === loss.schema) && (one.column === undefined ? tellsOfRows(loss, column) : tellsOfColumn(one, column)),
  );
}

/** Of rows that the upgrade took: what a downgrade takes beside them is told by nobody else. */
function tellsOfRows({ before, upgraded = 0, after }: TableLoss, column: ColumnLoss | undefined): boolean {
  return upgraded < before && (column === undefined || (after < before && column.loss === undefined));
}

function tellsOfColumn({ column: name, isRestored }: Destroyed, column: ColumnLoss | undefined): boolean {
  if (column === undefined || !isSameName(name ?? '', column.column)) return false;
  return !isRestored || column.kind === 'missing' || column.after === 0;
}
