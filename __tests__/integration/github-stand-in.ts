import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GitHubDescription, WireRequest } from './openapi-request.ts';

export const repository = { owner: 'octo', name: 'shop', id: 4_2000_001 };
export const pullNumber = 7;
/** Who a workflow's own token is. */
export const ownLogin = 'github-actions[bot]';

/** A comment as GitHub gives it. */
export interface StoredComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
  readonly html_url: string;
  /** By GitHub's clock, in whole seconds. */
  readonly updated_at: string;
}

/** An answer that GitHub gives instead of doing what was asked. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const startOfClock = Date.UTC(2026, 10, 21, 14) / 1000;

/** GitHub's page sizes. https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const [usualPage, largestPage] = [30, 100];

/** The part of GitHub that holds the comments and labels of one pull request, on a port of this machine. */
export class GitHubStandIn {
  readonly #server: Server;
  readonly #description: GitHubDescription;
  readonly #token: string;
  #nextId = 1001;
  /** In the order in which they were made. */
  comments: StoredComment[] = [];
  /** Labels that the pull request has. */
  readonly labels: string[] = [];
  /** Events of the pull request's timeline, oldest first. */
  readonly timeline: Readonly<Record<string, unknown>>[] = [];
  /** GitHub's clock, in seconds since 1970; everything that is written takes a minute. */
  clock = startOfClock;
  /** `POST issues/create-comment`, every request since the last `forgetRequests`. */
  readonly requests: string[] = [];
  /** The text of the comment that was to be written last. */
  lastBody = '';
  /** What did not match GitHub's description; a test asserts that there is nothing. */
  readonly mismatches: string[] = [];
  /** Refuses operations, such as `issues/create-comment`; `graphql` is one too. */
  refuse: (operation: string) => Refusal | undefined = () => undefined;

