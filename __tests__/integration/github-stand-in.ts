/**
 * A stand-in for GitHub on ports of this machine: REST and GraphQL over a state that tests set up (`github-state.ts`: `github.state.addPull`,
 * `push`, `setStatus`, `enqueue`, `addRun`, `addArtifact`, …). Every request and every answer is validated against GitHub's published
 * descriptions; what does not match is in `mismatches`, of which a test asserts that it is empty (`ActionBench.settle` does).
 *
 *     github.permissions = onlyReading;                            // github-permissions.ts
 *     github.inject('pulls/list', faults.unavailable());           // github-faults.ts
 *     github.isEnterprise = true;                                  // REST under /api/v3, GraphQL at /api/graphql
 *
 * `comments`, `labels`, `timeline`, `addComment`, `addLabel` … are those of pull request 7, which is there from the beginning.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { notFound, refuseWith } from './github-answer.ts';
import type { Answer } from './github-answer.ts';
import { FaultList } from './github-faults.ts';
import type { Fault, FaultPlace, Refusal } from './github-faults.ts';
import { answerGraphql, listTopFields } from './github-graphql.ts';
import type { GraphqlRequest } from './github-graphql.ts';
import { everything, isAllowed } from './github-permissions.ts';
import type { Permissions } from './github-permissions.ts';
import { GitHubRenderer } from './github-render.ts';
import { isKnownRepository, restHandlers } from './github-rest.ts';
import { fullName, GitHubState, pullNumber, repository } from './github-state.ts';
import type { StoredComment } from './github-state.ts';
import type { GitHubDescription, WireRequest } from './openapi-request.ts';

export type { Refusal } from './github-faults.ts';
export { ownLogin, pullNumber, repository } from './github-state.ts';
export type { StoredComment } from './github-state.ts';

/** One download of an artifact, as the place where they are stored saw it. */
export interface Download {
  readonly path: string;
  /** Undefined as it must be: that place is not GitHub, and gets no token. */
  readonly authorization: string | undefined;
}

export class GitHubStandIn {
  readonly #server: Server;
  readonly #storage: Server;
  readonly #description: GitHubDescription;
  readonly #token: string;
  readonly #faults = new FaultList();
  #state = new GitHubState();
  #render: GitHubRenderer;
  /** What the token may do; everything until a test says otherwise. */
  permissions: Permissions = everything;
  /** Whether it is a company's own server, with other addresses. */
  isEnterprise = false;
  /** `POST issues/create-comment`, `POST graphql`: every request since the last `forgetRequests`. */
  readonly requests: string[] = [];
  /** Every query and mutation since then. */
  readonly queries: GraphqlRequest[] = [];
  readonly downloads: Download[] = [];
  /** The text of the comment that was to be written last. */
  lastBody = '';
  /** What did not match GitHub's description; a test asserts that there is nothing. */
  readonly mismatches: string[] = [];
  /** Refuses operations by what a test computes; `inject` is shorter where it need not. */
  refuse: (operation: string) => Refusal | undefined = () => undefined;
  /** Told of every request before it is carried out, so that a test can have something happen in between. */
  onRequest: (operation: string) => void = () => undefined;

  private constructor(token: string, description: GitHubDescription) {
    this.#token = token;
    this.#description = description;
    this.#render = this.#openRenderer();
    this.#server = createServer((request, response) => void this.#serve(request, response, (wire) => this.#answer(wire)));
    this.#storage = createServer((request, response) => void this.#serve(request, response, (wire) => this.#answerDownload(wire)));
  }

