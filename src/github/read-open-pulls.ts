import { askForMany, askGraphql, isTooMuch } from './ask-graphql.ts';
import type { PullName } from '../skew/judge-pulls.ts';
import type { Octokit } from './open-octokit.ts';
import type { RepositoryName } from './read-blobs.ts';

/** A file that a pull request changes; of one that was renamed this is the new path. */
export interface PullFile {
  readonly path: string;
  /** https://docs.github.com/graphql/reference/enums#patchstatus */
  readonly changeType: 'ADDED' | 'CHANGED' | 'COPIED' | 'DELETED' | 'MODIFIED' | 'RENAMED';
}

/** Whether a pull request puts a file where none was: what it changes was there, and what it deletes is gone. */
export function addsPath({ changeType }: Pick<PullFile, 'changeType'>): boolean {
  return changeType === 'ADDED' || changeType === 'COPIED' || changeType === 'RENAMED';
}

/** What a commit status says. */
export interface StatusText {
  readonly state: string;
  readonly description: string | null;
}

/** A pull request as GitHub lists it; paths too are whatever its author chose. */
export interface OpenPull extends PullName {
  readonly headSha: string;
  readonly files: readonly PullFile[];
  /** Files that GitHub does not list: it tells of at most 3,000. */
  readonly unlisted: number;
  /** Of the context that was asked for. */
  readonly status: StatusText | undefined;
}

export interface OpenPulls {
  /** Newest first. */
  readonly pulls: readonly OpenPull[];
  /** Open pull requests into the branch that were not read, because there are more than `most`. */
  readonly left: number;
  /** Open pull requests into other branches. */
  readonly elsewhere: number;
  /** The commit the branch is at; undefined where GitHub does not know the branch. */
  readonly tip: string | undefined;
}

export interface PullsRequest extends RepositoryName {
  /** The base branch. */
  readonly branch: string;
  /** Whose status on each head is wanted; it needs the permission to read statuses. */
  readonly context?: string;
  /** Read no more than so many. */
  readonly most?: number;
  /** Pages of a hundred files to read of each; GitHub lists 3,000 files at most. */
  readonly mostFilePages?: number;
}

/** Pull requests a request; fewer where GitHub does not manage that many in its ten seconds. */
const pageSizes = [50, 20, 5];
/** Pull requests whose further files go into one request. */
const pullsAtOnce = 20;
const allFilePages = 30;

/**
 * Reads the open pull requests into a branch with the files they change, fifty a request, and more than a hundred files only of those
 * that have them. Throws Octokit's errors. https://docs.github.com/graphql/reference/objects#pullrequest
 */
export async function readOpenPulls(octokit: Octokit, request: PullsRequest): Promise<OpenPulls> {
  const most = request.most ?? Infinity;
  const listed = new Map<number, ListedPull>();
  let first: PullsAnswer | undefined;
  let [after, size]: [string | null, number] = [null, 0];
  do {
    const answer: { page: PullsAnswer; size: number } = await readPage(octokit, request, after, size);
    size = answer.size;
    first ??= answer.page;
    const { nodes, pageInfo } = answer.page.pullRequests;
    for (const node of nodes ?? []) if (node !== null) listed.set(node.number, node);
    if (pageInfo.hasNextPage && pageInfo.endCursor === after) throw Object.assign(new Error('The next page of pull requests is the same page again'), { status: 502 });
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null && listed.size < most);
  const taken = [...listed.values()].slice(0, most);
  const more = await readMoreFiles(octokit, request, taken, request.mostFilePages ?? allFilePages);
  return {
    pulls: taken.map((node) => readPull(node, more.get(node.number) ?? [])),
    left: Math.max(0, first.pullRequests.totalCount - taken.length),
    elsewhere: Math.max(0, first.all.totalCount - first.pullRequests.totalCount),
    tip: first.ref?.target?.oid,
  };
}

const filesFields = 'pageInfo { hasNextPage endCursor } nodes { path changeType }';

