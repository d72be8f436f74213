import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { titleOf } from './comment-title.ts';
import { GitHubStandIn } from './github-stand-in.ts';
import { compareTrees, fullName, pullNumber, repository as ours } from './github-state.ts';
import type { CommitStatus } from './github-state.ts';
import { GitHubDescription } from './openapi-request.ts';
import { makePullRequestRepository, sqliteLayers } from './pull-request-repository.ts';
import type { Files, PullRequestRepository, RepositoryRequest } from './pull-request-repository.ts';
import { runAction, token } from './run-action.ts';
import type { ActionRequest, ActionRun } from './run-action.ts';

/** A revision that makes a table with an enum type, which dropping the table leaves. */
export const leaving = writeRevision('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("kind", sa.Enum("open", "closed", name="kind")))', 'op.drop_table("topic")');
export const clean = writeRevision('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))', 'op.drop_table("topic")');
/** Two files with one id: found without a database, in a second. */
export const twice: Files = { ...clean, 'migrations/versions/c1_again.py': Object.values(clean).join('') };

/** A pull request of one revision, `b1`; its `upgrade()` stands in line 13, its `downgrade()` begins in line 16. */
export function writeRevision(upgrade: string, downgrade: string): Files {
  const text = ['"""topics"""', '', 'import os', '', 'import sqlalchemy as sa', 'from alembic import op', '', 'revision = "b1"', 'down_revision = "a1"', '', '', 'def upgrade():', `    ${upgrade}`, '', '', 'def downgrade():', `    ${downgrade}`, ''];
  return { 'migrations/versions/b1_topics.py': text.join('\n') };
}

/** The annotation for what `leaving` leaves. */
export const leftType =
  '::error title=Alembic Gate%3A Downgrade leaves a trace,file=migrations/versions/b1_topics.py,line=16::After the downgrade of `b1`, enum type `kind` is still there. The next upgrade then fails: type "kind" already exists%0AAdd to `downgrade()`:%0Aop.execute("DROP TYPE kind")';
/** Why the job fails. */
export const failed = '::error::Alembic Gate found what must not be merged.';
const chapters = ['Projects and revisions', 'PostgreSQL', 'Bringing up 1 earlier revision', 'Round trips of 1 new revision, without rows and with'];
/** The commands of every run that gets as far as the walk. */
export const before = [`::add-mask::${token}`, ...chapters.flatMap((title) => [`::group::${title}`, '::endgroup::'])];

/** The whole file of outputs: those of a run on `leaving` without a comment, with others in their place. */
export function writeOutputs(values: Readonly<Record<string, string>>): string {
  const all = { conclusion: 'failed', 'new-revisions': 'b1', findings: '1', errors: '1', warnings: '0', heads: 'b1', 'json-file': '', ...values };
  return Object.entries(all)
    .map(([name, value]) => `${name}<<EOF\n${value}\nEOF\n`)
    .join('');
}

/** The commit status that `mode: watch` sets. */
export const skewContext = 'alembic-gate/skew';

/** What a test says of the checkout and its event beside the files. */
export type CheckoutSettings = Omit<RepositoryRequest, 'adds' | 'description'>;
export type RunSettings = Partial<Pick<ActionRequest, 'environment' | 'apiUrl' | 'actionDirectory'>> & {
  readonly isOutdated?: boolean;
  /** Whether other pull requests are read too, which is a request more, in the way of tests that count them. */
  readonly readsRivals?: boolean;
};

/** With `sqlite` there is no server to start, and a run takes a second or two. */
export type BenchDialect = 'postgresql' | 'sqlite';

/**
 * Opens the bench of a file of tests, once, at its top level: it is settled after each test and closed after the last. The database server
 * starts in a hook, so that none is left where no test of the file runs.
 */
export async function openBench(dialect: BenchDialect = 'postgresql'): Promise<ActionBench> {
  const bench = await ActionBench.open(dialect);
  beforeAll(() => bench.startServer());
  afterEach(() => bench.settle());
  afterAll(() => bench.close());
  return bench;
}

/** What the tests of the action share: GitHub, a database server, Python, and the repositories of the test that runs. */
export class ActionBench {
  readonly description: GitHubDescription;
  readonly github: GitHubStandIn;
  readonly python: string;
  readonly #dialect: BenchDialect;
  #server: DatabaseServer | undefined;
  readonly #repositories: PullRequestRepository[] = [];

  private constructor(description: GitHubDescription, github: GitHubStandIn, python: string, dialect: BenchDialect) {
    this.description = description;
    this.github = github;
    this.python = python;
    this.#dialect = dialect;
  }

  static async open(dialect: BenchDialect): Promise<ActionBench> {
    const description = new GitHubDescription();
    const python = await ensurePythonEnvironment('default');
    return new ActionBench(description, await GitHubStandIn.start(token, description), python, dialect);
  }

