/** What GraphQL's fields give, as plain objects whose functions are asked only for the fields of the query. */
import type { QueryCost } from './github-graphql-limits.ts';
import { listFolder, nameNode } from './github-render.ts';
import { fullName, hashBlob, ownLogin, repository } from './github-state.ts';
import type { CommitStatus, GitHubState, Pull, QueueEntry } from './github-state.ts';

/** An error that GitHub gives beside the data, with its type. */
export class NotAsked extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

type Fields = Readonly<Record<string, unknown>>;
interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** `text` is cut there. */
const blobTextLimit = 512_000;

export function makeRoot(state: GitHubState, cost: QueryCost): Fields {
  const isOurs = ({ owner, name }: { readonly owner: string; readonly name: string }): boolean => owner === repository.owner && name === repository.name;
  return {
    viewer: { __typename: 'User', login: ownLogin },
    rateLimit: { cost: cost.points, limit: 1000, nodeCount: cost.nodes, remaining: 1000 - cost.points, used: cost.points, resetAt: '2026-11-21T15:00:00Z' },
    repository: (place: { readonly owner: string; readonly name: string }) => {
      if (!isOurs(place)) throw new NotAsked('NOT_FOUND', `Could not resolve to a Repository with the name '${place.owner}/${place.name}'.`);
      return makeRepository(state);
    },
    node: ({ id }: { readonly id: string }) => findComment(state, id),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => findComment(state, id)),
    minimizeComment: ({ input }: { readonly input: { readonly subjectId: string; readonly classifier: string; readonly clientMutationId?: string } }) => {
      const comment = findComment(state, input.subjectId);
      state.minimized.set(comment.databaseId, input.classifier.toLowerCase().replace('_', '-'));
      return { minimizedComment: findComment(state, input.subjectId), clientMutationId: input.clientMutationId };
    },
    unminimizeComment: ({ input }: { readonly input: { readonly subjectId: string; readonly clientMutationId?: string } }) => {
      const comment = findComment(state, input.subjectId);
      state.minimized.delete(comment.databaseId);
      return { unminimizedComment: findComment(state, input.subjectId), clientMutationId: input.clientMutationId };
    },
  };
}

