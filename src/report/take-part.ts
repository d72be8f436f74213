import type { ProjectObservation, RevisionObservation } from '../observe/observation.ts';
import type { Part } from './report.ts';

/** `2/4` */
export function sayPart({ index, of }: Part): string {
  return `${String(index)}/${String(of)}`;
}

/** Why a part of several does not have what belongs to the heads; the joined report leaves the sentence out, because there it is not so. */
export function sayLeftToLast({ of }: Part): string {
  return `What can be told at the heads alone (a fresh installation, the models, what a release that runs can still do) is looked at by the last part, ${sayPart({ index: of, of })}.`;
}

/** What a part says that has no revision. */
export function sayEmptyPart(part: Part, config: string): string {
  return `Part ${sayPart(part)} has no revision of ${config}: there are fewer revisions than parts.`;
}

/** What was seen of a job's own revisions; those of other jobs that it came through count as brought up. Pure. */
export function takePart(observation: ProjectObservation): ProjectObservation {
  const { passed = [], bringUp, revisions, rows } = observation;
  if (passed.length === 0) return observation;
  const isOwn = ({ revision }: RevisionObservation): boolean => !passed.includes(revision);
  const applied = revisions.filter((trip) => !isOwn(trip) && trip.steps.some(({ outcome }) => outcome === 'applied')).map(({ revision }) => revision);
  return {
    ...observation,
    bringUp: { ...bringUp, applied: [...bringUp.applied, ...applied] },
    revisions: revisions.filter(isOwn),
    ...(rows === undefined ? {} : { rows: { ...rows, revisions: rows.revisions.filter(isOwn) } }),
  };
}
