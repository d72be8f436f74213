import type { ObservationContext } from '../check.ts';
import type { Direction, RevisionObservation, StepObservation } from '../../observe/observation.ts';
import { listWorking } from '../../sql/find-statement.ts';

/** The step of a revision's walk that went one way for the nth time. */
export function findStep(observation: RevisionObservation, direction: Direction, attempt: 1 | 2): StepObservation | undefined {
  return observation.steps.find((step) => step.direction === direction && step.attempt === attempt);
}

/** Where a step failed: the line that led to the error, or else the function that was running. */
export function locateStep(step: StepObservation, { history }: Pick<ObservationContext, 'history'>): { readonly file?: string; readonly line?: number } {
  const revision = history.graph.revisions.get(step.revision);
  const file = step.error?.file ?? step.hung?.file;
  const line = step.error?.line ?? step.hung?.line;
  if (file !== undefined && line !== undefined && file === revision?.file) return { file, line };
  return locateFunction(step.revision, step.direction, { history });
}

/** The `def upgrade` or `def downgrade` of a revision. */
export function locateFunction(id: string, direction: Direction, { history }: Pick<ObservationContext, 'history'>): { readonly file?: string; readonly line?: number } {
  const revision = history.graph.revisions.get(id);
  return revision === undefined ? {} : { file: revision.file, line: revision.lines[direction] };
}

/** The new revisions' round trips; an old revision on the way is not judged. */
export function listJudged({ observation, history }: ObservationContext): readonly RevisionObservation[] {
  return observation.revisions.filter(({ revision }) => history.newRevisions.has(revision));
}

/**
 * Which statement was refused, counted among those that do something, and of how many where that is known; empty where none of them was
 * refused, or it is the only one.
 */
export function countStatements({ statements, plannedStatements = 0 }: StepObservation): string {
  const own = listWorking(statements);
  const failed = own.findIndex(({ isFailed }) => isFailed);
  if (failed === -1 || Math.max(own.length, plannedStatements) < 2) return '';
  // A revision that does something else without a connection may have been told too few.
  const isKnown = plannedStatements >= own.length;
  return ` at statement ${String(failed + 1)}${isKnown ? ` of ${String(plannedStatements)}` : ''}`;
}