  private constructor(token: string, description: GitHubDescription) {
    this.#token = token;
    this.#description = description;
    this.#server = createServer((request, response) => {
      void readRequest(request)
        .then((wire) => this.#answer(wire))
        .catch((error: unknown) => {
          this.mismatches.push(error instanceof Error ? error.message : String(error));
          return refuseWith({ status: 404, message: 'Not Found' });
        })
        .then(({ status, body, headers }) => {
          response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
          response.end(JSON.stringify(body));
        });
    });
  }

  /** Starts it on a free port. */
  static async start(token: string, description: GitHubDescription): Promise<GitHubStandIn> {
    const standIn = new GitHubStandIn(token, description);
    await new Promise<void>((resolve) => standIn.#server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  /** What `GITHUB_API_URL` says. */
  get apiUrl(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Adds a comment as if its author had. */
  addComment(login: string, body: string): StoredComment {
    const id = this.#nextId++;
    const place = `repos/${repository.owner}/${repository.name}`;
    const comment = this.#description.takeExample('issue-comment');
    const user = comment['user'] as Record<string, unknown>;
    const now = this.#tick();
    const stored = {
      ...comment,
      id,
      // GitHub trims what it stores, and stores lines as a browser sends them.
      body: body.trim().replaceAll('\n', '\r\n'),
      created_at: now,
      updated_at: now,
      url: `${this.apiUrl}/${place}/issues/comments/${String(id)}`,
      html_url: `https://github.com/${repository.owner}/${repository.name}/pull/${String(pullNumber)}#issuecomment-${String(id)}`,
      issue_url: `${this.apiUrl}/${place}/issues/${String(pullNumber)}`,
      user: { ...user, login, type: login.endsWith('[bot]') ? 'Bot' : 'User' },
    };
    this.comments.push(stored);
    return stored;
  }

  /** Sets a label as if somebody had; gives the event's id. */
  addLabel(login: string, name: string): number {
    if (!this.labels.includes(name)) this.labels.push(name);
    return this.addEvent(login, 'labeled', name);
  }

  removeLabel(login: string, name: string): void {
    this.labels.splice(this.labels.indexOf(name), 1);
    this.addEvent(login, 'unlabeled', name);
  }

  /** Adds an event of a label to the timeline alone. */
  addEvent(login: string, event: 'labeled' | 'unlabeled', name: string): number {
    const id = this.#nextId++;
    const [example] = this.#description.takeExample('timeline-issue-events') as unknown as readonly Record<string, unknown>[];
    const actor = example?.['actor'] as Record<string, unknown>;
    this.timeline.push({
      id,
      node_id: `LE_${String(id)}`,
      url: `${this.apiUrl}/repos/${repository.owner}/${repository.name}/issues/events/${String(id)}`,
      actor: { ...actor, login, type: login.endsWith('[bot]') ? 'Bot' : 'User' },
      event,
      commit_id: null,
      commit_url: null,
      created_at: this.#tick(),
      label: { name, color: 'd93f0b' },
      performed_via_github_app: null,
    });
    return id;
  }

  /** The time of the next thing that happens. */
  #tick(): string {
    this.clock += 60;
    return new Date(this.clock * 1000).toISOString().replace('.000Z', 'Z');
  }

  forgetRequests(): void {
    this.requests.length = 0;
  }

  /** Empties it: no comments, labels, requests and refusals. */
  reset(): void {
    this.comments = [];
    this.labels.length = 0;
    this.timeline.length = 0;
    this.clock = startOfClock;
    this.forgetRequests();
    this.refuse = () => undefined;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(wire: WireRequest): Answer {
    if (wire.path === '/graphql') return this.#answerGraphql(wire);
    // The links between pages name a repository by its number, which the description leaves out.
    const request = { ...wire, path: wire.path.replace(`/repositories/${String(repository.id)}/`, `/repos/${repository.owner}/${repository.name}/`) };
    const { operation, parameters, body } = this.#description.matchRequest(request);
    this.requests.push(`${request.method} ${operation}`);
    this.lastBody = readBody(body);
    const refusal = this.refuse(operation);
    const answer =
      refusal !== undefined ? refuseWith(refusal) : request.headers['authorization'] !== `token ${this.#token}` ? refuseWith({ status: 401, message: 'Bad credentials' }) : this.#carryOut(operation, parameters, body, request);
    this.mismatches.push(...this.#description.findAnswerErrors(request, answer.status, answer.body).map((error) => `our answer to ${operation}: ${error}`));
    return answer;
  }

  #carryOut(operation: string, parameters: Readonly<Record<string, string>>, body: unknown, request: WireRequest): Answer {
    const isOurs = parameters['owner'] === repository.owner && parameters['repo'] === repository.name;
    if (!isOurs || (parameters['issue_number'] ?? String(pullNumber)) !== String(pullNumber)) return refuseWith({ status: 404, message: 'Not Found' });
    const text = readBody(body);
    switch (operation) {
      case 'issues/list-comments':
        return this.#listPage(request, this.comments);
      case 'issues/list-labels-on-issue':
        return this.#listPage(request, this.labels.map((name) => this.#describeLabel(name)));
      case 'issues/list-events-for-timeline':
        return this.#listPage(request, this.timeline);
      case 'issues/create-comment':
        return text.length > 65_536 ? refuseWith({ status: 422, message: 'Validation Failed' }) : { status: 201, body: this.addComment(ownLogin, text) };
      case 'issues/update-comment': {
        const index = this.comments.findIndex(({ id }) => String(id) === parameters['comment_id']);
        const comment = this.comments[index];
        if (comment === undefined) return refuseWith({ status: 404, message: 'Not Found' });
        if (comment.user.login !== ownLogin) return refuseWith({ status: 403, message: 'Resource not accessible by integration' });
        const updated = { ...comment, body: text.trim().replaceAll('\n', '\r\n'), updated_at: this.#tick() };
        this.comments[index] = updated;
        return { status: 200, body: updated };
      }
      default:
        throw new Error(`the stand-in does not carry out ${operation}`);
    }
  }

  #describeLabel(name: string): unknown {
    const [example] = this.#description.takeExample('label-items') as unknown as readonly Record<string, unknown>[];
    return { ...example, name, url: `${this.apiUrl}/repos/${repository.owner}/${repository.name}/labels/${encodeURIComponent(name)}` };
  }

  #listPage({ path, query }: WireRequest, all: readonly unknown[]): Answer {
    const size = Math.min(Number(query.get('per_page') ?? usualPage), largestPage);
    const page = Number(query.get('page') ?? 1);
    const last = Math.max(1, Math.ceil(all.length / size));
    const place = path.replace(`/repos/${repository.owner}/${repository.name}/`, `/repositories/${String(repository.id)}/`);
    const link = (to: number, rel: string): string => `<${this.apiUrl}${place}?per_page=${String(size)}&page=${String(to)}>; rel="${rel}"`;
    const links = [...(page > 1 ? [link(page - 1, 'prev')] : []), ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []), ...(page > 1 ? [link(1, 'first')] : [])];
    return { status: 200, body: all.slice((page - 1) * size, page * size), ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }) };
  }

  /** GraphQL has no such description; what is asked is compared word by word. */
  #answerGraphql({ method, body, headers }: WireRequest): Answer {
    this.requests.push(`${method} graphql`);
    const refusal = this.refuse('graphql');
    if (refusal !== undefined) return refuseWith(refusal);
    if (headers['authorization'] !== `token ${this.#token}`) return refuseWith({ status: 401, message: 'Bad credentials' });
    if (method !== 'POST' || body !== JSON.stringify({ query: 'query { viewer { login } }' })) this.mismatches.push(`GraphQL: ${method} ${body}`);
    return { status: 200, body: { data: { viewer: { login: ownLogin } } } };
  }
}

function readBody(body: unknown): string {
  return (body as { readonly body?: string } | undefined)?.body ?? '';
}

function refuseWith({ status, message, headers }: Refusal): Answer {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest/issues/comments', status: String(status) }, ...(headers === undefined ? {} : { headers }) };
}

async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
}
