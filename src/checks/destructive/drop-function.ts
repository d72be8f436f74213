import type { ObservationCheck } from '../check.ts';
import { findDropped } from './find-destruction.ts';

const id = 'destructive/drop-function';

export const dropFunction: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Function dropped',
  why: 'The release that is still running fails when it calls it.',
  find: (context) =>
    findDropped(context, {
      dropped: ['function', 'procedure', 'aggregate', 'package', 'package body', 'library', 'extension'],
      kinds: ['drop-function', 'drop-extension'],
      remedy: ['Drop it in a release after the last one that calls it.', context.dialect.advice.functionChange].filter((sentence) => sentence !== undefined).join(' '),
      check: id,
    }),
};
