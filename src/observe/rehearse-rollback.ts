import type { Catalog } from '../catalog/model.ts';
import type { RevisionObservation, StepObservation } from './observation.ts';
import type { WalkStop } from './walk-revisions.ts';
import type { Workbench } from './workbench.ts';

/** The rollback rehearsal, as far as it came. */
export interface Rehearsal {
  readonly steps: readonly StepObservation[];
  /** Catalog after all downgrades. */
  readonly down?: Catalog;
  /** Catalog after going up again. */
  readonly up?: Catalog;
}

/** Every new revision down, newest first, and up again, on a database at the heads; stops at the first failure. */
export async function rehearseRollback(bench: Workbench, stops: readonly WalkStop[]): Promise<Rehearsal> {
  const steps: StepObservation[] = [];
  const move = async ({ revision }: WalkStop, direction: 'upgrade' | 'downgrade'): Promise<boolean> => {
    const step = await bench.move(revision, direction, 'rehearsal', direction === 'downgrade' ? 1 : 2);
    steps.push(step);
    return step.outcome === 'applied';
  };
  for (const stop of stops.toReversed()) if (!(await move(stop, 'downgrade'))) return { steps };
  const down = await bench.readCatalog();
  for (const stop of stops) if (!(await move(stop, 'upgrade'))) return { steps, down };
  return { steps, down, up: await bench.readCatalog() };
}

/** Why a rehearsal cannot be done, or has nothing to tell, from the files alone. */
export function findRehearsalObstacle(stops: readonly WalkStop[]): string | undefined {
  for (const stop of stops) {
    if (!stop.isJudged) return `\`${stop.revision}\`, which is not new, stands above a new revision`;
    if (!stop.goesDown) return `\`${stop.revision}\` has no downgrade`;
  }
  return undefined;
}

/** Why a rehearsal would only tell again what the round trips told. */
export function findUnfinishedTrip(revisions: readonly RevisionObservation[]): string | undefined {
  const unfinished = revisions.find(({ steps }) => steps.some((step) => step.outcome !== 'applied'));
  return unfinished === undefined ? undefined : `\`${unfinished.revision}\` did not make its round trip`;
}
