import { expect } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { GitHubStandIn } from './github-stand-in.ts';
import { GitHubDescription } from './openapi-request.ts';
import { makePullRequestRepository, readText } from './pull-request-repository.ts';
import type { Files, PullRequestRepository } from './pull-request-repository.ts';
import { runAction, token } from './run-action.ts';
import type { ActionRequest, ActionRun } from './run-action.ts';

/** A revision that makes a table with an enum type, which dropping the table leaves. */
export const leaving = writeRevision('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("kind", sa.Enum("open", "closed", name="kind")))', 'op.drop_table("topic")');
export const clean = writeRevision('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))', 'op.drop_table("topic")');

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

/** What the tests of the action share: GitHub, a database server, Python, and the repositories of the test that runs. */
export class ActionBench {
  readonly description: GitHubDescription;
  readonly github: GitHubStandIn;
  readonly python: string;
  /** The URL of a server that runs borrow, because the start of one takes longer than the rest of a run. */
  readonly database: string;
  readonly #server: DatabaseServer;
  readonly #repositories: PullRequestRepository[] = [];

  private constructor(description: GitHubDescription, github: GitHubStandIn, python: string, server: DatabaseServer) {
    this.description = description;
    this.github = github;
    this.python = python;
    this.#server = server;
    this.database = postgresql.databaseUrl(server.endpoint, server.endpoint.maintenanceDatabase);
  }

  static async open(): Promise<ActionBench> {
    const description = new GitHubDescription();
    const python = await ensurePythonEnvironment('default');
    const server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
    return new ActionBench(description, await GitHubStandIn.start(token, description), python, server);
  }

  /** Makes a pull request's checkout, and asserts that its event is one of GitHub's. */
  async openPullRequest(adds: Files, isFork = false): Promise<PullRequestRepository> {
    const repository = await makePullRequestRepository({ adds, description: this.description, isFork });
    this.#repositories.push(repository);
    expect(this.description.findSchemaErrors('webhook-pull-request-synchronize', JSON.parse(await readText(repository.eventFile)))).toEqual([]);
    return repository;
  }

  /** Runs the action on the borrowed server. */
  run(repository: PullRequestRepository, inputs: Readonly<Record<string, string>> = {}, others: Partial<Pick<ActionRequest, 'environment' | 'apiUrl' | 'actionDirectory'>> = {}): Promise<ActionRun> {
    return runAction({ repository, apiUrl: this.github.apiUrl, inputs: { database: this.database, python: this.python, ...inputs }, ...others });
  }

  /** After each test: asserts that every request was one of GitHub's, and removes what the test made. */
  async settle(): Promise<void> {
    await Promise.all(this.#repositories.splice(0).map((repository) => repository.remove()));
    this.github.reset();
    expect(this.github.mismatches.splice(0), "what does not match GitHub's description").toEqual([]);
  }

  async close(): Promise<void> {
    await this.github.stop();
    await this.#server.dispose();
  }
}
