import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-table';

export const dropTable: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Table dropped',
  why: 'Its rows are gone for good, and the release that is still running fails when it touches it.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['table', 'foreign table'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-table', 'drop-schema', 'drop-owned'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Stop using the table in one release and drop it in a later one, after its rows are kept elsewhere or known to be worthless.',
            check: id,
          }),
        ),
    ),
};
