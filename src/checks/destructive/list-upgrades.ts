import type { StepObservation } from '../../observe/observation.ts';
import type { ObservationContext } from '../check.ts';
import { findRowTrip } from '../rows/row-trips.ts';
import { findStep, listJudged } from '../round-trip/step-place.ts';

/** The first upgrade of a new revision, whose effects are judged. */
export interface JudgedUpgrade {
  readonly revision: string;
  readonly step: StepObservation;
}

/**
 * The first upgrades of new revisions: on the empty database, and where one does more with rows in the tables, that one as well, with what it
 * changes besides.
 */
export function listUpgrades(context: ObservationContext): JudgedUpgrade[] {
  return listJudged(context).flatMap((trip) => {
    const step = findStep(trip, 'upgrade', 1);
    if (step?.outcome !== 'applied') return [];
    const withRows = findRowTrip(context, trip.revision);
    const other = withRows === undefined ? undefined : findStep(withRows, 'upgrade', 1);
    const besides = other?.outcome === 'applied' ? other.changes.filter((change) => !step.changes.some(({ type, key }) => type === change.type && key === change.key)) : [];
    return [{ revision: trip.revision, step }, ...(other === undefined || besides.length === 0 ? [] : [{ revision: trip.revision, step: { ...other, changes: besides } }])];
  });
}
