import type { ObservationCheck } from '../check.ts';
import type { Operation } from '../../sql/operation.ts';
import { findRowLoss } from './find-row-loss.ts';

const id = 'destructive/truncate';

export const truncate: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Table truncated',
  why: 'Every row is gone for good.',
  find: (context) => findRowLoss(context, id, ['truncate', 'drop-partition'], describeLoss),
};

function describeLoss({ kind, target, member, flags }: Operation): string {
  if (kind === 'drop-partition') return `Partition \`${member ?? ''}\` of table \`${target.name}\` is dropped, with every row in it.`;
  if (member !== undefined) return `Partition \`${member}\` of table \`${target.name}\` is emptied by TRUNCATE.`;
  return `Table \`${target.name}\` is emptied by TRUNCATE${flags.includes('cascade') ? ', and so is every table that refers to it' : ''}.`;
}
