import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-index';

export const dropIndex: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'note',
  title: 'Index dropped',
  why: 'Queries that used it become slow, and a unique one no longer keeps out duplicates.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['index'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-index'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Make sure that no query needs it; the server counts the uses of each index.',
            check: id,
          }),
        ),
    ),
};
