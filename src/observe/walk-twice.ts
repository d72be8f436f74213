import { UserError } from '../errors.ts';
import type { ObserveRequest } from './observe-request.ts';
import type { RevisionObservation, RowsObservation } from './observation.ts';
import { DeployTrial } from './deploy-order/deploy-trial.ts';
import type { KnownModels } from './deploy-order/read-old-models.ts';
import { RowBench } from './row-bench.ts';
import { tryRows } from './try-rows.ts';
import { bringToBase, walkPlan } from './walk-plan.ts';
import type { WalkedPlan } from './walk-plan.ts';
import type { WalkStop } from './walk-revisions.ts';
import { walkRows } from './walk-rows.ts';
import type { Forked, Workbench } from './workbench.ts';

/** What the walk on an empty database and the one with rows saw. */
export interface WalkedTwice {
  readonly walked: WalkedPlan;
  /** Undefined where it is switched off or the merge base was not reached. */
  readonly rows: RowsObservation | undefined;
}

/** The models of the running release; undefined where it is not asked what that can still do. */
type OldModels = Promise<KnownModels> | undefined;

/** Both walks side by side, from the same merge base. */
export async function walkTwice(bench: Workbench, stops: readonly WalkStop[], request: ObserveRequest, models: OldModels): Promise<WalkedTwice> {
  const { rows: bridge } = request.bridges;
  const empty = Promise.withResolvers<readonly RevisionObservation[]>();
  let withRows: Promise<RowsObservation> | undefined;
  const forkAtBase = async (): Promise<void> => {
    if (bridge === undefined) return;
    withRows = walkFork(await bench.fork(bridge), stops, request, models, empty.promise);
    // Told where it is awaited, which is later.
    withRows.catch(() => undefined);
  };
  try {
    const walked = await walkPlan(bench, stops, request, forkAtBase);
    empty.resolve(walked.revisions);
    return { walked, rows: await withRows };
  } catch (error) {
    empty.resolve([]);
    await withRows?.catch(() => undefined);
    throw error;
  }
}

/** The walk with rows by itself, on a workbench that has nothing in it yet. */
export async function walkRowsAlone(bench: Workbench, stops: readonly WalkStop[], request: ObserveRequest, models: OldModels, { revisions }: WalkedPlan): Promise<RowsObservation> {
  const bringUp = await bringToBase(bench, request.plan);
  if (bringUp.outcome !== 'applied') return leaveOut(`the merge base was not reached again (${bringUp.error?.message ?? bringUp.outcome})`);
  return walkAndTry(bench, stops, request, models, Promise.resolve(revisions));
}

async function walkFork(forked: Forked, stops: readonly WalkStop[], request: ObserveRequest, models: OldModels, empty: Promise<readonly RevisionObservation[]>): Promise<RowsObservation> {
  if (!('copy' in forked)) return leaveOut(`the merge base could not be had twice: ${forked.because}`);
  try {
    if (request.dialect.capabilities.cheapClones) await forked.copy.keepCheckpoint();
    return await walkAndTry(forked.copy, stops, request, models, empty);
  } finally {
    await forked.copy.close();
  }
}

async function walkAndTry(workbench: Workbench, stops: readonly WalkStop[], request: ObserveRequest, models: OldModels, empty: Promise<readonly RevisionObservation[]>): Promise<RowsObservation> {
  const bench = new RowBench(workbench);
  const trial = models === undefined ? undefined : new DeployTrial(models);
  const walked = await walkRows(bench, { stops, rows: request.rows, seedSql: request.seedSql }, trial).catch((error: unknown) => {
    // What the other walk sees is worth having all the same.
    if (error instanceof UserError && error.code === 'seed-sql') return error;
    throw error;
  });
  if (walked instanceof UserError) return { ...leaveOut('the `seed-sql` was refused'), refused: walked };
  const { observation, failures, hasTables } = walked;
  const withoutRows = failures.length === 0 ? [] : await empty;
  if (failures.length > 0) await bench.releaseIfAlone();
  const revisions: RevisionObservation[] = [];
  for (const trip of observation.revisions) {
    const failure = failures.find(({ revision }) => revision === trip.revision);
    const isOwn = failure !== undefined && isApplied(withoutRows, failure.revision, failure.direction);
    revisions.push(isOwn ? { ...trip, trials: await tryRows(bench, failure, { ...request, base: request.plan.bringUp, hasTables }) } : trip);
  }
  return { ...observation, revisions, ...(trial === undefined ? {} : { deployOrder: trial.describe() }) };
}

/** Whether a revision moved without rows. */
function isApplied(revisions: readonly RevisionObservation[], id: string, direction: 'upgrade' | 'downgrade'): boolean {
  const trip = revisions.find(({ revision }) => revision === id);
  return trip?.steps.some((step) => step.direction === direction && step.outcome === 'applied') === true;
}

function leaveOut(because: string): RowsObservation {
  return { revisions: [], filling: { filled: [], unfilled: [] }, because, notes: [] };
}
