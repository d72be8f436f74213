import type { Catalog } from '../catalog/model.ts';
import { diffCatalogs } from '../catalog/diff.ts';
import { compareFingerprints } from '../rows/compare-fingerprints.ts';
import type { FillResult } from '../rows/fill-request.ts';
import type { RowFingerprint } from '../rows/fingerprint.ts';
import type { Direction, RevisionObservation, RowsObservation, RowStages, StepObservation } from './observation.ts';
import type { DeployTrial } from './deploy-order/deploy-trial.ts';
import { readLosses } from './read-losses.ts';
import type { Filling, RowBench } from './row-bench.ts';
import { describeReplay } from './workbench.ts';
import type { RowFailure } from './try-rows.ts';
import { findObstacle, skipRevision } from './walk-revisions.ts';
import type { WalkStop } from './walk-revisions.ts';

/** What is walked with rows. */
export interface RowsPlan {
  readonly stops: readonly WalkStop[];
  /** Of each table. */
  readonly rows: number;
  /** Scripts of the user's, run at the merge base before anything is made. */
  readonly seedSql: readonly string[];
}

/** What the walk saw, and what failed on it. */
export interface WalkedRows {
  readonly observation: RowsObservation;
  readonly failures: readonly RowFailure[];
  /** Whether there is a table at the merge base, whoever made it. */
  readonly hasTables: boolean;
}

/**
 * Takes each stop up, down and up again on a database at the merge base with rows in every table, reading catalog and rows at each stage.
 * Before each stop the tables that have come are filled too. After a failure the state is made anew, empty, seeded and filled, and the walk goes on.
 * @param trial tried at the merge base and after each upgrade
 */
export async function walkRows(bench: RowBench, { stops, rows, seedSql }: RowsPlan, trial?: DeployTrial): Promise<WalkedRows> {
  const filling: Filling = { rows, style: 'edges', alsoFitting: [] };
  const fillings: FillResult[] = [];
  const blocked = new Map<string, string>();
  const revisions: RevisionObservation[] = [];
  const failures: RowFailure[] = [];
  let lost: string | undefined;
  let state: RowState | undefined;
  const hasTables = (await bench.readTables()).length > 0;
  const isSeeded = seedSql.length > 0 && hasTables;
  if (isSeeded) for (const sql of seedSql) await bench.seed(sql);
  const notes = seedSql.length === 0 || isSeeded ? [] : ['The `seed-sql` was not run, because there is no table at the merge base.'];
  const seedAgain = async (after: string): Promise<void> => {
    const refused = isSeeded ? await bench.trySeeds(seedSql) : undefined;
    if (refused !== undefined) notes.push(`What comes after \`${after}\` was not walked on all rows of \`seed-sql\`, which had to be run again there. ${refused}`);
  };
  for (const stop of stops) {
    const because = lost ?? findObstacle(stop, blocked);
    if (because !== undefined) {
      blocked.set(stop.revision, because);
      revisions.push(skipRevision(stop.revision, because, 'rows'));
      continue;
    }
    const appliedBefore = [...bench.applied];
    const fill = await bench.fill(filling);
    fillings.push(fill);
    if (stop === stops[0]) await trial?.begin(bench);
    const { observation, isSettled, left } = await makeTrip(bench, stop, fill.filled.length + fill.unfilled.length === 0 ? state : undefined);
    state = left;
    revisions.push(observation);
    if (bench.applied.includes(stop.revision)) await trial?.look(bench, stop.revision);
    if (!isSettled && (stop !== stops.at(-1) || !bench.applied.includes(stop.revision))) trial?.end(`\`${stop.revision}\` did not go up, down and up again with rows`);
    const failed = observation.steps.find(({ outcome }) => outcome === 'failed' || outcome === 'timed-out');
    if (failed?.attempt === 1) failures.push({ revision: stop.revision, direction: failed.direction, appliedBefore });
    if (isSettled) {
      bench.settle(stop.revision);
      continue;
    }
    if (stop === stops.at(-1)) continue;
    // What does not upgrade with rows may do so without, and then what stands on it can still be looked at.
    const replay = await bench.restore([...appliedBefore, stop.revision]);
    if (replay.outcome === 'applied') {
      await seedAgain(stop.revision);
      continue;
    }
    blocked.set(stop.revision, 'its upgrade failed');
    const again = await bench.restore(appliedBefore);
    if (again.outcome === 'applied') await seedAgain(stop.revision);
    else lost = `the state after \`${stop.revision}\` could not be restored: ${describeReplay(again)}`;
  }
  const filled = { filled: fillings.flatMap((one) => one.filled), unfilled: fillings.flatMap((one) => one.unfilled) };
  return { observation: { revisions, filling: filled, notes }, failures, hasTables };
}

/** What a database holds. */
interface RowState {
  readonly catalog: Catalog;
  /** Absent where nobody asked. */
  readonly rows?: RowFingerprint;
}

interface RowsTrip {
  readonly observation: RevisionObservation;
  /** Whether the revision is applied and the database is as its upgrade leaves it. */
  readonly isSettled: boolean;
  /** What it then holds, as far as it was read. */
  readonly left?: RowState;
}

/** @param known what the database holds, where that was just read */
async function makeTrip(bench: RowBench, { revision, isJudged, goesDown }: WalkStop, known: RowState | undefined): Promise<RowsTrip> {
  const steps: StepObservation[] = [];
  const go = async (direction: Direction, attempt: 1 | 2, from: Catalog): Promise<{ readonly isApplied: boolean; readonly after: Catalog }> => {
    const { observation, after } = await bench.step(revision, direction, attempt, from);
    steps.push(observation);
    return { isApplied: observation.outcome === 'applied', after };
  };
  const plain = { revision, walk: 'rows' as const, steps, made: bench.made };
  if (!isJudged) {
    const { isApplied, after } = await go('upgrade', 1, known?.catalog ?? (await bench.readCatalog()));
    return { observation: plain, isSettled: isApplied, ...(isApplied ? { left: { catalog: after } } : {}) };
  }
  let rows: RowStages = { before: known?.rows ?? (await bench.readFingerprint()) };

  const catalog = known?.catalog ?? (await bench.readCatalog());
  const up = await go('upgrade', 1, catalog);
  if (!up.isApplied) return { observation: { ...plain, rows }, isSettled: false };
  const upgraded = await bench.readFingerprint();
  rows = { ...rows, upgraded };
  if (!goesDown) return { observation: { ...plain, rows }, isSettled: true, left: { catalog: up.after, rows: upgraded } };

  const down = await go('downgrade', 1, up.after);
  if (!down.isApplied) return { observation: { ...plain, rows }, isSettled: false };
  rows = { ...rows, downgraded: await bench.readFingerprint() };
  const traced = { ...plain, trace: diffCatalogs(catalog, down.after), ...(await readLosses(bench, rows, steps)) };

  const again = await go('upgrade', 2, down.after);
  if (!again.isApplied) return { observation: { ...traced, rows }, isSettled: false };
  const upgradedAgain = await bench.readFingerprint();
  rows = { ...rows, again: upgradedAgain };
  const repeat = diffCatalogs(up.after, again.after);
  const isSettled = repeat.length === 0 && compareFingerprints(upgraded, upgradedAgain).length === 0;
  return { observation: { ...traced, repeat, rows }, isSettled, ...(isSettled ? { left: { catalog: again.after, rows: upgradedAgain } } : {}) };
}
