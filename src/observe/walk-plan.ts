import type { Catalog } from '../catalog/model.ts';
import { sayCount } from '../say-count.ts';
import type { ObserveRequest } from './observe-request.ts';
import type { BringUpObservation, RevisionObservation } from './observation.ts';
import { walkRevisions } from './walk-revisions.ts';
import type { WalkStop } from './walk-revisions.ts';
import type { Workbench } from './workbench.ts';

/** What the walk saw. */
export interface WalkedPlan {
  readonly bringUp: BringUpObservation;
  readonly revisions: readonly RevisionObservation[];
  /** Catalog at the merge base; undefined where it was not reached. */
  readonly base?: Catalog;
  /** Catalog at the heads; undefined where they were not all reached. */
  readonly end?: Catalog;
  /** The same as far as the walk came. */
  readonly heads?: Catalog;
}

/**
 * Brings the workbench's database to the merge base and walks the new revisions.
 * @param onBase awaited when the merge base is reached
 */
export async function walkPlan(bench: Workbench, stops: readonly WalkStop[], request: ObserveRequest, onBase: () => Promise<void>): Promise<WalkedPlan> {
  const { plan, progress } = request;
  if (plan.bringUp.length > 0) progress.phase(`Bringing up ${countRevisions(plan.bringUp.length, 'earlier')}`);
  const bringUp = await bench.run(plan.bringUp);
  if (bringUp.outcome !== 'applied') return { bringUp, revisions: [] };
  if (plan.bringUp.length > 0 && request.dialect.capabilities.cheapClones) await bench.keepCheckpoint();
  await onBase();
  const base = await bench.readCatalog();
  progress.phase(`Round trips of ${countRevisions(request.newRevisions.size, 'new')}${request.bridges.rows === undefined ? '' : ', without rows and with'}`);
  const { revisions, end, blocked } = await walkRevisions(bench, stops, base, progress);
  return { bringUp, revisions, base: bench.keepsIdentities ? base : forgetIdentities(base), heads: end, ...(blocked.size === 0 ? { end } : {}) };
}

function forgetIdentities({ objects }: Catalog): Catalog {
  return { objects: new Map([...objects].map(([key, object]) => [key, { ...object, identity: null }])) };
}

/** The revisions to walk, in order, and what each goes through. */
export function planStops(request: ObserveRequest): WalkStop[] {
  return request.plan.walk.map((id) => {
    const revision = request.graph.revisions.get(id);
    return {
      revision: id,
      needs: revision === undefined ? [] : [...revision.parents, ...revision.dependsOn],
      isJudged: request.newRevisions.has(id),
      goesDown: request.downgrades !== 'off' && revision?.downgradeBody !== 'missing',
    };
  });
}

function countRevisions(count: number, adjective: string): string {
  return sayCount(count, `${adjective} revision`);
}
