import type { FoundProblem, ObservationCheck, ObservationContext, Remedy } from '../check.ts';
import { nameTable } from '../rows/row-table.ts';
import { sayCount } from '../../say-count.ts';
import { agreeWith, locateStatement } from './find-destruction.ts';
import { findRowLoss, rowTakers } from './find-row-loss.ts';
import { keepReferences, sayWay } from './keep-references.ts';
import { listRowLosses } from './list-row-losses.ts';
import { listUnreadLosses } from './list-unread-losses.ts';
import type { UnreadLoss } from './list-unread-losses.ts';
import { listWhatRan } from './list-what-ran.ts';
import { nameStatement } from './name-statement.ts';

const id = 'destructive/delete-rows';

export const deleteRows: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Rows deleted',
  why: 'The rows are gone for good.',
  find: (context) => [
    ...findRowLoss(context, id, ['delete'], ({ target, flags }) => `Table \`${target.name}\` loses rows by DELETE ${flags.includes('conditional') ? 'with' : 'without'} a condition.`),
    ...listUnreadLosses(context, listRowLosses(context, rowTakers)).map((loss) => reportUnread(loss, context)),
  ],
};

/** Of rows that went though no statement says so. */
function reportUnread(loss: UnreadLoss, context: ObservationContext): FoundProblem {
  const { revision, statement, referred = '', lost, of } = loss;
  const table = nameTable(loss, context.dialect);
  return {
    revision,
    ...locateStatement(revision, statement, context),
    message: `${describeUnread(loss, table)} On the walk with rows ${String(lost)} of ${sayCount(of, 'row')} went.`,
    remedy: mendUnread(loss),
    ...(statement === undefined ? {} : { evidence: { sql: statement.sql } }),
    identity: [revision, 'unread', table],
    // The same call takes other rows when what it calls is another.
    operation: [nameStatement(statement?.sql ?? ''), referred, ...listWhatRan(context, revision)],
  };
}

function describeUnread({ way, referred = '' }: UnreadLoss, table: string): string {
  switch (way) {
    case 'dropped':
    case 'dropped-for-copy':
    case 'replaced':
      return `Table \`${table}\` loses rows: ON DELETE CASCADE leads from them ${sayWay(way, referred)}.`;
    case 'left-out':
      return `Table \`${table}\` loses rows: the copy that takes its place is made without them.`;
    case 'unseen':
      return `Table \`${table}\` loses rows, though no statement that could be read takes any.`;
  }
}

function mendUnread({ way, referred = '' }: UnreadLoss): Remedy {
  switch (way) {
    case 'dropped':
    case 'dropped-for-copy':
    case 'replaced':
      return keepReferences(way, referred, id);
    case 'left-out':
      return agreeWith('Copy every row, or keep elsewhere those that are left out.', id);
    case 'unseen':
      return agreeWith('Look at what the procedures, triggers and loops do that this line starts. Keep what they delete elsewhere, or do it outside of a deployment.', id);
  }
}
