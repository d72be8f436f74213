import { describeObject } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { findDropped, reportDestruction } from './find-destruction.ts';
import { listSequencesMadeAnew } from './list-made-anew.ts';
import { findSuccessor, listReplacedSequences } from './list-replaced-sequences.ts';
import { findReplacing, nameSuccessor, writeGoOn } from './tell-successor.ts';

const id = 'destructive/drop-sequence';

export const dropSequence: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Sequence dropped',
  why: 'Its position is gone for good, so numbers can be given out a second time, and the release that is still running fails when it draws one.',
  find: (context) => [
    ...findDropped(context, {
      dropped: ['sequence'],
      kinds: ['drop-sequence'],
      isThere: (object, upgrade) => findSuccessor(object, upgrade) !== undefined,
      remedy: 'Drop it in a release after the last one that draws numbers from it.',
      check: id,
    }),
    ...listSequencesMadeAnew(context).map(({ upgrade, object }) =>
      reportDestruction(upgrade, context, {
        object,
        kinds: ['drop-sequence'],
        message: `${describeObject(object)} is dropped and made anew, and counts from its beginning.`,
        remedy: 'Change it where it stands (`ALTER SEQUENCE`), or let the new one begin where the old one was.',
        check: id,
      }),
    ),
    ...listReplacedSequences(context).map((replaced) =>
      reportDestruction(replaced.upgrade, context, {
        object: replaced.object,
        ...findReplacing(replaced),
        message: `${describeObject(replaced.object)} is replaced by ${nameSuccessor(replaced)}, which counts from its beginning.`,
        remedy: `Let the new one go on where the old one was, at the end of the upgrade: \`${writeGoOn(replaced, context.dialect)}\`.`,
        check: id,
      }),
    ),
  ],
};
