import type { RowStages } from '../../observe/observation.ts';
import type { TableFingerprint } from '../../rows/fingerprint.ts';
import type { Operation } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { findRows } from '../rows/row-table.ts';
import { findRowTrip } from '../rows/row-trips.ts';
import { sayCount } from '../../say-count.ts';
import { sayList } from '../../say-list.ts';
import { isNamed, listLeadingTo, listReferences } from './list-references.ts';
import type { Reference } from './list-references.ts';

/** What the rows of another table, or the values of its column, lost because rows they refer to were taken. */
export interface LossAlong {
  readonly schema: string | null;
  readonly table: string;
  /** Undefined: its rows. */
  readonly column: string | undefined;
  readonly lost: number;
  readonly of: number;
}

/** Operations that take rows by themselves, and those that replace them. */
const taking: ReadonlySet<Operation['kind']> = new Set(['delete', 'truncate', 'drop-table', 'insert']);

/**
 * What went with the rows that an operation takes from a table, told by foreign keys and by the rows before and after the upgrade:
 * those that refer to it with ON DELETE CASCADE, or with any key where it is a TRUNCATE with CASCADE, and values that became NULL.
 */
export function listLossesAlong(context: ObservationContext, revision: string, operation: Operation): readonly LossAlong[] {
  const rows = findRowTrip(context, revision)?.rows;
  if (rows?.upgraded === undefined || !taking.has(operation.kind)) return [];
  const losses = new Map<string, LossAlong>();
  for (const reference of listAlong(context, operation)) {
    for (const loss of readLosses(rows, reference, operation)) losses.set(JSON.stringify([loss.schema, loss.table, loss.column]), loss);
  }
  return [...losses.values()];
}

/** The keys by which an operation reaches other tables' rows; those of the table to itself are its own matter. */
function listAlong(context: ObservationContext, { kind, target, flags }: Operation): readonly Reference[] {
  const isEmptying = kind === 'truncate';
  if (isEmptying && !flags.includes('cascade')) return [];
  const leading = listLeadingTo(target, listReferences(context), ({ onDelete }) => isEmptying || onDelete === 'cascade');
  return leading.filter((reference) => (isEmptying || reference.onDelete !== 'other') && !isNamed(target, { schema: reference.schema, name: reference.table }));
}

/** The tables that a TRUNCATE with CASCADE empties, in the order in which the keys lead to them. */
export function listEmptiedAlong(context: ObservationContext, operation: Operation): readonly string[] {
  return operation.kind === 'truncate' ? [...new Set(listAlong(context, operation).map(({ table }) => table))] : [];
}

function readLosses(rows: RowStages, { schema, table: name, columns, onDelete }: Reference, { kind }: Operation): readonly LossAlong[] {
  const table = { schema: schema ?? undefined, name };
  const [before, after] = [findRows(rows.before, table), findRows(rows.upgraded, table)];
  if (before === undefined || after === undefined) return [];
  if (kind === 'truncate' || onDelete === 'cascade') return after.count < before.count ? [{ schema, table: name, column: undefined, lost: before.count - after.count, of: before.count }] : [];
  return before.count !== after.count ? [] : columns.flatMap((column) => readNulls(before, after, column));
}

function readNulls(before: TableFingerprint, after: TableFingerprint, column: string): readonly LossAlong[] {
  const [had, has] = [before.columns.get(column)?.nulls, after.columns.get(column)?.nulls];
  return had === undefined || has === undefined || has <= had ? [] : [{ schema: before.schema, table: before.name, column, lost: has - had, of: before.count - had }];
}

/** The same as a sentence; empty where nothing went along. */
export function tellLossesAlong(losses: readonly LossAlong[]): string {
  const parts = losses.map(({ table, column, lost, of }) => (column === undefined ? `${String(lost)} of ${sayCount(of, 'row')} of \`${table}\`` : `${String(lost)} of ${sayCount(of, 'value')} of \`${table}.${column}\``));
  return parts.length === 0 ? '' : ` With them went ${sayList(parts)}, which referred to them.`;
}
