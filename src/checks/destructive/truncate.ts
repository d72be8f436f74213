import type { ObservationCheck } from '../check.ts';
import { findRowLoss } from './find-row-loss.ts';

const id = 'destructive/truncate';

export const truncate: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Table truncated',
  why: 'Every row is gone for good.',
  find: (context) =>
    findRowLoss(context, id, 'truncate', ({ target, flags }) => `Table \`${target.name}\` is emptied by TRUNCATE${flags.includes('cascade') ? ', and so is every table that refers to it' : ''}.`),
};
