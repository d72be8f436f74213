import type { FoundProblem, ObservationCheck, ObservationContext, Remedy } from '../check.ts';
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
      return `Table \`${table}\` loses rows: ON DELETE CASCADE leads from them to \`${referred}\`, which is dropped${way === 'dropped' ? '' : ' to make room for its copy'}.`;
    case 'replaced':
      return `Table \`${table}\` loses rows: ON DELETE CASCADE leads from them to rows of \`${referred}\`, which are deleted and written anew.`;
    case 'left-out':
      return `Table \`${table}\` loses rows: the copy that takes its place is made without them.`;
    case 'unseen':
      return `Table \`${table}\` loses rows, though no statement that could be read takes any.`;
  }
}

function mendUnread({ way, referred = '' }: UnreadLoss): Remedy {
  switch (way) {
    case 'dropped-for-copy':
      return {
        // https://www.sqlite.org/pragma.html#pragma_foreign_keys
        text: `Switch foreign keys off before \`${referred}\` is copied, outside of a transaction, within which it does nothing:`,
        code: 'with op.get_context().autocommit_block():\n    op.execute("PRAGMA foreign_keys=OFF")',
        language: 'python',
      };
    case 'dropped':
      return agreeWith(`Keep the rows elsewhere, or take the key away before \`${referred}\` is dropped.`, id);
    case 'replaced':
      return agreeWith('Write over the rows where they stand (`ON CONFLICT … DO UPDATE`, `ON DUPLICATE KEY UPDATE`) instead of replacing them.', id);
    case 'left-out':
      return agreeWith('Copy every row, or keep elsewhere those that are left out.', id);
    case 'unseen':
      return agreeWith('Look at what the procedures, triggers and loops do that this line starts. Keep what they delete elsewhere, or do it outside of a deployment.', id);
  }
}
