import { setTimeout as sleep } from 'node:timers/promises';

/** Waits before the second and the third attempt. */
const pausesMs = [1_000, 3_000];
/** The longest that GitHub may ask us to wait; a job does not stand still for longer because of a comment. */
const longestWaitMs = 60_000;

/**
 * Does `work` again where GitHub failed, did not answer, or asked to wait, three times in all.
 * The whole of it is repeated: a request that GitHub says has failed may have been carried out.
 */
export async function repeatRequest<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = chooseWaitMs(error, attempt, Date.now());
      if (waitMs === undefined) throw error;
      await sleep(waitMs);
    }
  }
}

/**
 * How long to wait before the next attempt, or undefined where there is to be none. A connection that failed has the status 500 in Octokit.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function chooseWaitMs(error: unknown, attempt: number, nowMs: number): number | undefined {
  const pauseMs = pausesMs[attempt - 1];
  if (pauseMs === undefined) return undefined;
  const askedMs = readAskedWaitMs(error, nowMs);
  if (askedMs !== undefined) return askedMs > longestWaitMs ? undefined : Math.max(askedMs, pauseMs);
  return readStatus(error) >= 500 ? pauseMs : undefined;
}

/** How long GitHub asks to wait, where the request was one too many. */
export function readAskedWaitMs(error: unknown, nowMs: number): number | undefined {
  if (![403, 429].includes(readStatus(error))) return undefined;
  const headers = readHeaders(error);
  const retryAfterS = readNumber(headers['retry-after']);
  if (retryAfterS !== undefined) return retryAfterS * 1000;
  const resetS = readNumber(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && resetS !== undefined) return Math.max(0, resetS * 1000 - nowMs);
  return readStatus(error) === 429 ? longestWaitMs : undefined;
}

/** The HTTP status of an Octokit error; 0 for any other error. */
export function readStatus(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : 0;
}

function readHeaders(error: unknown): Readonly<Record<string, unknown>> {
  const response = typeof error === 'object' && error !== null && 'response' in error ? error.response : undefined;
  const headers = typeof response === 'object' && response !== null && 'headers' in response ? response.headers : undefined;
  return typeof headers === 'object' && headers !== null ? (headers as Record<string, unknown>) : {};
}

function readNumber(text: unknown): number | undefined {
  return (typeof text === 'string' || typeof text === 'number') && /^\d+$/.test(String(text)) ? Number(text) : undefined;
}
