import type { Catalog } from '../catalog/model.ts';
import { diffCatalogs } from '../catalog/diff.ts';
import type { RehearsalObservation, StepObservation } from './observation.ts';
import type { Workbench } from './workbench.ts';

/**
 * The rollback rehearsal: every new revision down, newest first, and up again; stops at the first failure.
 * @param revisions the new revisions in the order they were upgraded; each is applied
 * @param start catalog at the merge base
 * @param end catalog at the heads
 */
export async function rehearseRollback(
  bench: Workbench,
  revisions: readonly string[],
  start: Catalog,
  end: Catalog,
): Promise<RehearsalObservation> {
  const steps: StepObservation[] = [];
  for (const revision of revisions.toReversed()) {
    const step = await bench.move(revision, 'downgrade', 'rehearsal', 1);
    steps.push(step);
    if (step.outcome !== 'applied') return { steps };
  }
  const down = await bench.readCatalog();
  const trace = diffCatalogs(start, down);
  for (const revision of revisions) {
    const step = await bench.move(revision, 'upgrade', 'rehearsal', 2);
    steps.push(step);
    if (step.outcome !== 'applied') return { steps, trace };
  }
  return { steps, trace, repeat: diffCatalogs(end, await bench.readCatalog()) };
}
