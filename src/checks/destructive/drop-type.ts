import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-type';

export const dropType: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Type dropped',
  why: 'The release that is still running fails when it casts to it.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['enum type', 'domain', 'composite type', 'range type', 'base type'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-type'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Drop it in a release after the last one that uses it.',
            check: id,
          }),
        ),
    ),
};
