import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A note as GitLab keeps it. https://docs.gitlab.com/api/notes/#get-single-merge-request-note */
export interface StoredNote {
  readonly id: number;
  body: string;
  readonly author: { readonly id: number; readonly username: string };
  updated_at: string;
  readonly system: boolean;
}

/** What happens to the next request instead of an answer: a status with headers, or after it was carried out a connection that breaks. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly reset: 'before' | 'after' };

/** A stand-in for GitLab's API that keeps one merge request's notes; one that is asked what its documentation does not know throws in `close`. */
export interface GitLabStandIn {
  readonly apiUrl: string;
  readonly notes: StoredNote[];
  /** `GET /user`, with the query and body of each request. */
  readonly requests: string[];
  /** By the order of requests that match; taken once each. */
  readonly faults: { readonly on: RegExp; readonly fault: Fault }[];
  /** The merge request's head. */
  head: string;
  addNote(author: number, body: string, updatedAt?: string): StoredNote;
  close(): Promise<void>;
}

/** Who has which token. */
const accounts: Readonly<Record<string, { readonly id: number; readonly username: string }>> = {
  'glpat-gate': { id: 40, username: 'project_5_bot_1a2b' },
  'glpat-reader': { id: 41, username: 'project_5_bot_3c4d' },
};

export const project = { id: '5', url: 'https://gitlab.example/shop/api', iid: 12 } as const;

/** The variables of a job of the merge request, from a branch of the project itself. https://docs.gitlab.com/ci/variables/predefined_variables/ */
export function describeMergeRequestJob(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_API_V4_URL: 'https://gitlab.example/api/v4',
    CI_COMMIT_SHA: 'a'.repeat(40),
    CI_COMMIT_BEFORE_SHA: '0'.repeat(40),
    CI_DEFAULT_BRANCH: 'main',
    CI_JOB_ID: '77',
    CI_JOB_TOKEN: 'glcbt-64_x',
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_PROJECT_ID: project.id,
    CI_PROJECT_URL: project.url,
    CI_MERGE_REQUEST_IID: String(project.iid),
    CI_MERGE_REQUEST_PROJECT_ID: project.id,
    CI_MERGE_REQUEST_PROJECT_URL: project.url,
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: project.id,
    CI_MERGE_REQUEST_SOURCE_PROJECT_URL: project.url,
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '',
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '',
    ...changes,
  };
}

/** Starts one on 127.0.0.1. */
export async function startGitLab(): Promise<GitLabStandIn> {
  const unexpected: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      unexpected.push(String(error));
      response.writeHead(599).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const notes: StoredNote[] = [];
  let nextId = 300;
  const standIn: GitLabStandIn = {
    apiUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/v4`,
    notes,
    requests: [],
    faults: [],
    head: 'a'.repeat(40),
    addNote: (author, body, updatedAt = '2026-11-21T10:00:00.000Z') => {
      const note = { id: (nextId += 1), body, author: { id: author, username: `user${String(author)}` }, updated_at: updatedAt, system: false };
      notes.push(note);
      return note;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (unexpected.length > 0) throw new Error(unexpected.join('\n'));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const line = `${request.method ?? ''} ${(request.url ?? '').replace('/api/v4', '')}`;
    standIn.requests.push(line);
    const at = standIn.faults.findIndex(({ on }) => on.test(line));
    const fault = at < 0 ? undefined : standIn.faults.splice(at, 1)[0]?.fault;
    if (fault !== undefined && 'reset' in fault && fault.reset === 'before') return void request.socket.destroy();
    if (fault !== undefined && 'status' in fault) return void response.writeHead(fault.status, fault.headers).end(fault.body ?? JSON.stringify({ message: `${String(fault.status)} as asked` }));
    const { status, value, headers = {} } = carryOut(request, line, body);
    if (fault !== undefined) return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  }

  function carryOut(request: IncomingMessage, line: string, body: string): { status: number; value: unknown; headers?: Record<string, string> } {
    const account = accounts[String(request.headers['private-token'])];
    if (account === undefined) return { status: 401, value: { message: '401 Unauthorized' } };
    if (line === 'GET /user') return { status: 200, value: { ...account, bot: true } };
    const place = `/projects/${project.id}/merge_requests/${String(project.iid)}`;
    const [method, url = ''] = line.split(' ');
    if (!url.startsWith(place)) return { status: 404, value: { message: '404 Project Not Found' } };
    const rest = url.slice(place.length);
    if (method === 'GET' && rest === '') return { status: 200, value: { id: 900, iid: project.iid, project_id: 5, state: 'opened', sha: standIn.head } };
    if (method === 'GET') return listNotes(rest);
    if (request.headers['content-type'] !== 'application/json') throw new Error(`${line}: content-type ${String(request.headers['content-type'])}`);
    const fields = JSON.parse(body) as Record<string, unknown>;
    // https://docs.gitlab.com/api/notes/#create-new-merge-request-note and the one after it: `body` is all that we send.
    if (Object.keys(fields).join() !== 'body' || typeof fields['body'] !== 'string' || fields['body'] === '') throw new Error(`${line}: ${Object.keys(fields).join()}`);
    if (account.id !== 40) return { status: 403, value: { message: '403 Forbidden' } };
    const text = fields['body'];
    if (text.length > 1_000_000) return { status: 400, value: { message: { note: ['is too long (maximum is 1000000 characters)'] } } };
    // GitLab would carry it out, with the token's rights. https://docs.gitlab.com/user/project/quick_actions/
    if (/^\//m.test(text)) throw new Error(`${line}: a command in the note`);
    const now = new Date().toISOString();
    if (method === 'POST' && rest === '/notes') {
      const note = standIn.addNote(account.id, text.trimEnd(), now);
      return { status: 201, value: { ...note, noteable_type: 'MergeRequest', noteable_iid: project.iid } };
    }
    const [, id] = /^\/notes\/(\d+)$/.exec(rest) ?? [];
    const note = notes.find((candidate) => candidate.id === Number(id));
    if (method !== 'PUT' || id === undefined) throw new Error(`${line} is not in GitLab's documentation`);
    if (note === undefined) return { status: 404, value: { message: '404 Note Not Found' } };
    note.body = text.trimEnd();
    note.updated_at = now;
    return { status: 200, value: note };
  }

  /** https://docs.gitlab.com/api/rest/#offset-based-pagination */
  function listNotes(rest: string): { status: number; value: unknown; headers: Record<string, string> } {
    const { pathname, searchParams } = new URL(rest, 'http://gitlab.example');
    const allowed: Readonly<Record<string, RegExp>> = { activity_filter: /^only_comments$/, sort: /^(asc|desc)$/, order_by: /^(created_at|updated_at)$/, per_page: /^([1-9]\d?|100)$/, page: /^[1-9]\d*$/ };
    for (const [name, value] of searchParams) if (allowed[name]?.test(value) !== true) throw new Error(`GET ${rest}: ${name}=${value}`);
    if (pathname !== '/notes') throw new Error(`GET ${rest} is not in GitLab's documentation`);
    const [perPage, page] = [Number(searchParams.get('per_page') ?? '20'), Number(searchParams.get('page') ?? '1')];
    const sorted = searchParams.get('sort') === 'asc' ? notes : [...notes].reverse();
    const isLast = page * perPage >= sorted.length;
    return { status: 200, value: sorted.slice((page - 1) * perPage, page * perPage), headers: { 'x-page': String(page), 'x-next-page': isLast ? '' : String(page + 1) } };
  }

  return standIn;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
