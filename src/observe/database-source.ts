import type { Dialect, ServerSession } from '../dialects/dialect.ts';

/** Where the databases of one observation come from: each new one has the user's `setup-sql` in it. */
export class DatabaseSource {
  readonly #server: ServerSession;
  readonly #setupSql: readonly string[];
  /** A database on which the `setup-sql` was run, to be copied: what it makes on the server, such as a role, is made once. */
  readonly #template: string | undefined;
  /** The accounts of the server before any revision ran. */
  readonly #accounts: readonly string[];

  private constructor(server: ServerSession, setupSql: readonly string[], template: string | undefined, accounts: readonly string[]) {
    this.#server = server;
    this.#setupSql = setupSql;
    this.#template = template;
    this.#accounts = accounts;
  }

  /** Runs the `setup-sql` where it can be copied. Throws a `UserError` when the database refuses it. */
  static async open(server: ServerSession, dialect: Dialect, setupSql: readonly string[]): Promise<DatabaseSource> {
    const copies = dialect.capabilities.cloneDatabase && setupSql.length > 0;
    const template = copies ? await makeDatabase(server, setupSql) : undefined;
    return new DatabaseSource(server, copies ? [] : setupSql, template, await server.listAccounts());
  }

  /** A new database; the caller drops it. Throws a `UserError` when it refuses the `setup-sql`. */
  create(): Promise<string> {
    return this.#template === undefined ? makeDatabase(this.#server, this.#setupSql) : this.#server.cloneDatabase(this.#template);
  }

  /** Removes the accounts that revisions made; only on a server that is ours alone, and with no database of a walk on it. */
  async removeAccounts(): Promise<void> {
    const made = (await this.#server.listAccounts()).filter((account) => !this.#accounts.includes(account));
    if (made.length > 0) await this.#server.dropAccounts(made);
  }

  async close(): Promise<void> {
    if (this.#template !== undefined) await this.#server.dropDatabase(this.#template);
  }
}

async function makeDatabase(server: ServerSession, setupSql: readonly string[]): Promise<string> {
  const database = await server.createDatabase();
  try {
    if (setupSql.length > 0) await runScripts(server, database, setupSql);
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
