import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';

const id = 'destructive/drop-type';

export const dropType: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Type dropped',
  why: 'The release that is still running fails when it casts to it.',
  find: (context) =>
    findDropped(context, {
      dropped: ['enum type', 'domain', 'composite type', 'range type', 'base type'],
      kinds: ['drop-type'],
      remedy: 'Drop it in a release after the last one that uses it.',
      check: id,
    }),
};
