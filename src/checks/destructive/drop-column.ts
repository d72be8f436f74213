import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';

const id = 'destructive/drop-column';

export const dropColumn: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Column dropped',
  why: 'Its values are gone for good, and the release that is still running fails, because it names every column it knows.',
  find: (context) =>
    findDropped(context, {
      dropped: ['column'],
      loss: ', with every value in it',
      kinds: ['drop-column'],
      remedy: 'Take the column out of the models in one release, and drop it in a later one, after its values are kept elsewhere or known to be worthless.',
      check: id,
    }),
};
