import type { CatalogObject } from '../../catalog/model.ts';
import type { RevisionObservation } from '../../observe/observation.ts';
import type { ObservationCheck } from '../check.ts';
import { explainFailure } from './explain-failure.ts';
import { countStatements, findStep, listJudged, locateStep } from './step-place.ts';
import { sayError, showError, tellAfter } from './say-error.ts';
import { tellOnlyEmpty } from './tell-only-empty.ts';
import { showWhatStays, tellWhatStays } from './what-stays.ts';

export const downgradeFails: ObservationCheck = {
  id: 'round-trip/downgrade-fails',
  stage: 'observation',
  severity: 'error',
  title: 'Downgrade fails',
  why: 'When the release has to be taken back, the database cannot follow.',
  find: (context) =>
    context.downgrades === 'off'
      ? []
      : listJudged(context).flatMap((trip) => {
          const step = findStep(trip, 'downgrade', 1);
          if (step?.outcome !== 'failed' || step.error === undefined || step.error.isIrreversible) return [];
          const { error } = step;
          return [
            {
              revision: trip.revision,
              ...locateStep(step, context),
              message: `The downgrade of \`${trip.revision}\` fails${countStatements(step)}: ${sayError(error)}${tellAfter(error, tellWhatStays(step, context.dialect), tellOnlyEmpty(step, context))}`,
              remedy: explainFailure(error, context.dialect, 'downgrade', listMade(trip)),
              evidence: { ...showError(error), ...showWhatStays(step) },
              identity: [trip.revision],
            },
          ];
        }),
};

function listMade(trip: RevisionObservation): CatalogObject[] {
  return (findStep(trip, 'upgrade', 1)?.changes ?? []).flatMap((change) => (change.type === 'added' ? [change.object] : []));
}
