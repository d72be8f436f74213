import type { StatementImpact } from '../../observe/observation.ts';

/** As long as people wait for a page that is slow today. */
const longestWaitMs = 60_000;

/** Whether a statement is known to wait for a lock without limit, or so long that it is none for those who wait behind it. */
export function waitsTooLong(impact: StatementImpact | undefined): boolean {
  const limit = impact?.lockTimeoutMs;
  return limit !== undefined && (limit === 0 || limit > longestWaitMs);
}
