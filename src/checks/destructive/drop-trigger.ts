import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-trigger';

export const dropTrigger: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'note',
  title: 'Trigger dropped',
  why: 'What it did is no longer done.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['trigger'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-trigger'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Make sure that what it kept true is kept true elsewhere.',
            check: id,
          }),
        ),
    ),
};
