import type { ObservationCheck } from '../check.ts';
import { reportWork } from './report-work.ts';
import { sayForms, sayUnder } from './say-lock.ts';

export const indexNotConcurrent: ObservationCheck = {
  id: 'locks/index-not-concurrent',
  stage: 'observation',
  severity: 'warning',
  title: 'Index not built concurrently',
  why: 'Everyone who writes to the table waits until the index is built, which takes as long as reading and sorting all its rows; dropping one, or detaching a partition, keeps out readers as well.',
  find: (context) =>
    reportWork('index-not-concurrent', context, {
      message: (_, { forms, locks }) => `${sayForms(forms)}${sayUnder(locks, context)}`,
      remedy: { text: 'Use the form with CONCURRENTLY.' },
    }),
};
