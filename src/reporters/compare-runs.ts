import type { RunMark } from './run-mark.ts';

/** A comment's mark, and when GitHub stored the comment (ISO 8601 in UTC). */
export interface StoredMark {
  readonly mark: RunMark;
  readonly updatedAt: string;
}

/** Whether two marks are of the same attempt of the same run, which may write as often as it likes. */
export function isSameRun(a: RunMark, b: RunMark): boolean {
  return a.run === b.run && a.attempt === b.attempt;
}

/**
 * Whether a run's comment goes before the one that is there: what is of the pull request's current head before what is not, and of two
 * runs of the same head, or of two old ones, the one that began later.
 * @param currentHead the pull request's head as GitHub has it now; needed only where the two heads differ
 */
export function goesBefore(ours: RunMark, { mark: stored, updatedAt }: StoredMark, currentHead: string | undefined): boolean {
  if (isSameRun(ours, stored)) return true;
  if (ours.head !== stored.head && (ours.head === currentHead || stored.head === currentHead)) return ours.head === currentHead;
  // No run began after its comment was stored: a machine whose clock is wrong must not have the last word for ever.
  const storedBegan = Math.min(Date.parse(stored.began), Date.parse(updatedAt));
  const difference = Date.parse(ours.began) - storedBegan;
  if (difference !== 0) return difference > 0;
  return ours.run === stored.run ? ours.attempt > stored.attempt : ours.run > stored.run;
}
