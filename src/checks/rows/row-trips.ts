import type { RevisionObservation } from '../../observe/observation.ts';
import type { ObservationContext } from '../check.ts';
import { oncePerContext } from '../once-per-context.ts';

/** The new revisions' round trips with rows, as far as that walk came. */
export function listRowTrips({ observation, history }: ObservationContext): readonly RevisionObservation[] {
  return observation.rows?.revisions.filter(({ revision }) => history.newRevisions.has(revision)) ?? [];
}

const rowTrips = oncePerContext((context) => new Map(listRowTrips(context).map((trip) => [trip.revision, trip])));

/** The round trip of a new revision with rows. */
export function findRowTrip(context: ObservationContext, revision: string): RevisionObservation | undefined {
  return rowTrips(context).get(revision);
}

/** The round trip of a revision on an empty database. */
export function findEmptyTrip({ observation }: ObservationContext, revision: string): RevisionObservation | undefined {
  return observation.revisions.find((trip) => trip.revision === revision);
}
