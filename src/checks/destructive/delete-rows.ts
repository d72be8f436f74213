import type { ObservationCheck } from '../check.ts';
import { findRowLoss } from './find-row-loss.ts';

const id = 'destructive/delete-rows';

export const deleteRows: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Rows deleted',
  why: 'The rows are gone for good.',
  find: (context) =>
    findRowLoss(context, id, ['delete'], ({ target, flags }) => `Table \`${target.name}\` loses rows by DELETE ${flags.includes('conditional') ? 'with' : 'without'} a condition.`),
};
