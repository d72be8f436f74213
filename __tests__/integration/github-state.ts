/**
 * What the stand-in for GitHub knows: one repository with its branches, commits and pull requests, and all that hangs on them.
 * Every method does what a person or GitHub itself would have done; a test sets up its case with one line each.
 */
import { createHash } from 'node:crypto';

export const repository = { owner: 'octo', name: 'shop', id: 4_2000_001 };
export const fullName = `${repository.owner}/${repository.name}`;
/** The pull request that is there from the beginning. */
export const pullNumber = 7;
/** Who a workflow's own token is. */
export const ownLogin = 'github-actions[bot]';
export const startOfClock = Date.UTC(2026, 10, 21, 14) / 1000;

/** Files of a commit, by path. */
export type Tree = ReadonlyMap<string, Buffer>;
/** Files as a test writes them; `undefined` is a file that is gone, `from` one that was renamed. */
export type Changes = Readonly<Record<string, string | Buffer | undefined | { readonly from: string; readonly text?: string | Buffer }>>;

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'RENAMED';
export interface ChangedFile {
  readonly path: string;
  readonly changeType: ChangeType;
  /** Where a renamed file was before. */
  readonly from?: string;
}

/** A comment as GitHub gives it. */
export interface StoredComment {
  readonly id: number;
  /** By which GraphQL knows it. */
  readonly node_id: string;
  readonly body: string;
  readonly user: { readonly login: string };
  readonly html_url: string;
  /** By GitHub's clock, in whole seconds. */
  readonly updated_at: string;
  readonly created_at: string;
}

export interface Pull {
  readonly number: number;
  title: string;
  /** Undefined where the account is gone. */
  author: string | undefined;
  isDraft: boolean;
  state: 'open' | 'closed' | 'merged';
  isLocked: boolean;
  headSha: string;
  headRef: string;
  /** `owner/name` of where the branch is; undefined where a fork was deleted. */
  headRepository: string | undefined;
  baseRef: string;
  /** The commit of the base branch that the pull request's changes are told against. */
  baseSha: string;
  files: ChangedFile[];
  /** In the order in which they were made. */
  comments: StoredComment[];
  readonly labels: string[];
  /** Events of the timeline, oldest first. */
  readonly timeline: Readonly<Record<string, unknown>>[];
  readonly createdAt: string;
  updatedAt: string;
}

/** What `addPull` takes; all of it may be left out. */
export interface PullSettings extends Partial<Pick<Pull, 'title' | 'author' | 'isDraft' | 'state' | 'isLocked' | 'headRef' | 'headRepository' | 'baseRef'>> {
  readonly number?: number;
  readonly headSha?: string;
  readonly files?: Changes;
}

export type StatusState = 'error' | 'failure' | 'pending' | 'success';
export interface CommitStatus {
  readonly id: number;
  readonly context: string;
  readonly state: StatusState;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly createdAt: string;
}

/** https://docs.github.com/graphql/reference/enums#mergequeueentrystate */
export type QueueState = 'AWAITING_CHECKS' | 'LOCKED' | 'MERGEABLE' | 'QUEUED' | 'UNMERGEABLE';
export interface QueueEntry {
  readonly pull: number;
  readonly state: QueueState;
  readonly headSha: string;
  readonly baseSha: string;
}

export interface Artifact {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly zip: Buffer;
  isExpired: boolean;
  /** What GitHub says of its size, which an attacker cannot choose but a test may. */
  readonly sizeInBytes: number;
  readonly createdAt: string;
}

export interface StoredRun {
  readonly id: number;
  readonly attempt: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepository: string;
  readonly conclusion: string | null;
  readonly name: string;
}

export class GitHubState {
  /** GitHub's clock, in seconds since 1970; everything that is written takes a minute. */
  clock = startOfClock;
  defaultBranch = 'main';
  readonly branches = new Map<string, string>();
  readonly commits = new Map<string, Tree>();
  readonly pulls = new Map<number, Pull>();
  readonly statuses = new Map<string, CommitStatus[]>();
  readonly runs = new Map<number, StoredRun>();
  artifacts: Artifact[] = [];
  readonly #queues = new Map<string, QueueEntry[]>();
  /** Ids of comments that somebody hid, with the reason. */
  readonly minimized = new Map<number, string>();
  #nextId = 1001;
  #nextCommit = 1;

