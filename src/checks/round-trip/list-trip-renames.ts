import type { Rename } from '../../catalog/rename.ts';
import type { ProjectObservation, RevisionObservation } from '../../observe/observation.ts';
import { listRenames } from '../../sql/list-renames.ts';
import { findStep } from './step-place.ts';

/** What a revision's upgrade gave another name and its downgrade did not give back. */
export function listTripRenames(trip: RevisionObservation): Rename[] {
  return listRenames([...listStatements(trip, 'upgrade'), ...listStatements(trip, 'downgrade')]);
}

/** What all upgrades gave another name and all downgrades together did not give back. */
export function listRehearsalRenames({ revisions, rehearsal }: ProjectObservation): Rename[] {
  const upgraded = revisions.flatMap((trip) => listStatements(trip, 'upgrade'));
  const downgraded = (rehearsal?.steps ?? []).filter(({ direction }) => direction === 'downgrade').flatMap(({ statements }) => statements);
  return listRenames([...upgraded, ...downgraded]);
}

function listStatements(trip: RevisionObservation, direction: 'upgrade' | 'downgrade'): RevisionObservation['steps'][number]['statements'] {
  return findStep(trip, direction, 1)?.statements ?? [];
}
