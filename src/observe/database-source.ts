import type { ServerSession, SharedObject } from '../dialects/dialect.ts';

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

  private constructor(server: ServerSession, setupSql: readonly string[], prepare: Prepare | undefined, template: string | undefined, shared: readonly SharedObject[]) {
    this.#server = server;
    this.#setupSql = setupSql;
    this.#prepare = prepare;
    this.#template = template;
    this.#shared = shared;
  }

  /** Runs the `setup-sql` and prepares a database. Throws a `UserError` when the database refuses it. */
  static async open(server: ServerSession, setupSql: readonly string[], prepare?: Prepare): Promise<DatabaseSource> {
    const template = setupSql.length === 0 && prepare === undefined ? undefined : await makeDatabase(server, setupSql, prepare);
    return new DatabaseSource(server, setupSql, prepare, template, await server.listShared());
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
    const isOld = ({ kind, name }: SharedObject): boolean => this.#shared.some((old) => old.kind === kind && old.name === name);
    return (await this.#server.listShared()).filter((object) => !isOld(object));
  }

  /** Removes that; only on a server that is ours alone, and with no database of a walk on it. */
  async removeMade(): Promise<void> {
    const made = await this.listMade();
    if (made.length > 0) await this.#server.dropShared(made);
  }

  async close(): Promise<void> {
    if (this.#template !== undefined) await this.#server.dropDatabase(this.#template);
  }
}

async function makeDatabase(server: ServerSession, setupSql: readonly string[], prepare: Prepare | undefined): Promise<string> {
  const database = await server.createDatabase();
  try {
    if (setupSql.length > 0) await runScripts(server, database, setupSql);
    if (setupSql.length > 0) await server.handOver?.(database);
    await prepare?.(database);
    return database;
  } catch (error) {
    await server.dropDatabase(database);
    throw error;
  }
}

async function runScripts(server: ServerSession, database: string, scripts: readonly string[]): Promise<void> {
  const session = await server.openDatabase(database);
  try {
    for (const script of scripts) await session.execute(script);
  } finally {
    await session.close();
  }
}
