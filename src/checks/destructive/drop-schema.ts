import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';

const id = 'destructive/drop-schema';

export const dropSchema: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Schema dropped',
  why: 'Everything in it is gone for good.',
  find: (context) =>
    findDropped(context, {
      dropped: ['schema'],
      kinds: ['drop-schema', 'drop-owned'],
      remedy: 'Move what is still needed to another schema first, and drop the empty one in a later release.',
      check: id,
    }),
};
