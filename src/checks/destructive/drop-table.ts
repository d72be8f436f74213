import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';

const id = 'destructive/drop-table';

export const dropTable: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Table dropped',
  why: 'Its rows are gone for good, and the release that is still running fails when it touches it.',
  find: (context) =>
    findDropped(context, {
      dropped: ['table', 'foreign table'],
      kinds: ['drop-table', 'drop-schema', 'drop-owned'],
      remedy: 'Stop using the table in one release and drop it in a later one, after its rows are kept elsewhere or known to be worthless.',
      check: id,
    }),
};
