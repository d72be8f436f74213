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

/** GitHub's page sizes. https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const [usualPage, largestPage] = [30, 100];

/** The part of GitHub that holds the comments of one pull request, on a port of this machine. */
export class GitHubStandIn {
  readonly #server: Server;
  readonly #description: GitHubDescription;
  readonly #token: string;
  #nextId = 1001;
  /** In the order in which they were made. */
  comments: StoredComment[] = [];
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
    const stored = {
      ...comment,
      id,
      // GitHub trims what it stores, and stores lines as a browser sends them.
      body: body.trim().replaceAll('\n', '\r\n'),
      url: `${this.apiUrl}/${place}/issues/comments/${String(id)}`,
      html_url: `https://github.com/${repository.owner}/${repository.name}/pull/${String(pullNumber)}#issuecomment-${String(id)}`,
      issue_url: `${this.apiUrl}/${place}/issues/${String(pullNumber)}`,
      user: { ...user, login, type: login.endsWith('[bot]') ? 'Bot' : 'User' },
    };
    this.comments.push(stored);
    return stored;
  }

  forgetRequests(): void {
    this.requests.length = 0;
  }

  /** Empties it: no comments, no requests, no refusals. */
  reset(): void {
    this.comments = [];
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
        return this.#listComments(request.query);
      case 'issues/create-comment':
        return text.length > 65_536 ? refuseWith({ status: 422, message: 'Validation Failed' }) : { status: 201, body: this.addComment(ownLogin, text) };
      case 'issues/update-comment': {
        const index = this.comments.findIndex(({ id }) => String(id) === parameters['comment_id']);
        const comment = this.comments[index];
        if (comment === undefined) return refuseWith({ status: 404, message: 'Not Found' });
        if (comment.user.login !== ownLogin) return refuseWith({ status: 403, message: 'Resource not accessible by integration' });
        const updated = { ...comment, body: text.trim().replaceAll('\n', '\r\n') };
        this.comments[index] = updated;
        return { status: 200, body: updated };
      }
      default:
        throw new Error(`the stand-in does not carry out ${operation}`);
    }
  }

  #listComments(query: URLSearchParams): Answer {
    const size = Math.min(Number(query.get('per_page') ?? usualPage), largestPage);
    const page = Number(query.get('page') ?? 1);
    const last = Math.max(1, Math.ceil(this.comments.length / size));
    const link = (to: number, rel: string): string =>
      `<${this.apiUrl}/repositories/${String(repository.id)}/issues/${String(pullNumber)}/comments?per_page=${String(size)}&page=${String(to)}>; rel="${rel}"`;
    const links = [...(page > 1 ? [link(page - 1, 'prev')] : []), ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []), ...(page > 1 ? [link(1, 'first')] : [])];
    return { status: 200, body: this.comments.slice((page - 1) * size, page * size), ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }) };
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
