import type { ObservationCheck } from '../check.ts';
import { isIdRefused } from '../revisions/id-too-long.ts';
import { explainFailure } from './explain-failure.ts';
import { countStatements, findStep, listJudged, locateStep } from './step-place.ts';
import { sayError, showError, tellAfter } from './say-error.ts';
import { tellOnlyEmpty } from './tell-only-empty.ts';
import { showWhatStays, tellWhatStays } from './what-stays.ts';

export const upgradeFails: ObservationCheck = {
  id: 'round-trip/upgrade-fails',
  stage: 'observation',
  severity: 'error',
  title: 'Upgrade fails',
  why: 'The deployment that runs this revision stops there.',
  find: (context) =>
    listJudged(context).flatMap((trip) => {
      const step = findStep(trip, 'upgrade', 1);
      if (step?.outcome !== 'failed' || step.error === undefined) return [];
      const { error } = step;
      // That its id does not fit into the version table is a finding of its own.
      if (isIdRefused(step)) return [];
      return [
        {
          revision: trip.revision,
          ...locateStep(step, context),
          message: `The upgrade of \`${trip.revision}\` fails${countStatements(step)}: ${sayError(error)}${tellAfter(error, tellWhatStays(step, context.dialect), tellOnlyEmpty(step, context))}`,
          remedy: explainFailure(error, context.dialect, 'upgrade'),
          evidence: { ...showError(error), ...showWhatStays(step) },
          identity: [trip.revision],
        },
      ];
    }),
};
