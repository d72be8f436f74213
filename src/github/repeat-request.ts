import { repeatWork } from '../repeat-work.ts';

/** Waits before the second and the third attempt. */
const pausesMs = [1_000, 3_000];
/** Where GitHub names no time: at least a minute, then more. */
const limitPausesMs = [60_000, 90_000];
/** The longest that GitHub may ask us to wait at once; a job does not stand still for longer because of a comment. */
const longestWaitMs = 120_000;
/** Two clocks are not the same, and a second too early counts as one more request. */
const spareMs = 1_000;

/**
 * Does `work` again where GitHub failed, did not answer, or asked to wait, three times in all.
 * The whole of it is repeated: a request that GitHub says has failed may have been carried out.
 */
export function repeatRequest<T>(work: () => Promise<T>): Promise<T> {
  return repeatWork(work, (error, attempt) => chooseWaitMs(error, attempt, Date.now()));
}

/**
 * How long to wait before the next attempt, or undefined where there is to be none. A connection that failed has the status 500 in Octokit.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function chooseWaitMs(error: unknown, attempt: number, nowMs: number): number | undefined {
  const pauseMs = pausesMs[attempt - 1];
  if (pauseMs === undefined) return undefined;
  if (isRateLimit(error)) {
    const askedMs = readAskedWaitMs(error, nowMs) ?? limitPausesMs[attempt - 1] ?? longestWaitMs;
    return askedMs > longestWaitMs ? undefined : Math.max(askedMs, pauseMs);
  }
  return readStatus(error) >= 500 || isPassing(error) ? pauseMs : undefined;
}

/**
 * Whether the request was one too many. GitHub tells by status and headers; by its message alone where a secondary limit names no time;
 * and in GraphQL, whose status is 200, by the kind of an error.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#exceeding-the-rate-limit
 */
export function isRateLimit(error: unknown): boolean {
  if (readGraphqlErrors(error).some(({ type }) => type === 'RATE_LIMITED')) return true;
  const isMessage = /secondary rate limit|abuse detection|API rate limit exceeded/i.test(readWords(error));
  if (readGraphqlErrors(error).length > 0) return isMessage;
  const headers = readHeaders(error);
  const status = readStatus(error);
  return status === 429 || (status === 403 && (isMessage || headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'));
}

/** How long GitHub asks to wait, where it says so. */
function readAskedWaitMs(error: unknown, nowMs: number): number | undefined {
  const headers = readHeaders(error);
  const retryAfterS = readNumber(headers['retry-after']);
  if (retryAfterS !== undefined) return retryAfterS * 1000;
  const resetS = readNumber(headers['x-ratelimit-reset']);
  return headers['x-ratelimit-remaining'] === '0' && resetS !== undefined ? Math.max(0, resetS * 1000 - nowMs) + spareMs : undefined;
}

/** GraphQL says of its own failures and of queries that took too long no more than this, with the status 200. */
function isPassing(error: unknown): boolean {
  return readGraphqlErrors(error).some(({ message }) => typeof message === 'string' && /^(?:Something went wrong|We couldn't respond to your request in time)/.test(message));
}

/** The HTTP status of an Octokit error; 0 for any other error. */
export function readStatus(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : 0;
}

interface GraphqlError {
  readonly type?: unknown;
  readonly message?: unknown;
}

/** The errors in GraphQL's answer, which Octokit throws as one; none for any other error. */
export function readGraphqlErrors(error: unknown): readonly GraphqlError[] {
  if (typeof error !== 'object' || error === null || !('errors' in error) || !Array.isArray(error.errors)) return [];
  return (error.errors as readonly unknown[]).filter((one): one is GraphqlError => typeof one === 'object' && one !== null);
}

function readWords(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** Octokit has them at a REST error's response, and at a GraphQL error itself. */
function readHeaders(error: unknown): Readonly<Record<string, unknown>> {
  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isRecord(error)) return {};
  if (isRecord(error['headers'])) return error['headers'];
  const response = error['response'];
  return isRecord(response) && isRecord(response['headers']) ? response['headers'] : {};
}

function readNumber(text: unknown): number | undefined {
  return (typeof text === 'string' || typeof text === 'number') && /^\d+$/.test(String(text)) ? Number(text) : undefined;
}
