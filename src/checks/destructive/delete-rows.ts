import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { nameTable } from '../rows/row-table.ts';
import { sayCount } from '../../say-count.ts';
import { agreeWith, locateStatement } from './find-destruction.ts';
import { findRowLoss, rowTakers } from './find-row-loss.ts';
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
  const { revision, statement, referred, lost, of } = loss;
  const table = nameTable(loss, context.dialect);
  const isMadeAnew = referred !== undefined;
  return {
    revision,
    ...locateStatement(revision, statement, context),
    message: `Table \`${table}\` loses rows${isMadeAnew ? ` that refer to \`${referred}\` with ON DELETE CASCADE, whose own are replaced` : ', though no DELETE that could be read takes any'}. On the walk with rows ${String(lost)} of ${sayCount(of, 'row')} went.`,
    remedy: agreeWith(
      isMadeAnew ? `Switch foreign keys off while \`${referred}\` is written anew, or let the key do nothing on DELETE.` : 'Look at what the procedures, triggers and loops do that this line starts. Keep what they delete elsewhere, or do it outside of a deployment.',
      id,
    ),
    ...(statement === undefined ? {} : { evidence: { sql: statement.sql } }),
    identity: [revision, 'unread', table],
    // The same call takes other rows when what it calls is another.
    operation: [nameStatement(statement?.sql ?? ''), referred ?? '', ...listWhatRan(context, revision)],
  };
}
