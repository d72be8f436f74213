import type { ObservationCheck, ObservationContext } from '../check.ts';
import type { StatementObservation } from '../../observe/observation.ts';
import type { Operation } from '../../sql/operation.ts';
import { findRowLoss } from './find-row-loss.ts';
import { listEmptiedAlong } from './list-rows-along.ts';

const id = 'destructive/truncate';

export const truncate: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Table truncated',
  why: 'Every row is gone for good.',
  find: (context) => findRowLoss(context, id, ['truncate', 'drop-partition', 'drop-table'], (operation, statement) => describeLoss(operation, statement, context)),
};

function describeLoss(operation: Operation, { sql }: StatementObservation, context: ObservationContext): string {
  const { kind, target, member } = operation;
  if (kind === 'drop-table') return `Table \`${target.name}\` is dropped and made anew, without its rows.`;
  if (kind === 'drop-partition') return `Partition \`${member ?? ''}\` of table \`${target.name}\` is dropped, with every row in it.`;
  const by = /\bDISCARD\b/i.test(sql) ? 'DISCARD TABLESPACE' : 'TRUNCATE';
  if (member !== undefined) return `Partition \`${member}\` of table \`${target.name}\` is emptied by ${by}.`;
  const along = listEmptiedAlong(context, operation);
  return `Table \`${target.name}\` is emptied by ${by}${along.length === 0 ? '' : `, and with it ${along.map((name) => `\`${name}\``).join(', ')}`}.`;
}
