import type { StepObservation } from '../../observe/observation.ts';
import type { ObservationCheck } from '../check.ts';
import { findStep, listJudged } from '../round-trip/step-place.ts';

/** `alembic_version.version_num` is VARCHAR(32): alembic/ddl/impl.py, `version_table_impl`. */
const longestId = 32;

export const idTooLong: ObservationCheck = {
  id: 'revisions/id-too-long',
  stage: 'observation',
  severity: 'error',
  title: 'Id too long',
  why: `Alembic keeps ids in a column of ${String(longestId)} characters; the upgrade fails when it writes this one.`,
  find: (context) =>
    listJudged(context).flatMap((trip) => {
      const id = trip.revision;
      const characters = Array.from(id);
      const revision = context.history.graph.revisions.get(id);
      if (revision === undefined || !isIdRefused(findStep(trip, 'upgrade', 1))) return [];
      return [
        {
          revision: id,
          file: revision.file,
          line: revision.lines.revision,
          message: `The id \`${id}\` has ${String(characters.length)} characters; ${String(longestId)} are the most.`,
          remedy: { text: 'Give it a shorter one:', code: `revision = ${JSON.stringify(characters.slice(0, longestId).join(''))}`, language: 'python' as const },
          identity: [id],
        },
      ];
    }),
};

/** Whether a step failed only because the database could not keep the revision's long id. SQLite keeps any, and a wider column keeps more. */
export function isIdRefused(step: StepObservation | undefined): boolean {
  // Databases count code points.
  if (step === undefined || step.outcome !== 'failed' || Array.from(step.revision).length <= longestId) return false;
  return step.statements.some(({ isFailed, isBookkeeping }) => isFailed && isBookkeeping);
}
