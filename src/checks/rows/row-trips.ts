import type { RevisionObservation } from '../../observe/observation.ts';
import type { ObservationContext } from '../check.ts';

/** The new revisions' round trips with rows, as far as that walk came. */
export function listRowTrips({ observation, history }: ObservationContext): readonly RevisionObservation[] {
  return observation.rows?.revisions.filter(({ revision }) => history.newRevisions.has(revision)) ?? [];
}

/** The round trip of a revision on an empty database. */
export function findEmptyTrip({ observation }: ObservationContext, revision: string): RevisionObservation | undefined {
  return observation.revisions.find((trip) => trip.revision === revision);
}