  constructor() {
    this.push('main', { 'README.md': '# Shop\n' });
    this.addPull({ number: pullNumber, headRef: 'topics', title: 'Topics', author: 'ada' });
    this.clock = startOfClock;
  }

  nextId(): number {
    return this.#nextId++;
  }

  /** The time of the next thing that happens. */
  tick(): string {
    this.clock += 60;
    return new Date(this.clock * 1000).toISOString().replace('.000Z', 'Z');
  }

  /** A commit with exactly these files; gives its id. */
  addCommit(tree: Tree, sha = this.#makeSha()): string {
    this.commits.set(sha, tree);
    return sha;
  }

  /** A commit with these changes on top of a branch, which is made where it is not there yet. */
  push(branch: string, changes: Changes, sha?: string): string {
    const tip = this.branches.get(branch);
    const head = this.addCommit(applyChanges(this.readTree(tip), changes), sha);
    this.branches.set(branch, head);
    return head;
  }

  readTree(sha: string | undefined): Tree {
    return (sha === undefined ? undefined : this.commits.get(sha)) ?? new Map<string, Buffer>();
  }

  /** Opens a pull request. What its files change is told against the base branch as it is now. */
  addPull({ number = 1 + Math.max(0, ...this.pulls.keys()), files = {}, headSha, ...settings }: PullSettings = {}): Pull {
    const { baseRef = 'main', headRef = `branch-${String(number)}` } = settings;
    const baseSha = this.branches.get(baseRef) ?? this.push(baseRef, {});
    const now = this.tick();
    const pull: Pull = {
      number,
      title: settings.title ?? `Pull request ${String(number)}`,
      author: 'author' in settings ? settings.author : 'ada',
      isDraft: settings.isDraft ?? false,
      state: settings.state ?? 'open',
      isLocked: settings.isLocked ?? false,
      headRepository: 'headRepository' in settings ? settings.headRepository : fullName,
      headRef,
      baseRef,
      baseSha,
      headSha: this.addCommit(applyChanges(this.readTree(baseSha), files), headSha),
      files: describeChanges(this.readTree(baseSha), files),
      comments: [],
      labels: [],
      timeline: [],
      createdAt: now,
      updatedAt: now,
    };
    this.pulls.set(number, pull);
    return pull;
  }

  /** Another state of a pull request's files, as a push to its branch makes it; all its changes against the base. */
  pushToPull(number: number, files: Changes, sha?: string): string {
    const pull = this.readPull(number);
    pull.files = describeChanges(this.readTree(pull.baseSha), files);
    pull.headSha = this.addCommit(applyChanges(this.readTree(pull.baseSha), files), sha);
    pull.updatedAt = this.tick();
    return pull.headSha;
  }

  closePull(number: number): void {
    const pull = this.readPull(number);
    pull.state = 'closed';
    pull.updatedAt = this.tick();
  }

  /** Throws where there is no such pull request: a mistake of the test. */
  readPull(number: number): Pull {
    const pull = this.pulls.get(number);
    if (pull === undefined) throw new Error(`there is no pull request ${String(number)}`);
    return pull;
  }

  /** Sets a commit status as if its creator had. */
  setStatus(sha: string, context: string, state: StatusState, settings: { readonly description?: string; readonly targetUrl?: string; readonly creator?: string } = {}): CommitStatus {
    const { description, targetUrl, creator = ownLogin } = settings;
    const status = { id: this.nextId(), context, state, description: description ?? null, targetUrl: targetUrl ?? null, creator, createdAt: this.tick() };
    this.statuses.set(sha, [...(this.statuses.get(sha) ?? []), status]);
    return status;
  }

  /** The newest status of each context, oldest context first. */
  readStatuses(sha: string): CommitStatus[] {
    return [...new Map((this.statuses.get(sha) ?? []).map((status) => [status.context, status])).values()];
  }

