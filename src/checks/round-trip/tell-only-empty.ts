import type { StepObservation } from '../../observe/observation.ts';
import type { ObservationContext } from '../check.ts';

/** Whether a step that failed on an empty database passes on one with rows: a sentence, or nothing. */
export function tellOnlyEmpty({ revision, direction, attempt }: StepObservation, { observation }: ObservationContext): string {
  const trip = observation.rows?.revisions.find((one) => one.revision === revision);
  const withRows = trip?.steps.find((step) => step.direction === direction && step.attempt === attempt);
  if (withRows?.outcome !== 'applied') return '';
  return 'With rows in the tables it passes: it assumes rows that an empty database, and so a new installation, does not have.';
}