function makeRepository(state: GitHubState): Fields {
  return {
    __typename: 'Repository',
    name: repository.name,
    nameWithOwner: fullName,
    owner: makeActor(repository.owner),
    url: `https://github.com/${fullName}`,
    isFork: false,
    isPrivate: false,
    defaultBranchRef: makeRef(state, state.defaultBranch),
    ref: ({ qualifiedName }: { readonly qualifiedName: string }) => makeRef(state, qualifiedName.replace(/^refs\/heads\//, '')),
    object: ({ expression, oid }: { readonly expression?: string | null; readonly oid?: string | null }) => findObject(state, expression ?? oid ?? ''),
    pullRequest: ({ number }: { readonly number: number }) => {
      const pull = state.pulls.get(number);
      if (pull === undefined) throw new NotAsked('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${String(number)}.`);
      return makePull(state, pull);
    },
    pullRequests: (wanted: PullsArguments) => makeConnection(choosePulls(state, wanted), wanted, (pull) => makePull(state, pull)),
    mergeQueue: ({ branch }: { readonly branch?: string | null }) => {
      const name = branch ?? state.defaultBranch;
      if (!state.hasQueue(name)) return null;
      const entries = state.readQueue(name);
      return { __typename: 'MergeQueue', id: `MQ_${name}`, url: `https://github.com/${fullName}/queue/${name}`, entries: (page: PageArguments) => makeConnection(entries.map((entry, index) => ({ entry, index })), page, ({ entry, index }) => makeEntry(state, entry, index)) };
    },
  };
}

interface PullsArguments extends PageArguments {
  readonly states?: readonly string[] | null;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
}

function choosePulls(state: GitHubState, { states, baseRefName, headRefName, labels, orderBy }: PullsArguments): Pull[] {
  const chosen = [...state.pulls.values()].filter(
    (pull) =>
      (states == null || states.includes(pull.state.toUpperCase())) &&
      (baseRefName == null || pull.baseRef === baseRefName) &&
      (headRefName == null || pull.headRef === headRefName) &&
      (labels == null || labels.some((label) => pull.labels.includes(label))),
  );
  const key = orderBy?.field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt';
  const ascending = chosen.sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.number - b.number));
  return orderBy?.direction === 'DESC' ? ascending.reverse() : ascending;
}

function makePull(state: GitHubState, pull: Pull): Fields {
  const { number, headRepository } = pull;
  const [owner] = (headRepository ?? '').split('/');
  return {
    __typename: 'PullRequest',
    id: `PR_${String(number)}`,
    number,
    title: pull.title,
    url: `https://github.com/${fullName}/pull/${String(number)}`,
    state: pull.state.toUpperCase(),
    isDraft: pull.isDraft,
    locked: pull.isLocked,
    closed: pull.state !== 'open',
    merged: pull.state === 'merged',
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    author: pull.author === undefined ? null : makeActor(pull.author),
    isCrossRepository: headRepository !== fullName,
    headRepository: headRepository === undefined ? null : { __typename: 'Repository', nameWithOwner: headRepository, owner: makeActor(owner ?? '') },
    headRepositoryOwner: headRepository === undefined ? null : makeActor(owner ?? ''),
    headRefOid: pull.headSha,
    headRefName: pull.headRef,
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    changedFiles: pull.files.length,
    // GitHub tells at most 3,000 files of a pull request.
    files: (page: PageArguments) => makeConnection(pull.files.slice(0, 3000), page, ({ path, changeType }) => ({ __typename: 'PullRequestChangedFile', path, changeType, additions: 1, deletions: 0, viewerViewedState: 'UNVIEWED' })),
    commits: (page: PageArguments) => makeConnection([pull.headSha], page, (sha) => ({ __typename: 'PullRequestCommit', id: `PURC_${sha}`, url: `https://github.com/${fullName}/pull/${String(number)}/commits/${sha}`, commit: makeCommit(state, sha) })),
    comments: (page: PageArguments) => makeConnection(pull.comments, page, ({ id }) => findComment(state, nameNode(id))),
    labels: (page: PageArguments) => makeConnection(pull.labels, page, (name) => ({ __typename: 'Label', id: `LA_${name}`, name })),
    mergeQueueEntry: () => {
      const queue = state.readQueue(pull.baseRef);
      const index = queue.findIndex((entry) => entry.pull === number);
      const entry = queue[index];
      return entry === undefined ? null : makeEntry(state, entry, index);
    },
  };
}

function makeEntry(state: GitHubState, { pull, state: queueState, headSha, baseSha }: QueueEntry, index: number): Fields {
  return { __typename: 'MergeQueueEntry', id: `MQE_${String(pull)}`, position: index + 1, state: queueState, jump: false, solo: false, pullRequest: makePull(state, state.readPull(pull)), headCommit: makeCommit(state, headSha), baseCommit: makeCommit(state, baseSha) };
}

function makeRef(state: GitHubState, name: string): Fields | null {
  const sha = state.branches.get(name);
  return sha === undefined ? null : { __typename: 'Ref', id: `REF_${name}`, name, prefix: 'refs/heads/', target: makeCommit(state, sha) };
}

function makeCommit(state: GitHubState, sha: string): Fields {
  const statuses = state.readStatuses(sha);
  const all = { __typename: 'Status', id: `S_${sha}`, state: 'PENDING', contexts: statuses.map(makeStatus), context: ({ name }: { readonly name: string }) => statuses.filter(({ context }) => context === name).map(makeStatus)[0] ?? null };
  return {
    __typename: 'Commit',
    id: `C_${sha}`,
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    commitUrl: `https://github.com/${fullName}/commit/${sha}`,
    status: statuses.length === 0 ? null : all,
    tree: () => makeTree(state, sha, ''),
    file: ({ path }: { readonly path: string }) => makeTreeEntries(state, sha, path.split('/').slice(0, -1).join('/')).find((entry) => entry['path'] === path) ?? null,
  };
}

function makeStatus({ id, context, state, description, targetUrl, creator, createdAt }: CommitStatus): Fields {
  return { __typename: 'StatusContext', id: `SC_${String(id)}`, context, state: state.toUpperCase(), description, targetUrl, createdAt, creator: makeActor(creator) };
}

/** `<commit>`, or `<commit>:<path>` of a file or folder; a commit may be named by a branch. */
function findObject(state: GitHubState, expression: string): Fields | null {
  const [, name = '', path] = /^([^:]*)(?::(.*))?$/s.exec(expression) ?? [];
  const sha = state.resolveCommit(name);
  if (sha === undefined) return null;
  if (path === undefined) return makeCommit(state, sha);
  const bytes = state.readTree(sha).get(path);
  return bytes === undefined ? makeTree(state, sha, path.replace(/\/$/, '')) : makeBlob(bytes);
}

function makeBlob(bytes: Buffer): Fields {
  const isBinary = bytes.includes(0);
  const isTruncated = !isBinary && bytes.length > blobTextLimit;
  const text = isBinary ? null : bytes.subarray(0, blobTextLimit).toString('utf8');
  const sha = hashBlob(bytes);
  return { __typename: 'Blob', id: `B_${sha}`, oid: sha, abbreviatedOid: sha.slice(0, 7), byteSize: bytes.length, isBinary, isTruncated, text };
}

function makeTree(state: GitHubState, sha: string, folder: string): Fields | null {
  const entries = makeTreeEntries(state, sha, folder);
  return entries.length === 0 && folder !== '' ? null : { __typename: 'Tree', id: `T_${sha}_${folder}`, oid: hashBlob(Buffer.from(`${sha} ${folder}`)), entries };
}

function makeTreeEntries(state: GitHubState, sha: string, folder: string): Fields[] {
  return listFolder(state.readTree(sha), folder).map(({ name, bytes }) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    const isFolder = bytes === undefined;
    const oid = hashBlob(bytes ?? Buffer.from(`${sha} ${path}`));
    return { __typename: 'TreeEntry', name, path, type: isFolder ? 'tree' : 'blob', mode: isFolder ? 16_384 : 33_188, size: bytes?.length ?? 0, oid, extension: /\.[^.]*$/.exec(name)?.[0] ?? '', object: () => (isFolder ? makeTree(state, sha, path) : makeBlob(bytes)) };
  });
}

