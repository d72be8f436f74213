import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-sequence';

export const dropSequence: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Sequence dropped',
  why: 'Its position is gone for good, so numbers can be given out a second time, and the release that is still running fails when it draws one.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['sequence'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-sequence'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Drop it in a release after the last one that draws numbers from it.',
            check: id,
          }),
        ),
    ),
};
