import type { ObservationCheck } from '../check.ts';
import { reportWork } from './report-work.ts';
import { sayTouched } from './say-touched.ts';
import { sayUnder } from './say-lock.ts';

export const blocksReads: ObservationCheck = {
  id: 'locks/blocks-reads',
  stage: 'observation',
  severity: 'warning',
  title: 'Readers wait for work on all rows',
  why: 'Not even a SELECT gets through while the statement works, and everyone who comes after it queues up behind it.',
  find: (context) =>
    reportWork('blocks-reads', context, {
      message: (working, { locks }) => `${sayTouched(working, locks, context)}${sayUnder(locks, context)}`,
      remedy: {
        text: 'Split it, so that the work on the rows is done without the lock: add what is new empty or NOT VALID, let it be filled or validated in a revision of its own, and lock again only for the moment of the change.',
      },
    }),
};
