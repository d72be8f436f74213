import type { CatalogChange } from '../../catalog/change.ts';
import { renderDiff } from '../../catalog/describe.ts';
import { keyOf } from '../../catalog/model.ts';
import type { StepError, StepObservation } from '../../observe/observation.ts';
import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { nameChanged } from '../name-object.ts';
import { listTrace, summarize } from './downgrade-leaves-trace.ts';
import { listRehearsalRenames } from './list-trip-renames.ts';
import { listJudged, locateStep } from './step-place.ts';
import { writeTraceRemedy } from './write-trace-remedy.ts';
import { sayError, showError } from './say-error.ts';

export const rollbackLeavesTrace: ObservationCheck = {
  id: 'round-trip/rollback-leaves-trace',
  stage: 'observation',
  severity: 'error',
  title: 'Rollback leaves a trace',
  why: 'Each revision goes back alone, but all of them together, as a release is taken back, do not lead to where it began.',
  find: (context) => {
    const { rehearsal, fresh } = context.observation;
    if (rehearsal === undefined || context.downgrades === 'off') return [];
    const told = [...listJudged(context).flatMap((trip) => [...listTrace(trip.trace), ...listTrace(trip.repeat)]), ...listTrace(fresh?.changes)];
    // What was told to have another name is under that one here, where nothing tells that it is the same.
    const known = new Set(told.flatMap((change) => (change.type === 'renamed' ? [change.key, keyOf(change.after)] : [change.key])));
    const left = listTrace(rehearsal.trace).filter(({ key }) => !known.has(key));
    const failed = rehearsal.steps.find((step) => step.outcome === 'failed');
    if (left.length > 0) return [describeTrace(left, failed, context)];
    if (failed?.error !== undefined) return [describeFailure(failed, failed.error, context)];
    const differing = listTrace(rehearsal.repeat).filter(({ key }) => !known.has(key));
    return differing.length === 0 ? [] : [describeDifference(differing, context)];
  },
};

function describeTrace(left: readonly CatalogChange[], failed: StepObservation | undefined, context: ObservationContext): FoundProblem {
  const consequence = failed?.error === undefined ? '' : ` The next ${failed.direction} of \`${failed.revision}\` then fails: ${sayError(failed.error)}`;
  return {
    message: `With all new revisions taken back together, ${summarize(left, 'trace')}.${consequence}`,
    remedy: writeTraceRemedy(left, context.dialect, listRehearsalRenames(context.observation)),
    evidence: { diff: renderDiff(left, 'trace') },
    identity: nameChanged(left, context.dialect),
  };
}

function describeFailure(failed: StepObservation, error: StepError, context: ObservationContext): FoundProblem {
  return {
    revision: failed.revision,
    ...locateStep(failed, context),
    message: `With all new revisions taken back together, the ${failed.direction} of \`${failed.revision}\` fails: ${sayError(error)}`,
    remedy: { text: `The ${failed.direction} works alone, so it needs something that another new revision's downgrade took away. Correct the order or the condition it relies on.` },
    evidence: showError(error),
    identity: [failed.revision, failed.direction],
  };
}

function describeDifference(differing: readonly CatalogChange[], { dialect }: ObservationContext): FoundProblem {
  return {
    message: `After all new revisions were taken back together and rolled out again, the database is another: ${summarize(differing, 'difference')}.`,
    remedy: { text: 'Let each `upgrade()` do the same whatever was there before, and each `downgrade()` undo all of it, rows included.' },
    evidence: { diff: renderDiff(differing, 'difference') },
    identity: nameChanged(differing, dialect),
  };
}
