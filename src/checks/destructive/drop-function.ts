import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-function';

export const dropFunction: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Function dropped',
  why: 'The release that is still running fails when it calls it.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['function', 'procedure', 'aggregate'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-function'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Use CREATE OR REPLACE where it only changes; drop it in a release after the last one that calls it.',
            check: id,
          }),
        ),
    ),
};