// GitHub merges a pull request's head as it is at `headRefOid`; `commits` is where its status is found.
const pullsQuery = `query ($owner: String!, $name: String!, $branch: String!, $ref: String!, $first: Int!, $after: String, $context: String!, $hasContext: Boolean!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid } }
    all: pullRequests(states: OPEN, first: 1) { totalCount }
    pullRequests(states: OPEN, baseRefName: $branch, first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        number title url isDraft isCrossRepository headRefOid changedFiles
        author { login }
        files(first: 100) { ${filesFields} }
        commits(last: 1) @include(if: $hasContext) { nodes { commit { oid status { context(name: $context) { state description } } } } }
      }
    }
  }
}`;

interface Page<T> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly (T | null)[] | null;
}

interface PullsAnswer {
  readonly ref: { readonly target: { readonly oid: string } | null } | null;
  readonly all: { readonly totalCount: number };
  readonly pullRequests: Page<ListedPull> & { readonly totalCount: number };
}

interface ListedPull {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly isDraft: boolean;
  readonly isCrossRepository: boolean;
  readonly headRefOid: string;
  readonly changedFiles: number;
  readonly author: { readonly login: string } | null;
  readonly files: Page<PullFile> | null;
  readonly commits?: { readonly nodes: readonly ({ readonly commit: { readonly oid: string; readonly status: { readonly context: StatusText | null } | null } } | null)[] | null };
}

/** One page, smaller ones where GitHub gives up on a large one. */
async function readPage(octokit: Octokit, { owner, name, branch, context }: PullsRequest, after: string | null, from: number): Promise<{ page: PullsAnswer; size: number }> {
  for (let size = from; ; size += 1) {
    try {
      const variables = { owner, name, branch, ref: `refs/heads/${branch}`, first: pageSizes[size] ?? 1, after, context: context ?? '', hasContext: context !== undefined };
      const { repository } = await askGraphql<{ repository: PullsAnswer | null }>(octokit, pullsQuery, variables);
      if (repository === null) throw new Error(`GitHub knows no repository ${owner}/${name}`);
      return { page: repository, size };
    } catch (error) {
      if (size + 1 >= pageSizes.length || !isTooMuch(error)) throw error;
    }
  }
}

async function readMoreFiles(octokit: Octokit, { owner, name }: RepositoryName, pulls: readonly ListedPull[], mostFilePages: number): Promise<Map<number, PullFile[]>> {
  const found = new Map<number, PullFile[]>();
  let open = pulls.flatMap(({ number, files }) => nextPage(number, files));
  for (let page = 1; open.length > 0 && page < mostFilePages; page += 1) {
    const answers = await askForMany<FilesPlace, { readonly files: Page<PullFile> | null }>(octokit, open, { most: pullsAtOnce, write: writeFiles }, { owner, name });
    open = open.flatMap(({ number }, index) => {
      const files = answers[index]?.files ?? null;
      found.set(number, [...(found.get(number) ?? []), ...listNodes(files)]);
      return nextPage(number, files);
    });
  }
  return found;
}

interface FilesPlace {
  readonly number: number;
  readonly after: string;
}

function nextPage(number: number, files: Page<PullFile> | null): FilesPlace[] {
  const { hasNextPage = false, endCursor = null } = files?.pageInfo ?? {};
  return hasNextPage && endCursor !== null ? [{ number, after: endCursor }] : [];
}

function writeFiles({ number, after }: FilesPlace, use: (variable: string) => string) {
  return {
    field: `pullRequest(number: ${use('number')}) { files(first: 100, after: ${use('after')}) { ${filesFields} } }`,
    variables: [
      { variable: 'number', type: 'Int!', value: number },
      { variable: 'after', type: 'String', value: after },
    ],
  };
}

function listNodes<T>(page: Page<T> | null): T[] {
  return page?.nodes?.flatMap((node) => (node === null ? [] : [node])) ?? [];
}

function readPull(node: ListedPull, more: readonly PullFile[]): OpenPull {
  const { number, title, url, author, isDraft, isCrossRepository, headRefOid, changedFiles, commits } = node;
  const files = [...listNodes(node.files), ...more];
  const commit = commits?.nodes?.[0]?.commit;
  return {
    number,
    title,
    url,
    author: author?.login,
    isDraft,
    isFork: isCrossRepository,
    headSha: headRefOid,
    files,
    unlisted: Math.max(0, changedFiles - files.length),
    status: commit?.oid === headRefOid ? (commit.status?.context ?? undefined) : undefined,
  };
}
