import { randomBytes } from 'node:crypto';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import type { DatabaseSession, Endpoint, RunningStatement, ServerSession, SharedObject } from '../dialect.ts';
import { withConnection } from './connect.ts';
import { openDatabase } from './database-session.ts';
import { databaseFile } from './database-url.ts';

/** What SQLite puts beside a database: https://sqlite.org/tempfiles.html */
const besides = ['-journal', '-wal', '-shm'];

/** Databases that are files in a directory of ours. The version is that of our own SQLite; the project's Python has one of its own. */
export async function openServer(endpoint: Endpoint): Promise<ServerSession> {
  const version = withConnection(':memory:', { mayWrite: false }, (connection) => String(connection.all('SELECT sqlite_version()')[0]?.[0]));
  return Promise.resolve(new SqliteServerSession(endpoint, version));
}

class SqliteServerSession implements ServerSession {
  readonly version: string;
  readonly #endpoint: Endpoint;
  readonly #prefix = `alembic_gate_${randomBytes(5).toString('hex')}`;
  readonly #databases = new Set<string>();
  #made = 0;
  #isClosed = false;

  constructor(endpoint: Endpoint, version: string) {
    this.#endpoint = endpoint;
    this.version = version;
  }

  get databases(): readonly string[] {
    return [...this.#databases];
  }

  async createDatabase(): Promise<string> {
    const name = this.#reserveName();
    // An empty file is an empty database, and makes a full disk known here.
    await writeFile(databaseFile(this.#endpoint, name), '', { flag: 'wx', mode: 0o600 });
    return name;
  }

  async cloneDatabase(source: string): Promise<string | undefined> {
    const from = databaseFile(this.#endpoint, this.#requireOwn(source));
    // Rolls back what a killed process had begun, and brings the WAL into the file: then the file is the whole database.
    const isWhole = withConnection(from, { mayWrite: true }, (connection) => {
      connection.exec('PRAGMA schema_version');
      const [isBusy] = connection.all('PRAGMA wal_checkpoint(TRUNCATE)')[0] ?? [];
      return isBusy === 0;
    });
    // Somebody whom a revision left running still reads, so that a part of the database stays in the WAL. https://sqlite.org/pragma.html#pragma_wal_checkpoint
    if (!isWhole) return undefined;
    const name = this.#reserveName();
    const to = databaseFile(this.#endpoint, name);
    await copyFile(from, to);
    return name;
  }

  async dropDatabase(name: string): Promise<void> {
    const file = databaseFile(this.#endpoint, this.#requireOwn(name));
    await Promise.all(['', ...besides].map((ending) => rm(`${file}${ending}`, { force: true })));
    this.#databases.delete(name);
  }

  /** Nobody outside of a process can end its connection to a file; the bridge ends its own after each request. */
  disconnectAll(name: string): Promise<void> {
    this.#requireOwn(name);
    return Promise.resolve();
  }

  /** What runs, runs inside of Python, which the bridge ends. */
  cancelRunning(name: string): Promise<RunningStatement[]> {
    this.#requireOwn(name);
    return Promise.resolve([]);
  }

  async openDatabase(name: string): Promise<DatabaseSession> {
    return Promise.resolve(openDatabase(name, databaseFile(this.#endpoint, this.#requireOwn(name))));
  }

  listShared(): Promise<readonly SharedObject[]> {
    return Promise.resolve([]);
  }

  dropShared(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const name of this.databases) await this.dropDatabase(name);
  }

  #reserveName(): string {
    if (this.#isClosed) throw new Error('the session is closed');
    this.#made += 1;
    const name = `${this.#prefix}_${this.#made}`;
    this.#databases.add(name);
    return name;
  }

  #requireOwn(name: string): string {
    if (!this.#databases.has(name)) throw new Error(`database ${name} was not made by this session, so it is not touched`);
    return name;
  }
}
