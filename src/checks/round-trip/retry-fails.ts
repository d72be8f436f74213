import { renderDiff } from '../../catalog/describe.ts';
import type { RetryObservation, RevisionObservation } from '../../observe/observation.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { listTrace, summarize } from './downgrade-leaves-trace.ts';
import { sayError, showError } from './say-error.ts';
import { findStep, listJudged, locateFunction } from './step-place.ts';
import { writeRepeatableForm } from './write-repeatable-form.ts';

export const retryFails: ObservationCheck = {
  id: 'round-trip/retry-fails',
  stage: 'observation',
  severity: 'warning',
  title: 'Upgrade cannot be retried',
  why: 'Its statements commit one by one. When a deployment is stopped between two of them, by a lock timeout or a restart, the next attempt cannot go on and somebody has to mend the database by hand.',
  find: (context) =>
    listJudged(context).flatMap((trip): FoundProblem[] => {
      const [first, ...others] = (trip.retries ?? []).filter(isBroken);
      if (first === undefined) return [];
      const elsewhere = others.length === 0 ? '' : ` Likewise after ${others.length === 1 ? 'statement' : 'statements'} ${others.map(({ stoppedAfter }) => String(stoppedAfter)).join(', ')}.`;
      return [
        {
          revision: trip.revision,
          ...locateRetry(first, trip, context),
          message: `The upgrade of \`${trip.revision}\`, stopped after statement ${String(first.stoppedAfter)} of ${String(first.of)}, ${tellRetry(first)}${elsewhere}`,
          remedy: writeRepeatableForm(findFailed(first), (findStep(trip, 'upgrade', 1)?.statements ?? []).flatMap(listOperations), context.dialect),
          evidence: first.error === undefined ? { diff: renderDiff(first.changes, 'difference') } : showError(first.error),
          identity: [trip.revision],
        },
      ];
    }),
};

/** Whether a second run did not lead to where an undisturbed one does. */
function isBroken({ outcome, changes }: RetryObservation): boolean {
  return outcome !== 'recovered' || listTrace(changes).length > 0;
}

/** A server's error number or SQLSTATE; other codes say no more than their message. */
const codeToLookUp = /^(\d{4,5}|[0-9A-Z]{5})$/;

function tellRetry({ outcome, error, changes }: RetryObservation): string {
  if (outcome === 'timed-out') return 'hangs when it is run again.';
  if (error === undefined) return `ends otherwise when it is run again: ${summarize(listTrace(changes), 'difference')}.`;
  const code = error.code !== undefined && codeToLookUp.test(error.code) ? `${error.code} ` : '';
  return `fails when it is run again: ${code}${sayError(error)}${/[.!?]$/.test(error.message) ? '' : '.'}`;
}

function findFailed({ statements }: RetryObservation): ReturnType<typeof listOperations>[number] | undefined {
  const failed = statements.find(({ isFailed }) => isFailed);
  return failed === undefined ? undefined : listOperations(failed)[0];
}

/** The line over which the second run stumbled, or else the function. */
function locateRetry({ error }: RetryObservation, { revision }: RevisionObservation, context: ObservationContext): { readonly file?: string; readonly line?: number } {
  const file = context.history.graph.revisions.get(revision)?.file;
  if (error?.file !== undefined && error.line !== undefined && error.file === file) return { file, line: error.line };
  return locateFunction(revision, 'upgrade', context);
}
