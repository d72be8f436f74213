import { compareFingerprints } from '../../rows/compare-fingerprints.ts';
import type { ColumnDifference, TableDifference } from '../../rows/compare-fingerprints.ts';
import { tableKey } from '../../rows/table-shape.ts';
import type { Direction, RevisionObservation, ValueLoss } from '../../observe/observation.ts';

/** What a round trip did to the rows of one table. */
export interface TableLoss {
  readonly revision: string;
  readonly schema: string | null;
  readonly table: string;
  /** Numbers of rows before the upgrade, after it (undefined: the table is not there then) and after the downgrade. */
  readonly before: number;
  readonly upgraded: number | undefined;
  readonly after: number;
  readonly columns: readonly ColumnLoss[];
}

/** What it did to the values of a column. */
export interface ColumnLoss extends ColumnDifference {
  /** Where its values could be read one by one. */
  readonly loss: ValueLoss | undefined;
  /** Which step did it: the upgrade, where its values were others after that already. */
  readonly by: Direction;
}

/** The tables whose rows are not after upgrade and downgrade what they were before. */
export function findLosses({ revision, rows, losses = [] }: RevisionObservation): readonly TableLoss[] {
  if (rows?.downgraded === undefined) return [];
  const { before, upgraded, downgraded } = rows;
  return compareFingerprints(before, downgraded).map((difference: TableDifference): TableLoss => {
    const then = upgraded?.get(tableKey(difference));
    const columns = difference.columns.map((column): ColumnLoss => {
      const loss = losses.find((one) => one.schema === difference.schema && one.table === difference.name && one.column === column.column);
      const [one, other] = [before.get(tableKey(difference))?.columns.get(column.column), then?.columns.get(column.column)];
      // Values that changed places are the same ones.
      const isSame = one?.values === other?.values && (column.kind !== 'exchanged' || one?.keyed === other?.keyed);
      return { ...column, loss, by: isSame ? 'downgrade' : 'upgrade' };
    });
    const others = losses.filter((one) => one.schema === difference.schema && one.table === difference.name && !columns.some(({ column }) => column === one.column));
    return { revision, schema: difference.schema, table: difference.name, before: difference.before, upgraded: then?.count, after: difference.after, columns: [...columns, ...others.map(tellKept)] };
  });
}

/** Of rows that are still there beside more or fewer others. Which step did it is not known, and most often the upgrade did. */
function tellKept(loss: ValueLoss): ColumnLoss {
  return { column: loss.column, kind: loss.lost > 0 ? 'emptied' : 'changed', before: loss.of, after: loss.of - loss.lost, loss, by: 'upgrade' };
}

/** How many values of a column are gone, of how many; undefined where they are only others, or the same in other rows. */
export function countGone({ kind, before, after, loss }: ColumnLoss): number | undefined {
  if (kind === 'exchanged') return undefined;
  if (loss !== undefined) return loss.lost === 0 ? undefined : loss.lost;
  if (kind === 'missing') return before;
  return kind === 'emptied' ? before - after : undefined;
}