/** Throws as GitHub answers for an id that there is not. */
function findComment(state: GitHubState, node: string): Fields & { readonly databaseId: number } {
  for (const pull of state.pulls.values()) {
    const comment = pull.comments.find(({ id }) => nameNode(id) === node);
    if (comment === undefined) continue;
    const reason = state.minimized.get(comment.id);
    return {
      __typename: 'IssueComment',
      id: node,
      databaseId: comment.id,
      fullDatabaseId: String(comment.id),
      author: makeActor(comment.user.login),
      body: comment.body,
      url: comment.html_url,
      createdAt: comment.created_at,
      updatedAt: comment.updated_at,
      isMinimized: reason !== undefined,
      minimizedReason: reason ?? null,
      viewerDidAuthor: comment.user.login === ownLogin,
      viewerCanMinimize: true,
    };
  }
  throw new NotAsked('NOT_FOUND', `Could not resolve to a node with the global id of '${node}'`);
}

/** GraphQL leaves away the `[bot]` that REST adds to a bot's name. */
function makeActor(login: string): Fields {
  const isBot = login.endsWith('[bot]');
  return { __typename: isBot ? 'Bot' : 'User', login: login.replace(/\[bot\]$/, ''), url: `https://github.com/${isBot ? 'apps/' : ''}${login.replace(/\[bot\]$/, '')}` };
}

/** A connection as Relay describes it; a cursor is the place of a node in the list. */
function makeConnection<T>(all: readonly T[], { first, after, last, before }: PageArguments, make: (value: T) => Fields): Fields {
  const start = after == null ? 0 : readCursor(after) + 1;
  const end = before == null ? all.length : readCursor(before);
  const range = all.slice(start, end);
  const [from, to] = first == null ? [Math.max(start, end - (last ?? range.length)), end] : [start, Math.min(end, start + first)];
  const cursor = (index: number): string => Buffer.from(`cursor:${String(index)}`).toString('base64');
  const chosen = all.slice(from, to).map((value, index) => ({ index: from + index, value }));
  return {
    totalCount: all.length,
    pageInfo: { hasNextPage: to < all.length, hasPreviousPage: from > 0, startCursor: chosen.length === 0 ? null : cursor(from), endCursor: chosen.length === 0 ? null : cursor(to - 1) },
    nodes: () => chosen.map(({ value }) => make(value)),
    edges: () => chosen.map(({ index, value }) => ({ cursor: cursor(index), node: make(value) })),
  };
}

function readCursor(text: string): number {
  const [, index] = /^cursor:(\d+)$/.exec(Buffer.from(text, 'base64').toString('utf8')) ?? [];
  if (index === undefined) throw new NotAsked('INVALID_CURSOR_ARGUMENTS', `\`${text}\` does not appear to be a valid cursor.`);
  return Number(index);
}
