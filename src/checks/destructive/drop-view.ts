import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';

const id = 'destructive/drop-view';

export const dropView: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'View dropped',
  why: 'The release that is still running, and reports and tools outside of it, fail when they read it.',
  find: (context) =>
    findDropped(context, {
      dropped: ['view', 'materialized view'],
      kinds: ['drop-view'],
      remedy: 'Stop using the view in one release and drop it in a later one.',
      check: id,
    }),
};
