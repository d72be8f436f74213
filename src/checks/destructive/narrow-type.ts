import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { countNarrowedValues } from '../rows/count-lost.ts';
import { reportDestruction, wasAtBase } from './find-destruction.ts';
import { findNarrowed } from './find-narrowed.ts';
import { followCatalogs } from './follow-catalogs.ts';

const id = 'destructive/narrow-type';

export const narrowType: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Type narrowed',
  why: 'Values that do not fit are cut, rounded or refused: the deployment then fails on real rows, or loses a part of them.',
  find: (context) =>
    followCatalogs(context).flatMap((upgrade) =>
      upgrade.step.changes.flatMap((change) => {
        const narrowed = findNarrowed(change, upgrade, context);
        if (narrowed === undefined || (change.type !== 'changed' && change.type !== 'renamed') || !wasAtBase(change.before, context.observation.base, upgrade.before)) return [];
        return [
          reportDestruction(upgrade, context, {
            object: change.after,
            kinds: ['change-column-type'],
            message: `${describeObject(change.after)} is narrowed${narrowed.attribute === 'type' ? '' : ` in its ${narrowed.attribute}`} from \`${String(narrowed.before)}\` to \`${String(narrowed.after)}\`.${countNarrowedValues(context, upgrade.revision, change.before)}`,
            remedy: 'Look for values that do not fit before, or add a new column of the narrower type and move the values over.',
            check: id,
            detail: [narrowed.attribute, String(narrowed.before), String(narrowed.after)],
          }),
        ];
      }),
    ),
};
