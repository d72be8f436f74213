import type { ObservationCheck } from '../check.ts';
import { reportRowFailures } from './report-failures.ts';

export const downgradeFails: ObservationCheck = {
  id: 'rows/downgrade-fails',
  stage: 'observation',
  severity: 'error',
  title: 'Downgrade fails on rows',
  why: 'It passes on an empty database, and when the release has to be taken back the one that is in use cannot follow.',
  find: (context) => (context.downgrades === 'off' ? [] : reportRowFailures(context, 'downgrade')),
};
