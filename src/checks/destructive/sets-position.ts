import type { ObservationContext } from '../check.ts';
import { findStep } from '../round-trip/step-place.ts';
import { findRowTrip } from '../rows/row-trips.ts';
import type { JudgedUpgrade } from './list-upgrades.ts';

/** Whether an upgrade says where a sequence goes on. */
export function setsPosition({ revision, step }: JudgedUpgrade, context: ObservationContext): boolean {
  // A revision may do so only where there are rows.
  const trip = findRowTrip(context, revision);
  const withRows = trip === undefined ? undefined : findStep(trip, 'upgrade', 1);
  return [...step.statements, ...(withRows?.statements ?? [])].some(({ sql }) => position.test(sql));
}

/** `START` alone is often a column. */
const position = /\b(?:setval\b|RESTART\b|START\s+WITH\b|START[\s=]+[-\d])/i;
