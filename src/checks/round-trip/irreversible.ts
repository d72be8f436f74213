import type { ObservationCheck } from '../check.ts';
import { findStep, listJudged, locateFunction } from './step-place.ts';

export const irreversible: ObservationCheck = {
  id: 'round-trip/irreversible',
  stage: 'observation',
  severity: 'warning',
  title: 'Irreversible',
  why: 'A release with this revision cannot be taken back by Alembic; a reviewer should know before it is merged.',
  find: (context) =>
    context.downgrades !== 'required'
      ? []
      : listJudged(context).flatMap((trip) => {
          const isMissing = context.history.graph.revisions.get(trip.revision)?.downgradeBody === 'missing';
          const isDeclared = findStep(trip, 'downgrade', 1)?.error?.isIrreversible === true;
          if ((!isMissing && !isDeclared) || findStep(trip, 'upgrade', 1)?.outcome !== 'applied') return [];
          return [
            {
              revision: trip.revision,
              ...locateFunction(trip.revision, 'downgrade', context),
              message: isMissing ? `\`${trip.revision}\` has no \`downgrade()\`.` : `\`${trip.revision}\` declares that it cannot be downgraded (NotImplementedError).`,
              remedy: {
                text: 'Write the downgrade, or say that this is meant with a comment at the top of the file (or set `downgrades: optional` for the whole project):',
                code: '# alembic-gate: ignore[round-trip/irreversible] why there is no way back',
                language: 'python' as const,
              },
              identity: [trip.revision],
            },
          ];
        }),
};
