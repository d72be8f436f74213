import type { Catalog } from '../catalog/model.ts';
import type { BringUpObservation, DriftObservation } from './observation.ts';
import { rehearseRollback } from './rehearse-rollback.ts';
import type { Rehearsal } from './rehearse-rollback.ts';
import type { WalkStop } from './walk-revisions.ts';
import type { Workbench } from './workbench.ts';

/** A new installation, the models compared with it, and its rollback rehearsed. */
export interface FreshInstallation {
  readonly run: BringUpObservation;
  /** Catalog at the heads; undefined where they were not reached. */
  readonly catalog?: Catalog;
  readonly drift: DriftObservation;
  readonly rehearsal?: Rehearsal;
}

/**
 * Upgrades the workbench's empty database to the heads in one Alembic run, compares the project's models with it, and takes the revisions
 * of `rehearsed` down together and up again, while the walk goes on elsewhere.
 */
export async function installFresh(bench: Workbench, revisions: readonly string[], rehearsed: readonly WalkStop[]): Promise<FreshInstallation> {
  const run = await bench.run(revisions);
  if (run.outcome !== 'applied') return { run, drift: { outcome: 'skipped', because: 'the heads were not reached' } };
  const catalog = await bench.readCatalog();
  const drift = await bench.compareModels();
  return rehearsed.length === 0 ? { run, catalog, drift } : { run, catalog, drift, rehearsal: await rehearseRollback(bench, rehearsed) };
}
