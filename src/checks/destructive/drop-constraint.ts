import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listDropped, listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-constraint';

export const dropConstraint: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'warning',
  title: 'Constraint dropped',
  why: 'Rows that break what it kept true can come in from now on, and it cannot be put back while they are there.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes
        .flatMap((change) => listDropped(change, ['constraint'], context.observation.base))
        .map((object) =>
          reportDestruction(upgrade, context, {
            object,
            kinds: ['drop-constraint'],
            message: `${describeObject(object)} is dropped.`,
            remedy: 'Make sure that what it kept true is kept true elsewhere.',
            check: id,
          }),
        ),
    ),
};
