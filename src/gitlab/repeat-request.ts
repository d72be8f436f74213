import { repeatWork } from '../repeat-work.ts';
import { GitLabError } from './gitlab-api.ts';

/** Waits before the second and the third attempt. */
const pausesMs = [1_000, 3_000];
/** The longest that GitLab may ask us to wait; a job does not stand still for longer because of a note. */
const longestWaitMs = 60_000;

/**
 * Does `work` again where GitLab failed, did not answer, or asked to wait, three times in all. The whole of it is repeated: a request that seems
 * to have failed may have been carried out.
 */
export function repeatRequest<T>(work: () => Promise<T>): Promise<T> {
  return repeatWork(work, chooseWaitMs);
}

/** How long to wait before the next attempt, or undefined where there is to be none. */
export function chooseWaitMs(error: unknown, attempt: number): number | undefined {
  const pauseMs = pausesMs[attempt - 1];
  if (pauseMs === undefined || !(error instanceof GitLabError)) return undefined;
  const { status, askedWaitMs } = error;
  if (status === 429) return (askedWaitMs ?? pauseMs) > longestWaitMs ? undefined : Math.max(askedWaitMs ?? pauseMs, pauseMs);
  return status === 0 || status >= 500 ? pauseMs : undefined;
}
