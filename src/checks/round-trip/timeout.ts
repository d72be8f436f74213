import type { ObservationCheck } from '../check.ts';
import { locateStep } from './step-place.ts';

export const timeout: ObservationCheck = {
  id: 'round-trip/timeout',
  stage: 'observation',
  severity: 'error',
  title: 'Step takes too long',
  why: 'A step that hangs on an empty database hangs in production as well, and holds its locks while it does.',
  find: (context) => {
    const { revisions, rehearsal } = context.observation;
    const steps = [...revisions.flatMap((trip) => trip.steps), ...(rehearsal?.steps ?? [])];
    return steps
      .filter(({ outcome }) => outcome === 'timed-out')
      .map((step) => ({
        revision: step.revision,
        ...locateStep(step, context),
        message: `The ${step.direction} of \`${step.revision}\` was stopped: ${step.error?.message ?? 'it took too long'}${step.hung?.sql === undefined ? '' : ', in a statement'}.`,
        remedy: { text: 'Look for a lock that a second connection of the revision waits for, a sleep or a network call. A slow step that is right needs a longer time:', code: 'timeout: 10m', language: 'yaml' as const },
        ...(step.hung?.sql === undefined ? {} : { evidence: { sql: step.hung.sql } }),
        identity: [step.revision, step.direction],
      }));
  },
};
