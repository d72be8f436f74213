/**
 * What can go wrong between us and GitHub, to be injected into the stand-in:
 *
 *     github.inject('issues/create-comment', faults.secondaryLimit(1));             // the next call alone
 *     github.inject('graphql', faults.badGateway(), { call: 2, calls: 3 });         // the second, third and fourth from now
 *     github.inject('graphql/minimizeComment', faults.notFound(), { calls: 'all' });
 *
 * An operation is named as in GitHub's description; GraphQL is `graphql`, or `graphql/<first field of the query or mutation>`, and
 * the place where artifacts are downloaded from `storage`.
 */

/** An answer that GitHub gives instead of doing what was asked. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Fault =
  /** `after`: GitHub did what was asked, and says that it failed. */
  | { readonly kind: 'refusal'; readonly refusal: Refusal; readonly after: boolean }
  /** The connection ends without an answer, before or after what was asked is done. */
  | { readonly kind: 'reset'; readonly after: boolean }
  | { readonly kind: 'slow'; readonly waitMs: number }
  /** Half of the body, then the connection ends. */
  | { readonly kind: 'truncated' }
  /** A 200 with something that is no JSON, as a proxy between us and GitHub may give. */
  | { readonly kind: 'garbage'; readonly text: string }
  /** The link to the next page leads to this page again, or to one with nothing on it that links to itself. */
  | { readonly kind: 'wrong-link'; readonly to: 'itself' | 'empty-page' }
  /** GraphQL answers with 200 and these errors. */
  | { readonly kind: 'graphql-errors'; readonly errors: readonly GraphqlError[]; readonly data: unknown };

export interface GraphqlError {
  readonly type?: string;
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

const refuse = (status: number, message: string, headers: Readonly<Record<string, string>> = {}, after = false): Fault => ({ kind: 'refusal', refusal: { status, message, headers }, after });
const limited = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export const faults = {
  badCredentials: () => refuse(401, 'Bad credentials'),
  forbidden: (message = 'Resource not accessible by integration') => refuse(403, message),
  notFound: () => refuse(404, 'Not Found'),
  conflict: (message = 'Conflict') => refuse(409, message),
  unprocessable: (message = 'Validation Failed') => refuse(422, message),
  tooManyRequests: (retryAfterS?: number) => refuse(429, 'Too Many Requests', retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
  /** Without `retryAfterS` GitHub tells only by its message. */
  secondaryLimit: (retryAfterS?: number, status: 403 | 429 = 403) => refuse(status, limited, retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
  /** The hour's requests are used up; they come back after so many seconds. */
  primaryLimit: (resetInS: number, status: 403 | 429 = 403) =>
    refuse(status, 'API rate limit exceeded for installation ID 1234567.', { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + resetInS) }),
  serverError: (after = false) => refuse(500, 'Server Error', {}, after),
  badGateway: (after = false) => refuse(502, 'Bad Gateway', {}, after),
  unavailable: (after = false) => refuse(503, 'Service Unavailable', {}, after),
  reset: (when: 'before' | 'after' = 'before'): Fault => ({ kind: 'reset', after: when === 'after' }),
  slow: (waitMs: number): Fault => ({ kind: 'slow', waitMs }),
  truncated: (): Fault => ({ kind: 'truncated' }),
  garbage: (text = '<html><body>Unicorn!</body></html>'): Fault => ({ kind: 'garbage', text }),
  wrongLink: (to: 'itself' | 'empty-page'): Fault => ({ kind: 'wrong-link', to }),
  graphqlErrors: (errors: readonly GraphqlError[] = [{ message: 'Something went wrong while executing your query.' }], data: unknown = null): Fault => ({ kind: 'graphql-errors', errors, data }),
  /** https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
  graphqlLimit: (): Fault => ({ kind: 'graphql-errors', errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for installation ID 1234567.' }], data: null }),
} as const;

export interface FaultPlace {
  /** Which call from now on it begins with; default: the next. */
  readonly call?: number;
  /** How many calls in a row; default: one. */
  readonly calls?: number | 'all';
}

interface Injected extends Required<FaultPlace> {
  readonly operation: string;
  readonly fault: Fault;
  seen: number;
}

/** The faults that wait for their call. */
export class FaultList {
  #injected: Injected[] = [];

  inject(operation: string, fault: Fault, { call = 1, calls = 1 }: FaultPlace = {}): void {
    this.#injected.push({ operation, fault, call, calls, seen: 0 });
  }

  clear(): void {
    this.#injected = [];
  }

  /** The fault of this call, by any of the operation's names; counts the call for all. */
  take(...operations: readonly string[]): Fault | undefined {
    let found: Fault | undefined;
    for (const entry of this.#injected) {
      if (!operations.includes(entry.operation)) continue;
      entry.seen += 1;
      if (entry.seen >= entry.call && (entry.calls === 'all' || entry.seen < entry.call + entry.calls)) found ??= entry.fault;
    }
    return found;
  }
}
