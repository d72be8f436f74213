import type { CatalogObject } from '../../catalog/model.ts';
import type { ObjectName } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { findLosses } from './find-losses.ts';
import type { ColumnLoss, TableLoss } from './find-losses.ts';
import { findRows } from './row-table.ts';
import { count, listRowTrips } from './row-trips.ts';

/**
 * What the walk with rows saw become of the values of a column, or the rows of a table, that an upgrade destroys: a sentence, or nothing
 * where there were none to be seen.
 */
export function countLostValues(context: ObservationContext, revision: string, object: CatalogObject): string {
  const isColumn = object.kind === 'column';
  if (!isColumn && object.kind !== 'table') return '';
  const name = isColumn ? (object.parentName ?? '') : object.name;
  const trip = listRowTrips(context).find((one) => one.revision === revision);
  const table = findRows(trip?.rows?.before, { schema: object.schema ?? undefined, name });
  // An upgrade that failed took nothing.
  if (trip?.rows?.upgraded === undefined || table === undefined) return '';
  const values = isColumn ? table.count - (table.columns.get(object.name)?.nulls ?? table.count) : table.count;
  if (values === 0) return '';
  const noun = isColumn ? 'value' : 'row';
  if (trip.rows.downgraded === undefined) return ` On the walk with rows ${count(values, noun)} went with it.`;
  const loss = findLosses(trip).find((one) => one.schema === table.schema && one.table === table.name);
  const isGone = findRows(trip.rows.downgraded, { schema: table.schema ?? undefined, name: table.name }) === undefined;
  const lost = isGone ? values : isColumn ? countColumn(loss?.columns.find(({ column }) => column === object.name)) : countRows(loss);
  return lost === 0 ? ` The downgrade brings ${values === 1 ? 'its' : `all ${String(values)}`} ${noun}${values === 1 ? '' : 's'} back.` : ` On the walk with rows ${String(lost)} of ${count(values, noun)} ${values === 1 ? 'was' : 'were'} lost: the downgrade does not bring ${lost === 1 ? 'it' : 'them'} back.`;
}

function countColumn(column: ColumnLoss | undefined): number {
  if (column === undefined) return 0;
  return column.loss === undefined ? Math.max(1, column.kind === 'changed' ? column.before : column.before - column.after) : column.loss.lost + column.loss.changed;
}

/** With as many rows as before the values in them may still be others. */
function countRows(loss: TableLoss | undefined): number {
  if (loss === undefined) return 0;
  return loss.after < loss.before ? loss.before - loss.after : Math.max(0, ...loss.columns.map(countColumn));
}

/** How many rows of a table an upgrade took away, a sentence; nothing where it took none. */
export function countLostRows(context: ObservationContext, revision: string, target: ObjectName): string {
  const trip = listRowTrips(context).find((one) => one.revision === revision);
  const before = findRows(trip?.rows?.before, target);
  const after = findRows(trip?.rows?.upgraded, target);
  if (before === undefined || after === undefined || after.count >= before.count) return '';
  return ` On the walk with rows ${String(before.count - after.count)} of ${count(before.count, 'row')} went.`;
}
