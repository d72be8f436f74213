import type { Catalog } from '../catalog/model.ts';
import type { BringUpObservation, DriftObservation } from './observation.ts';
import type { Workbench } from './workbench.ts';

/** A new installation, and the models compared with it. */
export interface FreshInstallation {
  readonly run: BringUpObservation;
  /** Catalog at the heads; undefined where they were not reached. */
  readonly catalog?: Catalog;
  readonly drift: DriftObservation;
}

/** Upgrades the workbench's empty database to the heads in one Alembic run, and compares the project's models with it. */
export async function installFresh(bench: Workbench, revisions: readonly string[]): Promise<FreshInstallation> {
  const run = await bench.run(revisions);
  if (run.outcome !== 'applied') return { run, drift: { outcome: 'skipped', because: 'the heads were not reached' } };
  const catalog = await bench.readCatalog();
  return { run, catalog, drift: await bench.compareModels() };
}
