import { isDifference } from '../../catalog/diff.ts';
import { describeChange, renderDiff } from '../../catalog/describe.ts';
import type { Voice } from '../../catalog/describe.ts';
import type { CatalogChange } from '../../catalog/change.ts';
import type { ObservationContext, ObservationCheck } from '../check.ts';
import { nameChanged } from '../name-object.ts';
import type { RevisionObservation } from '../../observe/observation.ts';
import { listRowTrips } from '../rows/row-trips.ts';
import { listTripRenames } from './list-trip-renames.ts';
import { findStep, listJudged, locateFunction } from './step-place.ts';
import { writeTraceRemedy } from './write-trace-remedy.ts';
import { sayError } from './say-error.ts';

export const downgradeLeavesTrace: ObservationCheck = {
  id: 'round-trip/downgrade-leaves-trace',
  stage: 'observation',
  severity: 'error',
  title: 'Downgrade leaves a trace',
  why: 'After taking this back, the database is not what it was: the next upgrade can stumble over what is left, and old code meets what it does not know.',
  find: (context) =>
    context.downgrades === 'off'
      ? []
      : [...listJudged(context), ...listTracedByRows(context)].flatMap((trip) => {
          const trace = listTrace(trip.trace);
          const isOfRows = trip.walk === 'rows';
          if (trace.length === 0 || (!isOfRows && isDowngradeEmpty(trip.revision, context))) return [];
          const again = findStep(trip, 'upgrade', 2);
          const consequence = again?.outcome === 'failed' && again.error !== undefined ? ` The next upgrade then fails: ${sayError(again.error)}` : '';
          return [
            {
              revision: trip.revision,
              ...locateFunction(trip.revision, 'downgrade', context),
              // Which rows it depends on is not known, and those are made up.
              ...(isOfRows ? { severity: 'warning' as const } : {}),
              message: `${isOfRows ? 'With rows in the tables, after' : 'After'} the downgrade of \`${trip.revision}\`, ${summarize(trace, 'trace')}.${consequence}`,
              remedy: writeTraceRemedy(trace, context.dialect, listTripRenames(trip)),
              evidence: { diff: renderDiff(trace, 'trace') },
              identity: [trip.revision, ...nameChanged(trace, context.dialect)],
            },
          ];
        }),
};

/** The trips with rows of revisions whose downgrade leaves a trace only there: they make objects of what the rows say. */
export function listTracedByRows(context: ObservationContext): readonly RevisionObservation[] {
  const traceless = new Set(listJudged(context).flatMap(({ revision, trace }) => (trace !== undefined && listTrace(trace).length === 0 ? [revision] : [])));
  return listRowTrips(context).filter(({ revision, trace }) => traceless.has(revision) && listTrace(trace).length > 0);
}

/** What counts as a trace: the order of columns alone is another check's, and a rule that was validated can stay so. */
export function listTrace(changes: readonly CatalogChange[] | undefined): readonly CatalogChange[] {
  return (changes ?? []).filter(isDifference);
}

/** Whether `downgrade()` does nothing, which is another finding. */
export function isDowngradeEmpty(id: string, { history }: Pick<ObservationContext, 'history'>): boolean {
  return history.graph.revisions.get(id)?.downgradeBody === 'empty';
}

const shown = 3;

/** The first few changes in a sentence. */
export function summarize(changes: readonly CatalogChange[], voice: Voice): string {
  const lines = changes.slice(0, shown).map((change) => describeChange(change, voice).replaceAll(/\s+/g, ' '));
  const rest = changes.length - lines.length;
  return `${lines.join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
}
