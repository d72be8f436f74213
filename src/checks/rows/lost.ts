import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { locateFunction } from '../round-trip/step-place.ts';
import { sayCount } from '../../say-count.ts';
import { countGone, findLosses } from './find-losses.ts';
import type { ColumnLoss, TableLoss } from './find-losses.ts';
import { isTold, listDestroyed } from './list-destroyed.ts';
import { locateChange } from './locate-change.ts';
import { isOfBase, nameTable } from './row-table.ts';
import { listRowTrips } from './row-trips.ts';

export const lost: ObservationCheck = {
  id: 'rows/lost',
  stage: 'observation',
  severity: 'error',
  title: 'Rows lost',
  why: 'Whoever takes the release back gets the tables back and not what stood in them.',
  find: (context) => {
    const destroyed = listDestroyed(context);
    return listRowTrips(context)
      .flatMap(findLosses)
      .filter((loss) => isOfBase(loss, context))
      .flatMap((loss) => [
        ...(isTold(destroyed, loss) ? [] : reportRows(loss, context)),
        ...loss.columns.flatMap((column) => (isTold(destroyed, loss, column) ? [] : reportColumn(loss, column, context))),
      ]);
  },
};

function reportRows(loss: TableLoss, context: ObservationContext): FoundProblem[] {
  const { revision, before, after, upgraded } = loss;
  const table = nameTable(loss, context.dialect);
  // Rows that the upgrade itself brought are `rows/left-behind`.
  const isMultiplied = after > before && (upgraded === undefined || upgraded <= before);
  if (after >= before && !isMultiplied) return [];
  const by = isMultiplied || (upgraded !== undefined && upgraded >= before) ? 'downgrade' : 'upgrade';
  return [
    {
      revision,
      ...locateFunction(revision, by, context),
      message: isMultiplied
        ? `\`${table}\` has ${sayCount(after, 'row')} after upgrade and downgrade of \`${revision}\`, and had ${String(before)}.`
        : `\`${table}\`: ${String(before - after)} of ${sayCount(before, 'row')} lost after upgrade and downgrade of \`${revision}\`${by === 'downgrade' ? '; the downgrade takes them away' : ''}.`,
      remedy: { text: isMultiplied ? 'Let `downgrade()` put each row back once.' : by === 'downgrade' ? 'Let `downgrade()` keep the rows.' : 'Let `upgrade()` keep the rows, or let `downgrade()` bring them back from where the upgrade has put them.' },
      identity: [revision, table],
    },
  ];
}

function reportColumn(loss: TableLoss, column: ColumnLoss, context: ObservationContext): FoundProblem[] {
  const gone = countGone(column);
  // A column that is missing is the catalog's: `round-trip/downgrade-leaves-trace`.
  if (gone === undefined || column.kind === 'missing') return [];
  const { revision } = loss;
  const name = `${nameTable(loss, context.dialect)}.${column.column}`;
  return [
    {
      revision,
      ...locateChange(loss, column, context),
      message: `\`${name}\`: ${String(gone)} of ${sayCount(column.before, 'value')} lost after upgrade and downgrade of \`${revision}\`${(column.loss?.changed ?? 0) === 0 ? '' : `, and ${String(column.loss?.changed)} came back different`}.`,
      remedy: { text: column.by === 'upgrade' ? 'Let `upgrade()` keep the values, in the column or beside it, and let `downgrade()` put them back.' : 'Let `downgrade()` leave values that it did not make, or put them back.' },
      identity: [revision, nameTable(loss, context.dialect), column.column],
    },
  ];
}
