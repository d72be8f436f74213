import type { Evidence, FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { locateFunction } from '../round-trip/step-place.ts';
import { countGone, findLosses } from './find-losses.ts';
import type { ColumnLoss, TableLoss } from './find-losses.ts';
import { isTold, listDestroyed } from './list-destroyed.ts';
import { isOfBase, nameTable } from './row-table.ts';
import { count, listRowTrips } from './row-trips.ts';

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
      .flatMap((loss) => loss.columns.flatMap((column) => (isTold(destroyed, loss, column.column) ? [] : report(loss, column, context))));
  },
};

function report(loss: TableLoss, column: ColumnLoss, context: ObservationContext): FoundProblem[] {
  if (column.kind === 'missing' || countGone(column) !== undefined) return [];
  const { revision } = loss;
  const name = `${nameTable(loss, context.dialect)}.${column.column}`;
  return [
    {
      revision,
      ...locateFunction(revision, column.by, context),
      message:
        column.kind === 'exchanged'
          ? `\`${name}\`: after upgrade and downgrade of \`${revision}\` values stand in other rows than before.`
          : `\`${name}\`: ${countChanged(column)} different after upgrade and downgrade of \`${revision}\`${tellExample(column)}.`,
      remedy: { text: 'Let `downgrade()` put back what was there: keep the old values beside the new ones until the release is settled.' },
      evidence: showExample(column, name),
      identity: [revision, name],
    },
  ];
}

function countChanged({ loss, before }: ColumnLoss): string {
  return loss === undefined ? `some of ${count(before, 'value')} came back` : `${String(loss.changed)} of ${count(loss.of, 'value')} came back`;
}

const longestExample = 60;

/** Values are the walk's or the user's own; they are shown cut. */
function cut(value: string): string {
  const text = JSON.stringify(value).slice(1, -1);
  return text.length > longestExample ? `${text.slice(0, longestExample)}…` : text;
}

function tellExample({ loss }: ColumnLoss): string {
  const example = loss?.example;
  return example?.after == null ? '' : `: \`${cut(example.before)}\` is now \`${cut(example.after)}\``;
}

function showExample({ loss }: ColumnLoss, name: string): Evidence {
  const example = loss?.example;
  if (example?.after == null) return {};
  const where = example.row === undefined ? name : `${name} of row ${cut(example.row)}`;
  return { diff: [`- ${where}: ${cut(example.before)}`, `+ ${where}: ${cut(example.after)}`] };
}
