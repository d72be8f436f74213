import { renderDiff } from '../../catalog/describe.ts';
import type { RevisionObservation } from '../../observe/observation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { FoundProblem, ObservationCheck, ObservationContext, Remedy } from '../check.ts';
import { nameChanged } from '../name-object.ts';
import { listLeft } from '../rows/left-behind.ts';
import { nameTable, writePath } from '../rows/row-table.ts';
import { sayCount } from '../../say-count.ts';
import { explainFailure } from './explain-failure.ts';
import { isDowngradeEmpty, listTrace, summarize } from './downgrade-leaves-trace.ts';
import { findStep, listJudged, locateFunction, locateStep } from './step-place.ts';
import { sayError, showError } from './say-error.ts';

export const upgradeNotRepeatable: ObservationCheck = {
  id: 'round-trip/upgrade-not-repeatable',
  stage: 'observation',
  severity: 'error',
  title: 'Upgrade cannot be repeated',
  why: 'After a release was taken back, it cannot be rolled out again as it was.',
  find: (context) =>
    listJudged(context).flatMap((trip): FoundProblem[] => {
      const again = findStep(trip, 'upgrade', 2);
      const isExplained = listTrace(trip.trace).length > 0;
      // An empty downgrade's second upgrade runs on what the first one made; that is the same defect.
      if (again === undefined || (isExplained && (again.outcome === 'failed' || isDowngradeEmpty(trip.revision, context)))) return [];
      if (again.outcome === 'failed' && again.error !== undefined) {
        const { error } = again;
        return [
          {
            revision: trip.revision,
            ...locateStep(again, context),
            message: `The second upgrade of \`${trip.revision}\` fails, after its downgrade: ${sayError(error)}`,
            remedy: context.dialect.isRowConflict(error)
              ? deleteLeft(trip, context)
              : explainFailure(error, context.dialect, 'upgrade'),
            evidence: showError(error),
            identity: [trip.revision, 'fails'],
          },
        ];
      }
      const difference = listTrace(trip.repeat);
      if (difference.length === 0) return [];
      return [
        {
          revision: trip.revision,
          ...locateFunction(trip.revision, 'upgrade', context),
          message: `The second upgrade of \`${trip.revision}\` gives another result than the first: ${summarize(difference, 'difference')}.`,
          remedy: { text: 'Let `upgrade()` do the same whatever was there before, and `downgrade()` undo all of it.' },
          evidence: { diff: renderDiff(difference, 'difference') },
          identity: [trip.revision, 'differs', ...nameChanged(difference, context.dialect)],
        },
      ];
    }),
};

function deleteLeft(trip: RevisionObservation, context: ObservationContext): Remedy {
  const left = listLeft(trip, context);
  const told = left.map((one) => `${sayCount(one.rows, 'row')} in \`${nameTable(one, context.dialect)}\``);
  const lines = left.length === 0 ? ['op.execute("DELETE FROM ... WHERE ...")'] : left.map((one) => `op.execute(${quotePython(`DELETE FROM ${writePath(one, context.dialect)} WHERE ...`)})`);
  return {
    text: `The upgrade inserts rows that its downgrade leaves${told.length === 0 ? '' : ` (${told.join(', ')})`}. Delete them in \`downgrade()\`, for example:`,
    code: lines.join('\n'),
    language: 'python',
  };
}
