import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import { renderDiff } from '../../../src/catalog/describe.ts';
import type { AlembicBridge } from '../../../src/alembic/runner.ts';
import type { DatabaseSession } from '../../../src/dialects/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace } from '../../alembic/alembic-workspace.ts';

/** A URL that leads nowhere, so that only the fence can make it work. */
export const deadUrl = 'sqlite:////nonexistent/precious.db';

/** What a revision did to a database that SQL had prepared. */
export interface RevisionEffect {
  readonly before: Catalog;
  readonly after: Catalog;
  /** The changes as lines. */
  readonly diff: readonly string[];
  /** The message of its error. */
  readonly error?: string;
  readonly session: DatabaseSession;
}

/** Runs bodies of `upgrade()` through the bridge, each on a database of its own; one Python process for all of them. */
export class RevisionRunner {
  readonly workspace: AlembicWorkspace;
  readonly #bridge: AlembicBridge;
  readonly #ids: ReadonlyMap<string, string>;

  private constructor(workspace: AlembicWorkspace, bridge: AlembicBridge, ids: ReadonlyMap<string, string>) {
    this.workspace = workspace;
    this.#bridge = bridge;
    this.#ids = ids;
  }

  /** @param bodies of the revisions that will be run */
  static async open(bodies: readonly string[], environment?: string): Promise<RevisionRunner> {
    const workspace = await AlembicWorkspace.open('default', sqlite);
    const ids = new Map([...new Set(bodies)].map((body, index) => [body, `r${String(index)}`]));
    const revisions = Object.fromEntries([...ids].map(([upgrade, id]) => [id, { upgrade }]));
    const { bridge } = await workspace.begin({ url: deadUrl, revisions, ...(environment === undefined ? {} : { environment }) });
    return new RevisionRunner(workspace, bridge, ids);
  }

  async run(setup: string, body: string): Promise<RevisionEffect> {
    const { database } = await this.workspace.createDatabase();
    const session = await this.workspace.server.session.openDatabase(database);
    await session.execute(setup);
    const before = await session.readCatalog(undefined);
    const { error, after } = await this.#step(session, body);
    const changes = diffCatalogs(before, after);
    return { before, after, diff: renderDiff(changes, 'trace'), session, ...(error === undefined ? {} : { error }) };
  }

  /** Runs another body on the same database. */
  async runAgain(session: DatabaseSession, body: string): Promise<{ readonly after: Catalog; readonly error?: string }> {
    return this.#step(session, body);
  }

  async #step(session: DatabaseSession, body: string): Promise<{ after: Catalog; error?: string }> {
    const id = this.#ids.get(body);
    if (id === undefined) throw new Error('a body that was not told at the beginning');
    const url = sqlite.databaseUrl(this.workspace.server.endpoint, session.database);
    const { error } = await this.#bridge.step(url, id, 'upgrade', this.workspace.limit(session.database));
    return { after: await session.readCatalog(undefined), ...(error === undefined ? {} : { error: error.message }) };
  }

  close(): Promise<void> {
    return this.workspace.close();
  }
}
