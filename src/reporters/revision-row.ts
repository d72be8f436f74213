import type { RevisionReport, StepReport } from '../report/report.ts';

/** A revision's line in a table, in words. */
export interface RevisionRow {
  readonly revision: string;
  readonly upgrade: string;
  readonly downgrade: string;
  readonly again: string;
  /** What its way back is worth, in a word. */
  readonly grade: string;
  readonly changed: string;
  readonly time: string;
}

export function describeRevisionRow(revision: RevisionReport): RevisionRow {
  const find = (direction: StepReport['direction'], attempt: 1 | 2, walk: StepReport['walk'] = 'empty'): StepReport | undefined =>
    revision.steps.find((step) => step.walk === walk && step.direction === direction && step.attempt === attempt);
  const describe = (direction: StepReport['direction'], attempt: 1 | 2): string => describeOutcome(find(direction, attempt), find(direction, attempt, 'rows'));
  const times = revision.steps.reduce((total, step) => total + step.durationMs, 0);
  return {
    revision: revision.id,
    upgrade: describe('upgrade', 1),
    downgrade: revision.leavesTrace === true ? 'leaves a trace' : describe('downgrade', 1),
    again: revision.differsAgain === true ? 'differs' : describe('upgrade', 2),
    grade: revision.grade ?? '–',
    changed: find('upgrade', 1)?.outcome === 'applied' ? describeChanges(revision.changes) : '–',
    time: revision.steps.every(({ outcome }) => outcome === 'skipped') ? '–' : describeDuration(times),
  };
}

function describeOutcome(step: StepReport | undefined, withRows: StepReport | undefined): string {
  if (step === undefined) return '–';
  if (step.outcome === 'applied' && withRows?.outcome === 'failed') return 'fails on rows';
  if (step.outcome === 'applied' && withRows?.outcome === 'timed-out') return 'too long on rows';
  return { applied: 'ok', failed: 'fails', 'timed-out': 'too long', skipped: 'skipped' }[step.outcome];
}

const shownChanges = 2;

function describeChanges(changes: readonly string[]): string {
  if (changes.length === 0) return 'nothing';
  const rest = changes.length - shownChanges;
  return `${changes.slice(0, shownChanges).join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`.replaceAll(/\s+/g, ' ');
}

/** A revision's whole round trip in a word or two, for a table with a column for each database. */
export function describeTrip(revision: RevisionReport): string {
  const { upgrade, downgrade, again } = describeRevisionRow(revision);
  const broken = [
    ['upgrade', upgrade],
    ['downgrade', downgrade],
    ['upgrade again', again],
  ].find(([, outcome]) => outcome !== 'ok' && outcome !== '–');
  if (broken !== undefined) return broken[1] === 'skipped' ? 'skipped' : broken.join(' ');
  return upgrade === '–' ? '–' : 'ok';
}

/** `8 ms`, `1.2 s`, `2 min`. */
export function describeDuration(durationMs: number): string {
  if (Math.round(durationMs) < 1000) return `${String(Math.round(durationMs))} ms`;
  return durationMs < 120_000 ? `${(durationMs / 1000).toFixed(1)} s` : `${String(Math.round(durationMs / 60_000))} min`;
}