  /** Puts a pull request at the end of its branch's merge queue; its commit has the changes of all before it too. */
  enqueue(number: number, { state = 'AWAITING_CHECKS', headSha }: { readonly state?: QueueState; readonly headSha?: string } = {}): QueueEntry {
    const pull = this.readPull(number);
    const queue = this.readQueue(pull.baseRef);
    const baseSha = queue.at(-1)?.headSha ?? this.branches.get(pull.baseRef) ?? pull.baseSha;
    const entry = { pull: number, state, headSha: this.addCommit(this.#applyPull(this.readTree(baseSha), pull), headSha), baseSha };
    this.#queues.set(pull.baseRef, [...queue, entry]);
    return entry;
  }

  readQueue(branch: string): readonly QueueEntry[] {
    return this.#queues.get(branch) ?? [];
  }

  /** Whether the branch has a merge queue: from the first `enqueue` on. */
  hasQueue(branch: string): boolean {
    return this.#queues.has(branch);
  }

  addRun(settings: Partial<StoredRun> & { readonly headSha: string }): StoredRun {
    const run: StoredRun = { id: this.nextId(), attempt: 1, event: 'pull_request', headBranch: 'topics', headRepository: fullName, conclusion: 'success', name: 'Migrations', ...settings };
    this.runs.set(run.id, run);
    return run;
  }

  /** What a run uploaded: the bytes of a ZIP file, whatever they are. */
  addArtifact(runId: number, name: string, zip: Buffer, { isExpired = false, sizeInBytes = zip.length }: { readonly isExpired?: boolean; readonly sizeInBytes?: number } = {}): Artifact {
    const artifact = { id: this.nextId(), runId, name, zip, isExpired, sizeInBytes, createdAt: this.tick() };
    this.artifacts.push(artifact);
    return artifact;
  }

  /** The commit that a branch, a `refs/…` or a commit's own id names. */
  resolveCommit(name: string): string | undefined {
    const branch = name.replace(/^refs\/heads\//, '').replace(/^heads\//, '');
    return this.branches.get(branch === 'HEAD' ? this.defaultBranch : branch) ?? (this.commits.has(name) ? name : undefined);
  }

  /** Another tree with what a pull request changes. */
  #applyPull(tree: Tree, pull: Pull): Tree {
    const changed = new Map(tree);
    const head = this.readTree(pull.headSha);
    for (const { path, from } of pull.files) {
      if (from !== undefined) changed.delete(from);
      const text = head.get(path);
      if (text === undefined) changed.delete(path);
      else changed.set(path, text);
    }
    return changed;
  }

  #makeSha(): string {
    return createHash('sha1').update(`commit ${String(this.#nextCommit++)}`).digest('hex');
  }
}

/** Git's own id of a file. */
export function hashBlob(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${String(bytes.length)}\0`).update(bytes).digest('hex');
}

function applyChanges(tree: Tree, changes: Changes): Tree {
  const changed = new Map(tree);
  for (const [path, change] of Object.entries(changes)) {
    if (change === undefined) changed.delete(path);
    else if (typeof change === 'string' || Buffer.isBuffer(change)) changed.set(path, Buffer.from(change));
    else {
      const before = changed.get(change.from);
      changed.delete(change.from);
      changed.set(path, Buffer.from(change.text ?? before ?? ''));
    }
  }
  return changed;
}

function describeChanges(tree: Tree, changes: Changes): ChangedFile[] {
  const told = Object.entries(changes).map(([path, change]): ChangedFile => {
    if (change === undefined) return { path, changeType: 'DELETED' };
    if (typeof change === 'object' && !Buffer.isBuffer(change)) return { path, changeType: 'RENAMED', from: change.from };
    return { path, changeType: tree.has(path) ? 'MODIFIED' : 'ADDED' };
  });
  return told.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What a pull request changes, where both sides are known. */
export function compareTrees(base: Tree, head: Tree): ChangedFile[] {
  const changed = [...new Set([...base.keys(), ...head.keys()])].sort().flatMap((path): ChangedFile[] => {
    const [before, after] = [base.get(path), head.get(path)];
    if (before === undefined) return [{ path, changeType: 'ADDED' }];
    if (after === undefined) return [{ path, changeType: 'DELETED' }];
    return before.equals(after) ? [] : [{ path, changeType: 'MODIFIED' }];
  });
  return changed;
}