  /** Starts it on free ports. */
  static async start(token: string, description: GitHubDescription): Promise<GitHubStandIn> {
    const standIn = new GitHubStandIn(token, description);
    await Promise.all([standIn.#server, standIn.#storage].map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))));
    return standIn;
  }

  get state(): GitHubState {
    return this.#state;
  }

  /** What `GITHUB_API_URL` says. */
  get apiUrl(): string {
    return `${readAddress(this.#server)}${this.isEnterprise ? '/api/v3' : ''}`;
  }

  /** What `GITHUB_GRAPHQL_URL` says. */
  get graphqlUrl(): string {
    return `${readAddress(this.#server)}${this.isEnterprise ? '/api/graphql' : '/graphql'}`;
  }

  get storageUrl(): string {
    return readAddress(this.#storage);
  }

  get comments(): StoredComment[] {
    return this.#state.readPull(pullNumber).comments;
  }

  set comments(comments: StoredComment[]) {
    this.#state.readPull(pullNumber).comments = comments;
  }

  get labels(): string[] {
    return this.#state.readPull(pullNumber).labels;
  }

  get timeline(): Readonly<Record<string, unknown>>[] {
    return this.#state.readPull(pullNumber).timeline;
  }

  get clock(): number {
    return this.#state.clock;
  }

  set clock(seconds: number) {
    this.#state.clock = seconds;
  }

  /** Adds a comment as if its author had. */
  addComment(login: string, body: string, number = pullNumber): StoredComment {
    const comment = this.#render.comment(number, this.#state.nextId(), login, body);
    this.#state.readPull(number).comments.push(comment);
    return comment;
  }

  /** Hides a comment as a person does: `outdated`, `resolved`, … */
  minimizeComment(id: number, reason = 'outdated'): void {
    this.#state.minimized.set(id, reason);
  }

  /** Sets a label as if somebody had; gives the event's id. */
  addLabel(login: string, name: string, number = pullNumber): number {
    const { labels } = this.#state.readPull(number);
    if (!labels.includes(name)) labels.push(name);
    return this.addEvent(login, 'labeled', name, number);
  }

  removeLabel(login: string, name: string, number = pullNumber): void {
    const { labels } = this.#state.readPull(number);
    labels.splice(labels.indexOf(name), 1);
    this.addEvent(login, 'unlabeled', name, number);
  }

  /** Adds an event of a label to the timeline alone. */
  addEvent(login: string, event: 'labeled' | 'unlabeled', name: string, number = pullNumber): number {
    const id = this.#state.nextId();
    this.#state.readPull(number).timeline.push(this.#render.labelEvent(id, login, event, name));
    return id;
  }

  /** Has a call of an operation go wrong; see `github-faults.ts`. */
  inject(operation: string, fault: Fault, place?: FaultPlace): void {
    this.#faults.inject(operation, fault, place);
  }

  forgetRequests(): void {
    this.requests.length = 0;
    this.queries.length = 0;
    this.downloads.length = 0;
  }

  /** As at the beginning: a repository with one pull request, and nothing that goes wrong. */
  reset(): void {
    this.#state = new GitHubState();
    this.#render = this.#openRenderer();
    this.#faults.clear();
    this.permissions = everything;
    this.isEnterprise = false;
    this.forgetRequests();
    this.refuse = () => undefined;
    this.onRequest = () => undefined;
  }

  async stop(): Promise<void> {
    for (const server of [this.#server, this.#storage]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  #openRenderer(): GitHubRenderer {
    return new GitHubRenderer(this.#description, this.#state, () => this.apiUrl);
  }

  /** Answers one request, or does not where a fault says so. */
  async #serve(request: IncomingMessage, response: ServerResponse, answer: (wire: WireRequest) => Promise<Disturbed>): Promise<void> {
    try {
      const { answer: given, fault } = await answer(await readRequest(request));
      if (fault?.kind === 'reset') return void request.socket.destroy();
      if (fault?.kind === 'slow') await sleep(fault.waitMs, undefined, { ref: false });
      send(response, given, fault);
    } catch (error) {
      this.mismatches.push(error instanceof Error ? error.message : String(error));
      send(response, notFound, undefined);
    }
  }

  async #answer(arrived: WireRequest): Promise<Disturbed> {
    const path = this.#readPath(arrived.path);
    if (path === '/graphql') return this.#answerGraphql(arrived);
    // The links between pages name a repository by its number, which the description leaves out.
    const request = { ...arrived, path: path.replace(`/repositories/${String(repository.id)}/`, `/repos/${fullName}/`) };
    const { operation, parameters, body } = this.#description.matchRequest(request);
    this.requests.push(`${request.method} ${operation}`);
    this.onRequest(operation);
    const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
    this.lastBody = typeof fields['body'] === 'string' ? fields['body'] : '';
    const fault = this.#takeFault(operation);
    const carryOut = (): Answer => {
      const handler = restHandlers[operation];
      if (handler === undefined) throw new Error(`the stand-in does not carry out ${operation}`);
      if (!isKnownRepository(operation, parameters, this.#state.pulls.values())) return notFound;
      if (!isAllowed(this.permissions, operation)) return refuseWith({ status: 403, message: 'Resource not accessible by integration' });
      return handler({ state: this.#state, render: this.#render, parameters, body: fields, request, storageUrl: this.storageUrl });
    };
    const answer = this.#disturb(fault, this.#hasToken(request) ? carryOut : () => refuseWith({ status: 401, message: 'Bad credentials' }));
    if (!Buffer.isBuffer(answer.body)) this.mismatches.push(...this.#description.findAnswerErrors(request, answer.status, answer.body).map((error) => `our answer to ${operation}: ${error}`));
    return { answer: fault?.kind === 'wrong-link' ? mislead(answer, request, this.apiUrl, fault.to) : answer, fault };
  }

  async #answerGraphql(request: WireRequest): Promise<Disturbed> {
    this.requests.push(`${request.method} graphql`);
    const asked = JSON.parse(request.body) as GraphqlRequest;
    this.queries.push(asked);
    if (request.method !== 'POST' || typeof asked.query !== 'string') throw new Error(`GraphQL: ${request.method} ${request.body}`);
    const fields = listTopFields(asked.query);
    this.onRequest('graphql');
    const fault = this.#takeFault('graphql', ...fields.map((field) => `graphql/${field}`));
    if (fault?.kind === 'graphql-errors') return { answer: { status: 200, body: { data: fault.data, errors: fault.errors } }, fault };
    if (!this.#hasToken(request)) return { answer: refuseWith({ status: 401, message: 'Bad credentials' }), fault };
    if (!isCarriedOut(fault)) return { answer: this.#disturb(fault, () => notFound), fault };
    const { body, mismatches } = await answerGraphql(this.#state, this.permissions, asked);
    this.mismatches.push(...mismatches);
    return { answer: this.#disturb(fault, () => ({ status: 200, body })), fault };
  }

  /** https://learn.microsoft.com/rest/api/storageservices/get-blob: what is behind the redirect knows no token of GitHub's. */
  async #answerDownload({ path, query, headers }: WireRequest): Promise<Disturbed> {
    const authorization = headers['authorization'];
    this.downloads.push({ path, authorization: authorization === undefined ? undefined : String(authorization) });
    const fault = this.#takeFault('storage');
    const artifact = this.#state.artifacts.find(({ id }) => path === `/actions-results/${String(id)}.zip`);
    const zip = (): Answer => {
      if (authorization !== undefined) return { status: 400, body: '<Error><Code>InvalidAuthenticationInfo</Code></Error>' };
      if (artifact === undefined || !query.has('sig')) return { status: 404, body: '<Error><Code>BlobNotFound</Code></Error>' };
      return { status: 200, body: artifact.zip, headers: { 'content-type': 'application/zip' } };
    };
    return Promise.resolve({ answer: this.#disturb(fault, zip), fault });
  }

  #takeFault(...operations: readonly string[]): Fault | undefined {
    const refusal = this.refuse(operations[0] ?? '');
    return refusal === undefined ? this.#faults.take(...operations) : { kind: 'refusal', refusal, after: false };
  }

  /** The answer of `carryOut`, or what a fault has in its place. */
  #disturb(fault: Fault | undefined, carryOut: () => Answer): Answer {
    const answer = isCarriedOut(fault) ? carryOut() : notFound;
    if (fault?.kind === 'refusal') return refuseWith(fault.refusal);
    if (fault?.kind === 'graphql-errors') throw new Error('only graphql has GraphQL errors');
    return answer;
  }

  #hasToken({ headers }: WireRequest): boolean {
    return /^(?:token|bearer) (.*)$/i.exec(String(headers['authorization']))?.[1] === this.#token;
  }

  /** Throws where the address is none of this server's kind. */
  #readPath(path: string): string {
    if (!this.isEnterprise) return path;
    if (path === '/api/graphql') return '/graphql';
    if (!path.startsWith('/api/v3/')) throw new Error(`${path} is no address of a GitHub Enterprise server`);
    return path.slice('/api/v3'.length);
  }
}

interface Disturbed {
  readonly answer: Answer;
  readonly fault: Fault | undefined;
}

/** Whether what was asked is done. */
function isCarriedOut(fault: Fault | undefined): boolean {
  return fault === undefined || !('after' in fault) || fault.after;
}

/** The answer with a link to the next page that leads nowhere. */
function mislead(answer: Answer, { path, query }: WireRequest, apiUrl: string, to: 'itself' | 'empty-page'): Answer {
  const words = new URLSearchParams(query);
  const page = Number(query.get('page') ?? 1);
  if (to === 'empty-page') words.set('page', String(page + 1000));
  else if (page > 1) words.set('page', String(page));
  return { ...answer, headers: { ...answer.headers, link: `<${apiUrl}${path}?${words.toString()}>; rel="next"` } };
}

function send(response: ServerResponse, { status, body, headers }: Answer, fault: Fault | undefined): void {
  const bytes = fault?.kind === 'garbage' ? Buffer.from(fault.text) : Buffer.isBuffer(body) ? body : Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? 'application/vnd.github.raw+json; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': type, 'content-length': String(bytes.length) }), ...headers });
  if (fault?.kind !== 'truncated') return void response.end(bytes);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function readAddress(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
}
