import type { DatabaseServer } from '../database/provider.ts';
import type { ScriptOption, ServerSession, SharedObject } from '../dialects/dialect.ts';

/** Brings a database that has the `setup-sql` in it to where the first revision begins. */
export type Prepare = (database: string) => Promise<void>;

/** Where the databases of one observation come from: each new one has the user's `setup-sql` in it, and the baseline of the history. */
export class DatabaseSource {
  readonly #server: ServerSession;
  readonly #setupSql: readonly string[];
  readonly #prepare: Prepare | undefined;
  /** A database on which the `setup-sql` was run, to be copied: what it makes on the server, such as a role, is made once. */
  readonly #template: string | undefined;
  /** What belonged to the whole server before any revision ran. */
  readonly #shared: readonly SharedObject[];
  /** Those of them that the `setup-sql` and the baseline made; none where the server was lent. */
  readonly #ofSetup: readonly SharedObject[];

  private constructor(server: ServerSession, setupSql: readonly string[], prepare: Prepare | undefined, template: string | undefined, shared: readonly SharedObject[], ofSetup: readonly SharedObject[]) {
    this.#server = server;
    this.#setupSql = setupSql;
    this.#prepare = prepare;
    this.#template = template;
    this.#shared = shared;
    this.#ofSetup = ofSetup;
  }

  /** Runs the `setup-sql` and prepares a database. Throws a `UserError` when the database refuses it. */
  static async open({ session, provider }: Pick<DatabaseServer, 'session' | 'provider'>, setupSql: readonly string[], prepare?: Prepare): Promise<DatabaseSource> {
    const before = await session.listShared();
    if (setupSql.length === 0 && prepare === undefined) return new DatabaseSource(session, setupSql, prepare, undefined, before, []);
    // On a server that was lent, others may use by now what the `setup-sql` made.
    const isOurs = provider !== 'url';
    try {
      const template = await makeDatabase(session, setupSql, prepare);
      const shared = await session.listShared();
      return new DatabaseSource(session, setupSql, prepare, template, shared, isOurs ? subtract(shared, before) : []);
    } catch (error) {
      if (isOurs) await dropEach(session, subtract(await session.listShared(), before));
      throw error;
    }
  }

  /** A new database; the caller drops it. Throws a `UserError` when it refuses the `setup-sql`. */
  async create(): Promise<string> {
    const copy = this.#template === undefined ? undefined : await this.#server.cloneDatabase(this.#template);
    return copy ?? makeDatabase(this.#server, this.#setupSql, this.#prepare);
  }

  /** Does some work on a new database, which is dropped after it. Throws as `create`, and what the work throws. */
  async lend<T>(work: (database: string) => Promise<T>): Promise<T> {
    const database = await this.create();
    try {
      return await work(database);
    } finally {
      await this.#server.dropDatabase(database);
    }
  }

  /** What revisions made that belongs to the whole server. */
  async listMade(): Promise<readonly SharedObject[]> {
    return subtract(await this.#server.listShared(), this.#shared);
  }

  /** Removes that; only on a server that is ours alone, and with no database of a walk on it. */
  async removeMade(): Promise<void> {
    const made = await this.listMade();
    if (made.length > 0) await this.#server.dropShared(made);
  }

  /** Removes what the `setup-sql` made, which is run again for who comes to this server next: another project, or another database of this one. */
  async close(): Promise<void> {
    if (this.#template !== undefined) await this.#server.dropDatabase(this.#template);
    await dropEach(this.#server, this.#ofSetup);
  }
}

/** Drops each that can go. One may be gone, or have been given what keeps it; whom the rest is in the way of is told so when the `setup-sql` is refused. */
async function dropEach(server: ServerSession, objects: readonly SharedObject[]): Promise<void> {
  for (const object of objects) await server.dropShared([object]).catch(() => undefined);
}

function subtract(objects: readonly SharedObject[], others: readonly SharedObject[]): SharedObject[] {
  return objects.filter(({ kind, name }) => !others.some((other) => other.kind === kind && other.name === name));
}

async function makeDatabase(server: ServerSession, setupSql: readonly string[], prepare: Prepare | undefined): Promise<string> {
  const database = await server.createDatabase();
  try {
    if (setupSql.length > 0) await runScripts(server, database, setupSql, 'setup-sql');
    await prepare?.(database);
    return database;
  } catch (error) {
    await server.dropDatabase(database);
    throw error;
  }
}

/** Runs scripts of the user's, and gives what they made to the role that runs the revisions. Throws a `UserError` when the database refuses one. */
export async function runScripts(server: ServerSession, database: string, scripts: readonly string[], option: ScriptOption): Promise<void> {
  const session = await server.openDatabase(database);
  try {
    for (const script of scripts) await session.execute(script, option);
  } finally {
    await session.close();
  }
  await server.handOver?.(database);
}
