import type { ObservationCheck } from '../check.ts';
import { reportRowFailures } from './report-failures.ts';

export const upgradeFails: ObservationCheck = {
  id: 'rows/upgrade-fails',
  stage: 'observation',
  severity: 'error',
  title: 'Upgrade fails on rows',
  why: 'It passes on an empty database, as in most test suites, and stops the deployment on one that is in use.',
  find: (context) => reportRowFailures(context, 'upgrade'),
};
