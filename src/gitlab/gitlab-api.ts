/** How long one request may take. */
const requestLimitMs = 30_000;
/** Bytes of an answer; a page of notes has at most fifty of a million characters each. */
const answerLimit = 256 * 1024 * 1024;
/** Characters of GitLab's words about a failure. */
const reasonLimit = 300;

/** GitLab's REST API as one token sees it. */
export interface GitLabApi {
  readonly apiUrl: string;
  readonly token: string;
}

export interface GitLabAnswer {
  readonly value: unknown;
  /** The number of the page that follows; undefined on the last. */
  readonly nextPage: string | undefined;
}

/** An answer that is no success, or none at all (status 0). */
export class GitLabError extends Error {
  override readonly name = 'GitLabError';
  readonly status: number;
  /** How long GitLab asks to wait, where the request was one too many. */
  readonly askedWaitMs: number | undefined;

  constructor(status: number, reason: string, askedWaitMs?: number, cause?: unknown) {
    super(reason, { cause });
    this.status = status;
    this.askedWaitMs = askedWaitMs;
  }
}

/**
 * One request to GitLab's REST API; `path` begins with a slash and is encoded. Throws `GitLabError`. The token goes to the API's address alone:
 * an answer that leads elsewhere is not followed. https://docs.gitlab.com/api/rest/
 */
export async function askGitLab({ apiUrl, token }: GitLabApi, method: 'GET' | 'POST' | 'PUT', path: string, fields?: Readonly<Record<string, string>>): Promise<GitLabAnswer> {
  const headers = { accept: 'application/json', 'private-token': token, ...(fields === undefined ? {} : { 'content-type': 'application/json' }) };
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${apiUrl.replace(/\/+$/, '')}${path}`, { method, headers, redirect: 'manual', signal: AbortSignal.timeout(requestLimitMs), ...(fields === undefined ? {} : { body: JSON.stringify(fields) }) });
    text = await readText(response);
  } catch (error) {
    if (error instanceof GitLabError) throw error;
    throw new GitLabError(0, describeFailure(error), undefined, error);
  }
  if (response.status < 200 || response.status >= 300) throw new GitLabError(response.status, readReason(text), readAskedWaitMs(response));
  try {
    return { value: JSON.parse(text) as unknown, nextPage: response.headers.get('x-next-page') || undefined };
  } catch (error) {
    throw new GitLabError(response.status, 'the answer is no JSON', undefined, error);
  }
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > answerLimit) throw new GitLabError(response.status, 'the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers */
function readAskedWaitMs({ status, headers }: Response): number | undefined {
  if (status !== 429) return undefined;
  const retryAfterS = readCount(headers.get('retry-after'));
  if (retryAfterS !== undefined) return retryAfterS * 1000;
  const resetS = readCount(headers.get('ratelimit-reset'));
  return resetS === undefined ? undefined : Math.max(0, resetS * 1000 - Date.now());
}

function readCount(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined;
}

/** GitLab's words: `{"message": "403 Forbidden"}`, `{"error": "insufficient_scope", …}`, `{"message": {"note": ["is too long"]}}`. */
function readReason(text: string): string {
  let said = '';
  try {
    const value = JSON.parse(text) as { readonly message?: unknown; readonly error_description?: unknown; readonly error?: unknown };
    const words = value.error_description ?? value.message ?? value.error;
    said = typeof words === 'string' ? words : JSON.stringify(words ?? '');
  } catch {
    // A proxy answered in HTML; its status says enough.
  }
  const line = said.replaceAll(/[^\P{C}\n]|\s+/gu, ' ').trim().slice(0, reasonLimit).toWellFormed();
  return line === '' || line === '""' ? 'no reason was given' : line;
}

/** What kept an answer from coming: Node.js hides it behind "fetch failed". */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${String(requestLimitMs / 1000)} s`;
  const cause = error.cause;
  if (!(cause instanceof Error)) return error.message;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return cause.message === '' ? (code ?? error.message) : cause.message;
}
