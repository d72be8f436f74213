import type { StepObservation } from '../../observe/observation.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { ObservationContext } from '../check.ts';

/** Whether a step that failed on an empty database passes on one with rows: a sentence, or nothing. */
export function tellOnlyEmpty({ revision, direction, attempt, statements }: StepObservation, { observation }: ObservationContext): string {
  const trip = observation.rows?.revisions.find((one) => one.revision === revision);
  const withRows = trip?.steps.find((step) => step.direction === direction && step.attempt === attempt);
  const failed = statements.find(({ isFailed }) => isFailed);
  // What a server refuses to change in the schema of an empty database is not for want of rows.
  const isOfSchema = failed !== undefined && listOperations(failed).some(({ kind }) => !['select', 'insert', 'update', 'delete', 'procedural'].includes(kind));
  if (withRows?.outcome !== 'applied' || isOfSchema) return '';
  return 'With rows in the tables it passes: it assumes rows that an empty database, and so a new installation, does not have.';
}
