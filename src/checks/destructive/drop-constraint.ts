import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';
import { isReplaced } from './is-replaced.ts';
import { tellKeyUse } from './tell-key-use.ts';

const id = 'destructive/drop-constraint';

export const dropConstraint: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'warning',
  title: 'Constraint dropped',
  why: 'Rows that break what it kept true can come in from now on, and it cannot be put back while they are there.',
  find: (context) =>
    findDropped(context, {
      dropped: ['constraint'],
      kinds: ['drop-constraint', 'drop-index'],
      isThere: isReplaced,
      note: (object, upgrade) => tellKeyUse(object, upgrade, context),
      remedy: 'Make sure that what it kept true is kept true elsewhere.',
      check: id,
    }),
};
