import { renderDiff } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { isDowngradeEmpty, listTrace } from './downgrade-leaves-trace.ts';
import { listTripRenames } from './list-trip-renames.ts';
import { listJudged, locateFunction } from './step-place.ts';
import { writeTraceRemedy } from './write-trace-remedy.ts';

export const downgradeEmpty: ObservationCheck = {
  id: 'round-trip/downgrade-empty',
  stage: 'observation',
  severity: 'error',
  title: 'Downgrade is empty',
  why: 'It reports success and undoes nothing: the version table then says something that is not true of the database.',
  find: (context) =>
    context.downgrades !== 'required'
      ? []
      : listJudged(context).flatMap((trip) => {
          const trace = listTrace(trip.trace);
          if (trace.length === 0 || !isDowngradeEmpty(trip.revision, context)) return [];
          const remedy = writeTraceRemedy(trace, context.dialect, listTripRenames(trip));
          return [
            {
              revision: trip.revision,
              ...locateFunction(trip.revision, 'downgrade', context),
              message: `The downgrade of \`${trip.revision}\` does nothing, but its upgrade changed the database.`,
              remedy: { ...remedy, text: `${remedy.text.replace(/[.:]$/, '')}, or \`raise NotImplementedError\` where there is no way back${remedy.code === undefined ? '.' : ':'}` },
              evidence: { diff: renderDiff(trace, 'trace') },
              identity: [trip.revision],
            },
          ];
        }),
};
