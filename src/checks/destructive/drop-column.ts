import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-column';

export const dropColumn: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Column dropped',
  why: 'Its values are gone for good, and the release that is still running fails, because it names every column it knows.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['column'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-column'],
            message: `${describeObject(object)} is dropped, with every value in it.`,
            remedy: 'Take the column out of the models in one release, and drop it in a later one, after its values are kept elsewhere or known to be worthless.',
            check: id,
          }),
        ),
    ),
};
