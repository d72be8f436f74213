import type { Catalog } from '../catalog/model.ts';
import type { BringUpObservation, DriftObservation } from './observation.ts';
import { rehearseRollback } from './rehearse-rollback.ts';
import type { Rehearsal } from './rehearse-rollback.ts';
import type { WalkStop } from './walk-revisions.ts';
import type { Workbench } from './workbench.ts';

/** A new installation, the models compared with it, and its rollback rehearsed. */
export interface FreshInstallation {
  readonly run: BringUpObservation;
  /** Catalog at the end; undefined where that was not reached. */
  readonly catalog?: Catalog;
  readonly drift: DriftObservation;
  readonly rehearsal?: Rehearsal;
}

/**
 * Upgrades the workbench's empty database by all `revisions` in one Alembic run, compares the project's models with it where that leads to the
 * heads, and takes those of `rehearsed` down together and up again, while the walk goes on elsewhere.
 */
export async function installFresh(bench: Workbench, revisions: readonly string[], rehearsed: readonly WalkStop[], reachesHeads: boolean): Promise<FreshInstallation> {
  const run = await bench.run(revisions);
  if (run.outcome !== 'applied') return { run, drift: { outcome: 'skipped', because: 'the heads were not reached' } };
  const catalog = await bench.readCatalog();
  const drift: DriftObservation = reachesHeads ? await bench.compareModels() : { outcome: 'skipped', because: 'other revisions come after these' };
  return rehearsed.length === 0 ? { run, catalog, drift } : { run, catalog, drift, rehearsal: await rehearseRollback(bench, rehearsed) };
}
