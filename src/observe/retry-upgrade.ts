import { diffCatalogs } from '../catalog/diff.ts';
import type { Catalog } from '../catalog/model.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { listWorking } from '../sql/find-statement.ts';
import type { RetryObservation, StatementObservation } from './observation.ts';
import type { Workbench } from './workbench.ts';

/** A place in a revision at which it can be stopped with something done and something still to do. */
export interface StopPoint {
  /** The statement after which it is stopped, counted from 1 among those that do something, of how many. */
  readonly number: number;
  readonly of: number;
  /** The same, counted as the bridge does. */
  readonly ordinal: number;
}

/** More points than this are not tried; those in between behave like their neighbours. */
const triedPoints = 8;

/**
 * The places where an upgrade that is stopped leaves something behind: after each statement that changes something, as soon as one
 * has committed itself, but for the last.
 */
export function planStopPoints(statements: readonly StatementObservation[], dialect: Dialect): readonly StopPoint[] {
  const working = listWorking(statements);
  const firstKept = working.findIndex((statement) => dialect.commitsItself(statement));
  if (firstKept === -1) return [];
  return working.slice(0, -1).flatMap(({ ordinal }, index) => (index < firstKept ? [] : [{ number: index + 1, of: working.length, ordinal }]));
}

/** The points that are tried: all of them, or so many spread over them. */
export function choosePoints(points: readonly StopPoint[]): readonly StopPoint[] {
  if (points.length <= triedPoints) return points;
  const places = Array.from({ length: triedPoints }, (_, index) => Math.round((index * (points.length - 1)) / (triedPoints - 1)));
  return places.flatMap((place) => points[place] ?? []);
}

/**
 * Stops the upgrade of a revision at each point, on a copy of the workbench's database each time, and runs it again from its beginning.
 * The workbench's database is in the state before the upgrade and stays so.
 * @param after the catalog after an undisturbed upgrade
 */
export async function retryUpgrade(bench: Workbench, revision: string, points: readonly StopPoint[], after: Catalog): Promise<readonly RetryObservation[]> {
  const retries: RetryObservation[] = [];
  for (const point of points) {
    const copy = await bench.fork();
    if (copy === undefined) return retries;
    try {
      const retry = await retryAt(copy, revision, point, after);
      if (retry !== undefined) retries.push(retry);
    } finally {
      await copy.close();
    }
  }
  return retries;
}

async function retryAt(copy: Workbench, revision: string, { number, of, ordinal }: StopPoint, after: Catalog): Promise<RetryObservation | undefined> {
  // It may do something else this time, as one that asks for the hour does.
  if (!(await copy.interrupt(revision, ordinal))) return undefined;
  const { outcome, error, statements } = await copy.move(revision, 'upgrade', 'empty', 2);
  const place = { stoppedAfter: number, of };
  if (outcome === 'applied') {
    return { ...place, outcome: 'recovered', statements: [], changes: diffCatalogs(after, await copy.readCatalog(), { matchRenames: false }) };
  }
  return { ...place, outcome: outcome === 'timed-out' ? 'timed-out' : 'failed', ...(error === undefined ? {} : { error }), statements, changes: [] };
}
