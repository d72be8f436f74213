import type { Direction, RevisionObservation, RowTrial, StepError, StepObservation } from '../../observe/observation.ts';
import type { FoundProblem, ObservationContext } from '../check.ts';
import { endSentence, sayError, showError } from '../round-trip/say-error.ts';
import { listOperations } from '../../sql/find-statement.ts';
import { listTracedByRows } from '../round-trip/downgrade-leaves-trace.ts';
import { countStatements, findStep, locateStep } from '../round-trip/step-place.ts';
import { sayCount } from '../../say-count.ts';
import { findFailedTable } from './find-failed-table.ts';
import type { FailedTable } from './find-failed-table.ts';
import { findEmptyTrip, listRowTrips } from './row-trips.ts';
import { writeSafeForm } from './write-safe-form.ts';

/** The steps in one direction that fail with rows in the tables and not without. */
export function reportRowFailures(context: ObservationContext, direction: Direction): FoundProblem[] {
  return listRowTrips(context).flatMap((trip): FoundProblem[] => {
    const empty = findEmptyTrip(context, trip.revision);
    const failed = trip.steps.find((step) => step.direction === direction && (step.outcome === 'failed' || step.outcome === 'timed-out'));
    if (failed?.error === undefined || empty === undefined || failed.error.isIrreversible) return [];
    const before = findStep(empty, direction, failed.attempt);
    if (before?.outcome !== 'applied') return [];
    // What the downgrade left stands in its way, which is told of the downgrade.
    if (failed.attempt === 2 && context.downgrades !== 'off' && listTracedByRows(context).includes(trip)) return [];
    const table = findFailedTable(failed, trip, context);
    // A table that the same pull request makes has no rows when it is deployed but those that its revisions put in.
    const isOfNewTables = (table?.isMade === true && !table.isOfBase) || trip.trials?.some(({ rows, outcome }) => rows === 'carried' && outcome === 'applied') === true;
    return isOfNewTables ? [] : [report(trip, failed, { error: failed.error, empty: before, table }, context)];
  });
}

interface FailureContext {
  readonly error: StepError;
  readonly empty: StepObservation;
  readonly table: FailedTable | undefined;
}

function report(trip: RevisionObservation, step: StepObservation, { error, empty, table }: FailureContext, context: ObservationContext): FoundProblem {
  const { revision, direction, attempt } = step;
  const trials = trip.trials ?? [];
  const isOfData = trials.some(({ outcome }) => outcome === 'applied');
  return {
    revision,
    ...locateStep(step, context),
    ...(isOfData ? { severity: 'warning' as const } : {}),
    message: [
      `The ${attempt === 2 ? 'second ' : ''}${direction} of \`${revision}\` works on an empty database and fails on one with rows${countStatements(step)}: ${endSentence(sayError(error))}`,
      ...(table === undefined ? [] : [`\`${table.name}\` had ${sayCount(table.rows, 'row')}${table.isMade ? ', made up for this check' : ''}.`]),
      ...tellTrials(trials, direction, isTaken(step, error, context)),
    ].join(' '),
    remedy: writeSafeForm(step, empty, context),
    evidence: showError(error),
    identity: [revision, ...(attempt === 2 ? ['again'] : [])],
  };
}

/** Whether a row could not be inserted beside those that are there: one that is there decides, and not that any is. */
function isTaken({ statements }: StepObservation, error: StepError, { dialect }: ObservationContext): boolean {
  return dialect.isRowConflict(error) && statements.some((statement) => statement.isFailed && listOperations(statement).some(({ kind, copy }) => kind === 'insert' && copy === undefined));
}

/** What the trials with other rows prove. */
function tellTrials(trials: readonly RowTrial[], direction: Direction, isOfKey: boolean): string[] {
  const [first] = trials;
  if (first === undefined) return [];
  if (trials.some(({ outcome, rows }) => outcome === 'applied' && rows === 'seeded')) return [`It depends on the data: on the rows of \`seed-sql\` alone the ${direction} passes.`];
  if (first.outcome === 'not-tried') return [`Whether it fails on any row was not tried: ${endSentence(first.because ?? 'no reason recorded')}`];
  if (first.outcome === 'applied') return [`It depends on the data: on ${sayCount(Number(first.rows), 'row')} without NULLs and extremes, which also keep the rules that the ${direction} brings, it passes.`];
  const one = trials.find(({ rows }) => rows === 1);
  if (one?.outcome === 'applied') return [`It passes where each table has one row, and fails on ${String(first.rows)}, on such without NULLs and extremes as well.`];
  if (first.rows !== 1 && (one === undefined || one.outcome === 'not-tried')) return [`It fails on ${sayCount(Number(first.rows), 'row')} without NULLs and extremes as well.`];
  return [isOfKey ? 'It fails with one row in each table already, where that has the key that it writes.' : 'It fails on any row: one row in each table is enough, whatever is in it.'];
}
