import type { Catalog } from '../catalog/model.ts';
import { diffCatalogs } from '../catalog/diff.ts';
import type { Progress } from '../progress.ts';
import type { Direction, RevisionObservation, StepObservation } from './observation.ts';
import { isSameRows } from '../rows/compare-fingerprints.ts';
import type { RowFingerprint } from '../rows/fingerprint.ts';
import { ImpactWatch } from './impact-watch.ts';
import { RowWatch } from './row-watch.ts';
import { mayHaveStayed } from './may-have-stayed.ts';
import { leaveOut, planStopPoints, retryUpgrade } from './retry-upgrade.ts';
import type { Retried, StopPoint } from './retry-upgrade.ts';
import { describeReplay } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** One stop of the walk. */
export interface WalkStop {
  readonly revision: string;
  /** Parents and `depends_on`. */
  readonly needs: readonly string[];
  /** False for an old revision on the way (explicit ids, or a new one put below it) and for another job's: upgraded, not judged. */
  readonly isJudged: boolean;
  /** Whether the locks that it takes matter: where it is new, also those of another job's, which may be held for long. */
  readonly isNew: boolean;
  /** False where it has no `downgrade` or downgrades are off. */
  readonly goesDown: boolean;
}

export interface WalkResult {
  readonly revisions: readonly RevisionObservation[];
  /** Catalog before the first revision that is judged. */
  readonly start: Catalog;
  /** Catalog at the end of the walk. */
  readonly end: Catalog;
  /** Revisions that are not applied at the end, with why. */
  readonly blocked: ReadonlyMap<string, string>;
}

/**
 * Takes each stop up, down and up again on the workbench's database, in order, reading the catalog at each stage.
 * After a failure the state is restored and the walk goes on with every revision that does not need the failed one.
 */
export async function walkRevisions(
  bench: Workbench,
  stops: readonly WalkStop[],
  start: Catalog,
  progress: Progress,
): Promise<WalkResult> {
  const impacts = new ImpactWatch(bench);
  try {
    const walked = await walkStops(bench, stops, start, progress, impacts);
    return { ...walked, revisions: await impacts.addTo(walked.revisions) };
  } finally {
    await impacts.close();
  }
}

async function walkStops(bench: Workbench, stops: readonly WalkStop[], start: Catalog, progress: Progress, impacts: ImpactWatch): Promise<WalkResult> {
  const blocked = new Map<string, string>();
  const revisions: RevisionObservation[] = [];
  let state = start;
  let judgedFrom: Catalog | undefined;
  const watch = new RowWatch(bench);
  let lost: string | undefined;
  for (const [index, stop] of stops.entries()) {
    const because = lost ?? findObstacle(stop, blocked);
    if (because !== undefined) {
      blocked.set(stop.revision, because);
      revisions.push(skipRevision(stop.revision, because, 'empty'));
      continue;
    }
    if (stop.isJudged) judgedFrom ??= state;
    const trip = await makeRoundTrip(bench, { watch, impacts }, stop, state, (step) => {
      progress.step({
        revision: stop.revision,
        label: step.attempt === 2 ? `${step.direction} again` : step.direction,
        outcome: step.outcome,
        durationMs: step.durationMs,
        index,
        total: stops.length,
      });
    });
    watch.settle(trip.observation.steps);
    if (!trip.isApplied) blocked.set(stop.revision, 'its upgrade failed');
    const retried = trip.retryFrom === undefined ? {} : await retryFrom(bench, trip.retryFrom, trip);
    revisions.push({ ...trip.observation, ...retried });
    const restoreTo = trip.retryFrom === undefined ? trip.restoreTo : (trip.restoreTo ?? [...trip.retryFrom.applied, stop.revision]);
    if (restoreTo === undefined) {
      state = trip.state;
      continue;
    }
    const replay = await bench.restore(restoreTo);
    watch.forget();
    if (replay.outcome === 'applied') state = await bench.readCatalog();
    else {
      lost = `the state after \`${stop.revision}\` could not be restored: ${describeReplay(replay)}`;
    }
  }
  return { revisions, start: judgedFrom ?? state, end: state, blocked };
}

/** Why a stop cannot be walked: something that it needs, at first or further back, is not there. */
export function findObstacle(stop: WalkStop, blocked: ReadonlyMap<string, string>): string | undefined {
  const obstacle = stop.needs.find((need) => blocked.has(need));
  if (obstacle === undefined) return undefined;
  const because = blocked.get(obstacle);
  return because?.endsWith(isMissing) === true ? because : `\`${obstacle}\`${isMissing}`;
}

const isMissing = ', which it needs, was not upgraded';

/** What it needs to try what happens when an upgrade is stopped half-way. */
interface Untried {
  /** The revisions that must be applied. */
  readonly applied: readonly string[];
  readonly points: readonly StopPoint[];
}

