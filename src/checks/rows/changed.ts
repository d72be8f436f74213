import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { sayCount } from '../../say-count.ts';
import { countGone, findLosses } from './find-losses.ts';
import type { ColumnLoss, TableLoss } from './find-losses.ts';
import { isTold, listDestroyed } from './list-destroyed.ts';
import { locateChange } from './locate-change.ts';
import { isAddedColumn, isOfBase, nameTable } from './row-table.ts';
import { listRowTrips } from './row-trips.ts';
import { showExample, tellExample } from './tell-example.ts';

export const changed: ObservationCheck = {
  id: 'rows/changed',
  stage: 'observation',
  severity: 'warning',
  title: 'Values come back different',
  why: 'After the release was taken back, the old one works on other values than it had written.',
  find: (context) => {
    const destroyed = listDestroyed(context);
    return listRowTrips(context)
      .flatMap(findLosses)
      .filter((loss) => isOfBase(loss, context))
      .flatMap((loss) => loss.columns.flatMap((column) => (isTold(destroyed, loss, column) || isAddedColumn(loss, column.column, context) ? [] : report(loss, column, context))));
  },
};

function report(loss: TableLoss, column: ColumnLoss, context: ObservationContext): FoundProblem[] {
  if (column.kind === 'missing' || column.loss?.isByClock === true || countGone(column) !== undefined || !hasOthers(column)) return [];
  const { revision } = loss;
  const name = `${nameTable(loss, context.dialect)}.${column.column}`;
  return [
    {
      revision,
      ...locateChange(loss, column, context),
      message:
        column.kind === 'exchanged'
          ? `\`${name}\`: ${countExchanged(column)} in other rows after upgrade and downgrade of \`${revision}\`${tellExample(column.loss)}.`
          : `\`${name}\`: ${countChanged(column)} different after upgrade and downgrade of \`${revision}\`${tellExample(column.loss)}.`,
      remedy: { text: 'Let `downgrade()` put back what was there: keep the old values beside the new ones until the release is settled.' },
      evidence: showExample(column.loss, name),
      identity: [revision, nameTable(loss, context.dialect), column.column],
    },
  ];
}

function countChanged({ loss, before }: ColumnLoss): string {
  return loss === undefined ? `some of ${sayCount(before, 'value')} came back` : `${String(loss.changed)} of ${sayCount(loss.of, 'value')} came back`;
}

/** Values that took the place of NULL are a change that nobody misses, and where values could not be read one by one there is no telling. */
function hasOthers({ kind, before, after, loss }: ColumnLoss): boolean {
  return kind === 'exchanged' || (loss === undefined ? after <= before : loss.changed > 0);
}

function countExchanged({ loss }: ColumnLoss): string {
  return loss === undefined ? 'values stand' : `${String(loss.lost + loss.changed)} of ${sayCount(loss.of, 'value')} stand${loss.lost + loss.changed === 1 ? 's' : ''}`;
}
