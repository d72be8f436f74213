import type { GraphCheck, ObservationCheck, PullsCheck } from '../check.ts';
import { cycle } from './cycle.ts';
import { duplicateId } from './duplicate-id.ts';
import { historyEdited } from './history-edited.ts';
import { idTooLong } from './id-too-long.ts';
import { missingParent } from './missing-parent.ts';
import { multipleHeads } from './multiple-heads.ts';
import { newBase } from './new-base.ts';
import { rivalRevision } from './rival-revision.ts';
import { staleParent } from './stale-parent.ts';
import { unreadable } from './unreadable.ts';

/** All checks of this category, in the order of the documentation. */
export const revisionChecks: readonly (GraphCheck | ObservationCheck | PullsCheck)[] = [
  multipleHeads, missingParent, cycle, duplicateId, staleParent, rivalRevision, historyEdited, idTooLong, unreadable, newBase,
]; // prettier-ignore
