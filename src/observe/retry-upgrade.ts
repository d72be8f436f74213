import { diffCatalogs } from '../catalog/diff.ts';
import type { Catalog } from '../catalog/model.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { listWorking } from '../sql/find-statement.ts';
import { keepsWork } from '../sql/list-kept.ts';
import type { RetryObservation, RevisionObservation, StatementObservation, UntriedRetries } from './observation.ts';
import type { Workbench } from './workbench.ts';

/** A place in a revision at which it can be stopped with something done and something still to do. */
export interface StopPoint {
  /** The statement after which it is stopped, counted from 1 among those that do something, of how many. */
  readonly number: number;
  readonly of: number;
  /** The same, counted as the bridge does: with those that only read. */
  readonly ordinal: number;
}

/** What the retries of an upgrade showed. */
export type Retried = Pick<RevisionObservation, 'retries' | 'retriesLeftOut'>;

/** More points than this are not tried; those in between behave like their neighbours. */
const triedPoints = 8;

/**
 * The places where an upgrade that is stopped leaves something behind: after each statement that changes something, as soon as one
 * was committed, but for the last. Where only a statement after it commits it, that one is let through as well.
 */
export function planStopPoints(statements: readonly StatementObservation[], dialect: Pick<Dialect, 'commitsItself'>): readonly StopPoint[] {
  const working = listWorking(statements);
  const commits = working.map((statement, index) => findCommit(statements, statement, working[index + 1], dialect));
  const firstKept = commits.findIndex((commit) => commit !== undefined);
  if (firstKept === -1) return [];
  return working.slice(0, -1).flatMap((statement, index) => {
    const { ordinal } = commits[index] ?? statement;
    return index < firstKept || ordinal === undefined ? [] : [{ number: index + 1, of: working.length, ordinal }];
  });
}

/** What commits the work of a statement before the next one works: the statement itself, a COMMIT, or what is executed when no transaction is open any more. */
function findCommit(
  statements: readonly StatementObservation[],
  statement: StatementObservation,
  next: StatementObservation | undefined,
  dialect: Pick<Dialect, 'commitsItself'>,
): StatementObservation | undefined {
  if (dialect.commitsItself(statement)) return statement;
  const between = statements.slice(statements.indexOf(statement) + 1, next === undefined ? undefined : statements.indexOf(next));
  return between.find((other) => other.ordinal !== undefined && keepsWork(other, dialect));
}

/** The points that are tried: all of them, or so many spread over them. */
export function choosePoints(points: readonly StopPoint[]): readonly StopPoint[] {
  if (points.length <= triedPoints) return points;
  const places = Array.from({ length: triedPoints }, (_, index) => Math.round((index * (points.length - 1)) / (triedPoints - 1)));
  return places.flatMap((place) => points[place] ?? []);
}

/**
 * Stops an upgrade half-way at several of its points, on a copy of the workbench's database each time, and runs it again from its beginning.
 * The workbench's database is in the state before the upgrade and stays so.
 * @param after the catalog after an undisturbed upgrade
 */
export async function retryUpgrade(bench: Workbench, revision: string, points: readonly StopPoint[], after: Catalog): Promise<Retried> {
  if (bench.isAlone) return leaveOut(points.length, 'it or another revision makes what belongs to the whole server, which the second attempt would meet');
  const chosen = choosePoints(points);
  const retries: RetryObservation[] = [];
  const untried: string[] = [];
  for (const [index, point] of chosen.entries()) {
    const fork = await bench.fork();
    if ('because' in fork) {
      // It would be so at the next point too.
      untried.push(...chosen.slice(index).map(() => fork.because));
      break;
    }
    try {
      const retry = await retryAt(fork.copy, revision, point, after);
      if ('because' in retry) untried.push(retry.because);
      else retries.push(retry);
    } finally {
      await fork.copy.close();
    }
  }
  const unchosen = points.length - chosen.length;
  const leftOut = [...(unchosen === 0 ? [] : [{ count: unchosen }]), ...countReasons(untried)];
  return { ...(retries.length === 0 ? {} : { retries }), ...(leftOut.length === 0 ? {} : { retriesLeftOut: leftOut }) };
}

/** Of an upgrade that cannot be retried at all. */
export function leaveOut(count: number, because: string): Retried {
  return count === 0 ? {} : { retriesLeftOut: [{ count, because }] };
}

function countReasons(reasons: readonly string[]): UntriedRetries[] {
  return [...Map.groupBy(reasons, (because) => because)].map(([because, { length: count }]) => ({ count, because }));
}

async function retryAt(copy: Workbench, revision: string, { number, of, ordinal }: StopPoint, after: Catalog): Promise<RetryObservation | { readonly because: string }> {
  const stopped = await copy.interrupt(revision, ordinal);
  if (stopped.because !== undefined) return { because: stopped.because };
  // One that reads what it has read before no more comes to the same count at another place.
  if (listWorking(stopped.statements).length !== number) return { because: 'it did something else when it was to be stopped' };
  const { outcome, error, statements } = await copy.move(revision, 'upgrade', 'empty', 2);
  const place = { stoppedAfter: number, of };
  if (outcome === 'applied') {
    return { ...place, outcome: 'recovered', statements: [], changes: diffCatalogs(after, await copy.readCatalog(), { matchRenames: false }) };
  }
  return { ...place, outcome: outcome === 'timed-out' ? 'timed-out' : 'failed', ...(error === undefined ? {} : { error }), statements, changes: [] };
}
