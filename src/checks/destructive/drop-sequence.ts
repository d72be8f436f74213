import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';

const id = 'destructive/drop-sequence';

export const dropSequence: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Sequence dropped',
  why: 'Its position is gone for good, so numbers can be given out a second time, and the release that is still running fails when it draws one.',
  find: (context) =>
    findDropped(context, {
      dropped: ['sequence'],
      kinds: ['drop-sequence'],
      remedy: 'Drop it in a release after the last one that draws numbers from it.',
      check: id,
    }),
};
