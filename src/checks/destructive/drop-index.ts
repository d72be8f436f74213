import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';
import { isAttached } from './is-attached.ts';
import { isUnique, tellKeyUse } from './tell-key-use.ts';

const id = 'destructive/drop-index';

export const dropIndex: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'note',
  title: 'Index dropped',
  why: 'Queries that used it become slow, and a unique one no longer keeps out duplicates.',
  find: (context) =>
    findDropped(context, {
      dropped: ['index'],
      kinds: ['drop-index', 'drop-constraint'],
      isThere: isAttached,
      note: (object, upgrade) => tellKeyUse(object, upgrade, context),
      severityOf: (object) => (isUnique(object) ? 'warning' : undefined),
      remedy: `Make sure that no query needs it. ${context.dialect.advice.indexUses}`,
      check: id,
    }),
};
