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
  readonly passed?: readonly string[];
  readonly revisions: readonly RevisionObservation[];
  /** Catalog at the merge base; undefined where it was not reached. */
  readonly base?: Catalog;
  /** Catalog before the first revision that is judged; that at the merge base where no other job's come before it. */
  readonly start?: Catalog;
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
  const bringUp = await bringToBase(bench, plan);
  if (bringUp.outcome !== 'applied') return { bringUp, revisions: [] };
  if (request.dialect.capabilities.cheapClones) await bench.keepCheckpoint();
  await onBase();
  const base = await bench.readCatalog();
  const before = plan.passed.length === 0 ? '' : `, after ${countRevisions(plan.passed.length, 'other')} before ${request.judged.size === 1 ? 'it' : 'them'}`;
  progress.phase(`Round trips of ${countRevisions(request.judged.size, 'new')}${before}${request.bridges.rows === undefined ? '' : ', without rows and with'}`);
  const { revisions, start, end, blocked } = await walkRevisions(bench, stops, base, progress);
  const keep = bench.keepsIdentities ? (catalog: Catalog) => catalog : forgetIdentities;
  const passed = plan.passed.length === 0 ? {} : { passed: plan.passed };
  return { bringUp, ...passed, revisions, base: keep(base), start: keep(start), ...(plan.reachesHeads ? { heads: end, ...(blocked.size === 0 ? { end } : {}) } : {}) };
}

/** Upgrades to the merge base; where nothing is older than the new revisions, env.py alone does what it does. */
export async function bringToBase(bench: Workbench, { bringUp }: ObserveRequest['plan']): Promise<BringUpObservation> {
  if (bringUp.length === 0) await bench.prepare();
  return bench.run(bringUp);
}

function forgetIdentities({ objects }: Catalog): Catalog {
  return { objects: new Map([...objects].map(([key, object]) => [key, { ...object, identity: null }])) };
}

/** The revisions to walk, in order, and what each goes through; those of other jobs come first. */
export function planStops(request: ObserveRequest): WalkStop[] {
  return [...request.plan.passed, ...request.plan.walk].map((id) => {
    const revision = request.graph.revisions.get(id);
    return {
      revision: id,
      needs: revision === undefined ? [] : [...revision.parents, ...revision.dependsOn],
      isJudged: request.judged.has(id),
      isNew: request.newRevisions.has(id),
      goesDown: request.downgrades !== 'off' && revision?.downgradeBody !== 'missing',
    };
  });
}

function countRevisions(count: number, adjective: string): string {
  return sayCount(count, `${adjective} revision`);
}
