import type { ObservationCheck } from '../check.ts';
import { reportWork } from './report-work.ts';
import { sayTouched } from './say-touched.ts';
import { sayUnder } from './say-lock.ts';

export const blocksWrites: ObservationCheck = {
  id: 'locks/blocks-writes',
  stage: 'observation',
  severity: 'warning',
  title: 'Writers wait for work on all rows',
  why: 'INSERT, UPDATE and DELETE wait as long as the statement works, and with them the requests that sent them.',
  find: (context) =>
    reportWork('blocks-writes', context, {
      message: (working, { locks }) => `${sayTouched(working, locks, context)}${sayUnder(locks, context)}`,
      remedy: {
        text: 'Do the work in a form that lets others write: an index CONCURRENTLY, a constraint NOT VALID with a later VALIDATE, rows in portions. Where it is in a block or function, write it as a statement of its own to be told more.',
      },
    }),
};
