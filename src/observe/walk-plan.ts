import type { Catalog } from '../catalog/model.ts';
import type { ObserveRequest } from './observe-request.ts';
import type { BringUpObservation, RehearsalObservation, RevisionObservation } from './observation.ts';
import { rehearseRollback } from './rehearse-rollback.ts';
import { walkRevisions } from './walk-revisions.ts';
import type { WalkStop } from './walk-revisions.ts';
import type { Workbench } from './workbench.ts';

/** What the walk saw. */
export interface WalkedPlan {
  readonly bringUp: BringUpObservation;
  readonly revisions: readonly RevisionObservation[];
  readonly rehearsal?: RehearsalObservation;
  /** Catalog at the merge base; undefined where it was not reached. */
  readonly base?: Catalog;
  /** Catalog at the heads; undefined where they were not all reached. */
  readonly end?: Catalog;
  readonly notLookedAt: readonly string[];
}

/** Brings the workbench's database to the merge base, walks the new revisions, and rehearses their rollback. */
export async function walkPlan(bench: Workbench, request: ObserveRequest): Promise<WalkedPlan> {
  const { plan, progress } = request;
  if (plan.bringUp.length > 0) progress.phase(`Bringing up ${countRevisions(plan.bringUp.length, 'earlier')}`);
  const bringUp = await bench.run(plan.bringUp);
  if (bringUp.outcome !== 'applied') return { bringUp, revisions: [], notLookedAt: [] };
  await bench.keepCheckpointAfter(plan.bringUp.length);
  const base = await bench.readCatalog();

  const stops = planStops(request);
  progress.phase(`Round trips of ${countRevisions(request.newRevisions.size, 'new')}`);
  const { revisions, end, blocked } = await walkRevisions(bench, stops, base, progress);
  const walked: WalkedPlan = { bringUp, revisions, base, notLookedAt: [], ...(blocked.size === 0 ? { end } : {}) };
  if (request.downgrades === 'off') return walked;

  const obstacle = findRehearsalObstacle(stops, revisions);
  if (obstacle !== undefined) return { ...walked, notLookedAt: [`The rollback rehearsal was left out: ${obstacle}.`] };
  // With one new revision the rehearsal would repeat the round trip step by step.
  if (stops.length < 2) return walked;
  progress.phase('Rollback rehearsal');
  const rehearsal = await rehearseRollback(bench, stops.map((stop) => stop.revision), base, end);
  return { ...walked, rehearsal };
}

function planStops(request: ObserveRequest): WalkStop[] {
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

function findRehearsalObstacle(stops: readonly WalkStop[], revisions: readonly RevisionObservation[]): string | undefined {
  for (const [index, stop] of stops.entries()) {
    if (!stop.isJudged) return `\`${stop.revision}\`, which is not new, stands above a new revision`;
    if (!stop.goesDown) return `\`${stop.revision}\` has no downgrade`;
    const steps = revisions[index]?.steps ?? [];
    const unfinished = steps.find((step) => step.outcome !== 'applied');
    if (unfinished !== undefined) return `\`${stop.revision}\` did not make its round trip`;
  }
  return undefined;
}

function countRevisions(count: number, adjective: string): string {
  return `${String(count)} ${adjective} revision${count === 1 ? '' : 's'}`;
}
