import { renderDiff } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { nameChanged } from '../name-object.ts';
import { listTrace, summarize } from './downgrade-leaves-trace.ts';
import { explainFailure } from './explain-failure.ts';
import { listJudged } from './step-place.ts';
import { sayError, showError } from './say-error.ts';

export const freshInstallDiffers: ObservationCheck = {
  id: 'round-trip/fresh-install-differs',
  stage: 'observation',
  severity: 'error',
  title: 'Fresh installation differs',
  why: 'A new installation runs the whole history at once. It must end where databases that were upgraded release by release are.',
  find: (context) => {
    const { fresh } = context.observation;
    if (fresh === undefined || context.observation.bringUp.outcome !== 'applied') return [];
    // What fails in the walk fails here as well.
    const isWalkWhole = listJudged(context).every(({ steps }) => steps.every((step) => step.direction === 'downgrade' || step.attempt === 2 || step.outcome === 'applied'));
    if (!isWalkWhole || context.history.newRevisions.size === 0) return [];
    if (fresh.outcome === 'failed' && fresh.error !== undefined) {
      const { error, failedRevision } = fresh;
      return [
        {
          ...(failedRevision === undefined ? {} : { revision: failedRevision }),
          ...(error.file === undefined ? {} : { file: error.file }),
          ...(error.line === undefined ? {} : { line: error.line }),
          message: `A new installation, straight to the heads in one run, fails${failedRevision === undefined ? '' : ` at \`${failedRevision}\``}: ${sayError(error)}`,
          remedy: explainFailure(error, context.dialect, 'upgrade'),
          evidence: showError(error),
          identity: [failedRevision ?? '', 'fails'],
        },
      ];
    }
    const changes = listTrace(fresh.changes);
    if (changes.length === 0) return [];
    return [
      {
        message: `A new installation ends otherwise than the upgraded database: ${summarize(changes, 'difference')}.`,
        remedy: { text: 'Let the revisions do the same whether they run one by one or all at once, and whatever was there before.' },
        evidence: { diff: renderDiff(changes, 'difference') },
        identity: nameChanged(changes, context.dialect),
      },
    ];
  },
};
