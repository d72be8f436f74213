import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';

const id = 'destructive/drop-trigger';

export const dropTrigger: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'note',
  title: 'Trigger dropped',
  why: 'What it did is no longer done.',
  find: (context) =>
    findDropped(context, {
      dropped: ['trigger', 'event', 'rule', 'event trigger'],
      kinds: ['drop-trigger', 'drop-event'],
      remedy: 'Make sure that what it kept true is kept true elsewhere.',
      check: id,
    }),
};
