import { renderDiff } from '../../catalog/describe.ts';
import type { ObservationCheck } from '../check.ts';
import { listTrace, summarize } from './downgrade-leaves-trace.ts';
import { listJudged, locateStep } from './step-place.ts';
import { writeTraceRemedy } from './write-trace-remedy.ts';

export const rollbackLeavesTrace: ObservationCheck = {
  id: 'round-trip/rollback-leaves-trace',
  stage: 'observation',
  severity: 'error',
  title: 'Rollback leaves a trace',
  why: 'Each revision goes back alone, but all of them together, as a release is taken back, do not lead to where it began.',
  find: (context) => {
    const { rehearsal } = context.observation;
    if (rehearsal === undefined || context.downgrades === 'off') return [];
    const failed = rehearsal.steps.find((step) => step.outcome === 'failed');
    if (failed?.error !== undefined) {
      return [
        {
          revision: failed.revision,
          ...locateStep(failed, context),
          message: `With all new revisions taken back together, the ${failed.direction} of \`${failed.revision}\` fails: ${failed.error.message}`,
          remedy: { text: `The ${failed.direction} works alone, so it needs something that another new revision's downgrade took away. Correct the order or the condition it relies on.` },
          evidence: { error: failed.error.traceback ?? failed.error.message, ...(failed.error.sql === undefined ? {} : { sql: failed.error.sql }) },
          identity: [failed.revision, failed.direction],
        },
      ];
    }
    const known = new Set(listJudged(context).flatMap(({ trace }) => listTrace(trace).map(({ key }) => key)));
    const left = listTrace(rehearsal.trace).filter(({ key }) => !known.has(key));
    if (left.length === 0) return [];
    return [
      {
        message: `With all new revisions taken back together, ${summarize(left)}.`,
        remedy: writeTraceRemedy(left, context.dialect),
        evidence: { diff: renderDiff(left, 'trace') },
        identity: left.map(({ key }) => key),
      },
    ];
  },
};
