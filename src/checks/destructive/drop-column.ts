import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { countLostValues } from '../rows/count-lost.ts';
import { findDropped, reportDestruction } from './find-destruction.ts';
import { listColumnsMadeAnew } from './list-made-anew.ts';

const id = 'destructive/drop-column';

export const dropColumn: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Column dropped',
  why: 'Its values are gone for good, and the release that is still running fails, because it names every column it knows.',
  find: (context) => [
    ...findDropped(context, {
      dropped: ['column'],
      loss: ', with every value in it',
      kinds: ['drop-column'],
      remedy: 'Take the column out of the models in one release, and drop it in a later one, after its values are kept elsewhere or known to be worthless.',
      check: id,
    }),
    ...listColumnsMadeAnew(context).map(({ upgrade, object }) =>
      reportDestruction(upgrade, context, {
        object,
        kinds: ['drop-column'],
        message: `${describeObject(object)} is dropped and made anew, without its values.${countLostValues(context, upgrade.revision, object)}`,
        remedy: 'Change the column where it stands (`op.alter_column`), or fill a new one from it before it goes.',
        check: id,
      }),
    ),
  ],
};
