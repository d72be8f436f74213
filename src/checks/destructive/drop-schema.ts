import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-schema';

export const dropSchema: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Schema dropped',
  why: 'Everything in it is gone for good.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['schema'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-schema', 'drop-owned'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Move what is still needed to another schema first, and drop the empty one in a later release.',
            check: id,
          }),
        ),
    ),
};