interface RoundTrip {
  readonly observation: RevisionObservation;
  readonly isApplied: boolean;
  /** The catalog now. */
  readonly state: Catalog;
  /** The revisions that should be applied now, when the database is no longer as they left it. */
  readonly restoreTo?: readonly string[];
  /** Undefined where that was tried or has nothing to tell. */
  readonly retryFrom?: Untried;
  /** The catalog after the first upgrade. */
  readonly upgraded: Catalog;
}

/** Tries the stop points of a revision whose round trip may not have led back to where it began: from a state made anew. */
async function retryFrom(bench: Workbench, { applied, points }: Untried, { observation: { revision }, upgraded }: RoundTrip): Promise<Retried> {
  const replay = await bench.restore(applied);
  if (replay.outcome === 'applied') return retryUpgrade(bench, revision, points, upgraded);
  return leaveOut(points.length, `the state before it could not be restored: ${describeReplay(replay)}`);
}

async function makeRoundTrip(
  bench: Workbench,
  { watch, impacts }: { readonly watch: RowWatch; readonly impacts: ImpactWatch },
  stop: WalkStop,
  before: Catalog,
  onStep: (step: StepObservation) => void,
): Promise<RoundTrip> {
  const { revision } = stop;
  const appliedBefore = [...bench.applied];
  const steps: StepObservation[] = [];
  const observation = { revision, walk: 'empty' as const, steps };
  const go = async (direction: Direction, attempt: 1 | 2, from: Catalog): Promise<StepObservation & { after: Catalog }> => {
    const { observation: step, after } = await bench.step(revision, direction, 'empty', attempt, from, stop.isNew && direction === 'upgrade' && attempt === 1);
    steps.push(step);
    onStep(step);
    return { ...step, after };
  };

  // Nobody asks for those of one that is not judged.
  const rowsBefore: RowFingerprint = stop.isJudged ? await watch.begin() : new Map();
  const source = bench.databaseName;
  const measure = (up: StepObservation, isBack: boolean): Promise<void> => impacts.measure({ up, source }, { catalog: before, applied: appliedBefore, isBack });
  const up = await go('upgrade', 1, before);
  if (up.outcome !== 'applied') {
    const restoreTo = mayHaveStayed(up, bench.dialect) ? { restoreTo: appliedBefore } : {};
    return { observation, isApplied: false, state: up.after, upgraded: up.after, ...restoreTo };
  }
  const upgraded = up.after;
  if (!stop.isJudged) {
    impacts.pass({ up, source });
    return { observation, isApplied: true, state: upgraded, upgraded };
  }
  const points = planStopPoints(up.statements, bench.dialect);
  const untried = points.length === 0 ? {} : { retryFrom: { applied: appliedBefore, points } };
  if (!stop.goesDown) {
    await measure(up, false);
    return { observation, isApplied: true, state: upgraded, upgraded, ...untried };
  }

  const rowsUpgraded = await watch.look([up]);
  const appliedAfter = [...appliedBefore, revision];
  const down = await go('downgrade', 1, upgraded);
  if (down.outcome !== 'applied') {
    await measure(up, false);
    const restoreTo = mayHaveStayed(down, bench.dialect) ? { restoreTo: appliedAfter } : {};
    return { observation, isApplied: true, state: down.after, upgraded, ...restoreTo, ...untried };
  }
  const trace = diffCatalogs(before, down.after);
  const rowsDowngraded = await watch.look([up, down]);
  const rows = rowsDowngraded === undefined ? {} : { rows: { before: rowsBefore, upgraded: rowsUpgraded ?? rowsBefore, downgraded: rowsDowngraded } };
  // Where the way down led back, the database is as the upgrade found it.
  const isBack = trace.length === 0 && (rowsDowngraded === undefined || isSameRows(rowsBefore, rowsDowngraded));
  await measure(up, isBack);
  const isRetried = points.length > 0 && isBack;
  const retried = isRetried ? await retryUpgrade(bench, revision, points, upgraded) : {};
  const traced = { ...observation, trace, ...rows };

  const again = await go('upgrade', 2, down.after);
  // It met something that the first did not, and so did the retries.
  if (again.outcome !== 'applied') return { observation: traced, isApplied: true, state: again.after, upgraded, restoreTo: appliedAfter, ...untried };
  const repeat = diffCatalogs(upgraded, again.after);
  const restoreTo = repeat.length === 0 ? {} : { restoreTo: appliedAfter };
  const stillUntried = isRetried ? {} : untried;
  return { observation: { ...traced, ...retried, repeat }, isApplied: true, state: again.after, upgraded, ...restoreTo, ...stillUntried };
}

/** What is observed of a revision that a walk leaves out. */
export function skipRevision(revision: string, skippedBecause: string, walk: RevisionObservation['walk']): RevisionObservation {
  const step: StepObservation = {
    revision,
    walk,
    direction: 'upgrade',
    attempt: 1,
    outcome: 'skipped',
    durationMs: 0,
    statements: [],
    changes: [],
    damage: [],
    skippedBecause,
  };
  return { revision, walk, steps: [step] };
}
