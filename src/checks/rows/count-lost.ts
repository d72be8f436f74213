import type { CatalogObject } from '../../catalog/model.ts';
import type { RowStages, ValueLoss } from '../../observe/observation.ts';
import type { TableFingerprint } from '../../rows/fingerprint.ts';
import type { ObjectName } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { sayCount } from '../../say-count.ts';
import { findLosses } from './find-losses.ts';
import type { ColumnLoss, TableLoss } from './find-losses.ts';
import { listPartitioned } from './list-partitioned.ts';
import { findRows } from './row-table.ts';
import { findRowTrip } from './row-trips.ts';
import { tellExample } from './tell-example.ts';

/** The rows that an upgrade found in a table, and what became of them. */
interface Fate {
  readonly stages: RowStages;
  readonly table: TableFingerprint;
  readonly loss: TableLoss | undefined;
}

/**
 * What the walk with rows saw become of the values of a column, or the rows of a table, that an upgrade drops: a sentence, or nothing
 * where there were none to be seen.
 */
export function countLostValues(context: ObservationContext, revision: string, object: CatalogObject): string {
  if (object.kind === 'column') return countDroppedValues(findFate(context, revision, object.schema, object.parentName ?? ''), object.name);
  if (object.kind !== 'table') return '';
  const [partitioned] = listPartitioned(object);
  return partitioned === undefined ? countDroppedRows(findFate(context, revision, object.schema, object.name)) : countLostRows(context, revision, partitioned);
}

/** The same of the values of a column whose type an upgrade narrows; nothing where it was not gone back. */
export function countNarrowedValues(context: ObservationContext, revision: string, { schema, parentName, name }: CatalogObject): string {
  const fate = findFate(context, revision, schema, parentName ?? '');
  return fate?.stages.downgraded === undefined ? '' : countDroppedValues(fate, name);
}

/** Undefined where the upgrade failed, which took nothing. */
function findFate(context: ObservationContext, revision: string, schema: string | null, name: string): Fate | undefined {
  const trip = findRowTrip(context, revision);
  const table = findRows(trip?.rows?.before, { schema: schema ?? undefined, name });
  if (trip?.rows?.upgraded === undefined || table === undefined) return undefined;
  return { stages: trip.rows, table, loss: findLosses(trip).find((one) => one.schema === table.schema && one.table === table.name) };
}

function countDroppedValues(fate: Fate | undefined, name: string): string {
  if (fate === undefined) return '';
  const { stages, table, loss } = fate;
  const values = table.count - (table.columns.get(name)?.nulls ?? table.count);
  if (values === 0) return '';
  if (stages.downgraded === undefined) return ` On the walk with rows ${sayCount(values, 'value')} went with it.`;
  const column = loss?.columns.find((one) => one.column === name);
  // With other rows than before there is no telling what became of a value.
  if (column === undefined) return loss !== undefined && loss.after !== loss.before ? '' : tellAllBack(values, 'value');
  return tellColumn(column, values);
}

function tellColumn(column: ColumnLoss, values: number): string {
  const { loss } = column;
  if (column.kind === 'exchanged') return tellExchanged(column, values);
  const lost = loss === undefined ? Math.max(0, column.before - column.after) : loss.lost;
  const changed = loss === undefined ? Number(lost === 0) * values : loss.changed;
  if (lost === 0 && changed === 0) return tellAllBack(values, 'value');
  if (changed === 0) return tellLost(lost, values, 'value');
  return lost === 0 ? ` On the walk with rows ${tellChanged(changed, values, loss)}.` : ` On the walk with rows ${String(lost)} of ${sayCount(values, 'value')} ${lost === 1 ? 'was' : 'were'} lost, and ${String(changed)} came back different.`;
}

function tellExchanged({ loss }: ColumnLoss, values: number): string {
  return ` On the walk with rows ${loss === undefined ? 'some' : String(loss.lost + loss.changed)} of ${sayCount(values, 'value')} came back in other rows.`;
}

function tellChanged(changed: number, values: number, loss: ValueLoss | undefined): string {
  return loss === undefined ? `some of ${sayCount(values, 'value')} came back different` : `${String(changed)} of ${sayCount(values, 'value')} came back different${tellExample(loss)}`;
}

function countDroppedRows(fate: Fate | undefined): string {
  if (fate === undefined || fate.table.count === 0) return '';
  const { stages, table, loss } = fate;
  if (stages.downgraded === undefined) return ` On the walk with rows ${sayCount(table.count, 'row')} went with it.`;
  const isGone = findRows(stages.downgraded, { schema: table.schema ?? undefined, name: table.name }) === undefined;
  const lost = isGone ? table.count : table.count - (loss?.after ?? table.count);
  return lost > 0 ? tellLost(lost, table.count, 'row') : tellAllBack(table.count, 'row');
}

function tellLost(lost: number, of: number, noun: string): string {
  return ` On the walk with rows ${String(lost)} of ${sayCount(of, noun)} ${lost === 1 ? 'was' : 'were'} lost: the downgrade does not bring ${lost === 1 ? 'it' : 'them'} back.`;
}

function tellAllBack(of: number, noun: string): string {
  return ` The downgrade brings ${of === 1 ? `its ${noun}` : `all ${String(of)} ${noun}s`} back.`;
}

/** How many rows of a table an upgrade took away, a sentence; nothing where it took none. */
export function countLostRows(context: ObservationContext, revision: string, target: ObjectName): string {
  const trip = findRowTrip(context, revision);
  const before = findRows(trip?.rows?.before, target);
  const after = findRows(trip?.rows?.upgraded, target);
  if (before === undefined || after === undefined || after.count >= before.count) return '';
  return ` On the walk with rows ${String(before.count - after.count)} of ${sayCount(before.count, 'row')} went.`;
}