  /** Starts the server that runs borrow, where the dialect has one. */
  async startServer(): Promise<void> {
    if (this.#dialect === 'sqlite') return;
    this.#server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
  }

  /** The URL of a server that runs borrow, because the start of one takes longer than the rest of a run. */
  get database(): string {
    if (this.#server === undefined) throw new Error('the bench has no server');
    return postgresql.databaseUrl(this.#server.endpoint, this.#server.endpoint.maintenanceDatabase);
  }

  /** Makes a checkout of the pull request for an event (`webhook-event.ts`), and tells GitHub of it; asserts that the event is one of GitHub's. */
  async openPullRequest(adds: Files, settings: CheckoutSettings = {}): Promise<PullRequestRepository> {
    const layers = this.#dialect === 'sqlite' ? { layers: sqliteLayers } : {};
    const repository = await makePullRequestRepository({ adds, description: this.description, ...layers, ...settings });
    this.#repositories.push(repository);
    expect(repository.payloadErrors).toEqual([]);
    this.tellGitHub(repository);
    return repository;
  }

  /** Has GitHub's pull request be at the checkout's commit, as after a push. */
  tellGitHub({ trees, baseSha, headSha, mergeSha, settings }: PullRequestRepository): void {
    const { state } = this.github;
    state.addCommit(trees.base, baseSha);
    for (const sha of [headSha, mergeSha]) state.addCommit(trees.head, sha);
    const isMerged = settings.isMerged === true || (settings.event === 'push' && (settings.branch ?? 'main') === 'main');
    state.branches.set('main', isMerged ? mergeSha : baseSha);
    const pull = state.pulls.get(settings.number ?? pullNumber) ?? state.addPull({ number: settings.number ?? pullNumber, headRef: 'topics' });
    pull.baseSha = baseSha;
    pull.headSha = headSha;
    pull.headRepository = settings.isFork === true ? `visitor/${ours.name}` : fullName;
    pull.isDraft = settings.isDraft ?? false;
    if (settings.action === 'closed') pull.state = settings.isMerged === true ? 'merged' : 'closed';
    pull.files = compareTrees(trees.base, trees.head);
  }

  /**
   * Runs the action, on the borrowed server where there is one. The pull request is at this checkout's commit again, unless
   * `isOutdated`: then it has been pushed to since.
   */
  run(repository: PullRequestRepository, inputs: Readonly<Record<string, string>> = {}, others: RunSettings = {}): Promise<ActionRun> {
    const { isOutdated = false, readsRivals = false, ...rest } = others;
    if (!isOutdated) this.tellGitHub(repository);
    const database: Readonly<Record<string, string>> = this.#dialect === 'sqlite' ? {} : { database: this.database };
    const urls = rest.apiUrl === undefined ? { apiUrl: this.github.apiUrl, graphqlUrl: this.github.graphqlUrl } : { apiUrl: rest.apiUrl };
    return runAction({ repository, inputs: { ...database, python: this.python, ...(readsRivals ? {} : { checks: 'revisions/rival-revision = off' }), ...inputs }, ...rest, ...urls });
  }

  /** Runs `mode: report` as the last job of a workflow: it has the artifacts in `reports/` alone, no checkout and no Python. */
  async runLastJob(repository: PullRequestRepository, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun & { readonly workspace: string }> {
    const workspace = join(repository.workspace, '..', 'last-job');
    await rm(workspace, { recursive: true, force: true });
    await mkdir(workspace);
    await cp(join(repository.workspace, 'reports'), join(workspace, 'reports'), { recursive: true });
    return { ...(await this.run({ ...repository, workspace }, { mode: 'report', reports: 'reports/*.json', python: '', ...inputs })), workspace };
  }

  /** The title of each comment on the pull request, in the order in which they were made. */
  listTitles(): (string | undefined)[] {
    return this.github.comments.map(({ body }) => titleOf(body));
  }

  /** What `mode: watch` says of a commit. */
  readSkew(sha: string): Pick<CommitStatus, 'state' | 'description'> | undefined {
    const status = this.github.state.readStatuses(sha).find(({ context }) => context === skewContext);
    return status === undefined ? undefined : { state: status.state, description: status.description };
  }

  /** After each test: asserts that every request was one of GitHub's, and removes what the test made. */
  async settle(): Promise<void> {
    await Promise.all(this.#repositories.splice(0).map((repository) => repository.remove()));
    this.github.reset();
    expect(this.github.mismatches.splice(0), "what does not match GitHub's description").toEqual([]);
  }

  async close(): Promise<void> {
    await this.github.stop();
    await this.#server?.dispose();
  }
}
