import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-view';

export const dropView: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'View dropped',
  why: 'The release that is still running, and reports and tools outside of it, fail when they read it.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['view', 'materialized view'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-view'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Stop using the view in one release and drop it in a later one.',
            check: id,
          }),
        ),
    ),
};
