import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseSession, Endpoint, RunningStatement, ServerSession } from '../dialect.ts';
import { connect } from './connect.ts';
import { openDatabase } from './database-session.ts';

/** From this version the server copies a small template faster as files than through its log. */
const versionWithStrategy = 150_000;
const versionWithForce = 130_000;

/** Connects to a server as someone who makes databases there. Throws a `UserError` where that is not possible. */
export async function openServer(endpoint: Endpoint): Promise<ServerSession> {
  const client = await connect(endpoint, endpoint.maintenanceDatabase);
  const { rows } = await client.query<{ version: string; number: number }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  );
  const [server] = rows;
  if (server === undefined) throw new Error('the server told no version');
  return new PostgresqlServerSession(endpoint, client, server.version.split(' ')[0] ?? server.version, server.number);
}

class PostgresqlServerSession implements ServerSession {
  readonly version: string;
  readonly #endpoint: Endpoint;
  readonly #client: pg.Client;
  readonly #versionNumber: number;
  /** Random, so that two runs on one server never meet. */
  readonly #prefix = `alembic_gate_${randomBytes(5).toString('hex')}`;
  readonly #databases = new Set<string>();
  #made = 0;
  /** One statement at a time: `CREATE DATABASE` may not run beside another on the same connection. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(endpoint: Endpoint, client: pg.Client, version: string, versionNumber: number) {
    this.#endpoint = endpoint;
    this.#client = client;
    this.version = version;
    this.#versionNumber = versionNumber;
  }

  get databases(): readonly string[] {
    return [...this.#databases];
  }

  async createDatabase(): Promise<string> {
    return this.#create("TEMPLATE template0 ENCODING 'UTF8'");
  }

  async cloneDatabase(source: string): Promise<string> {
    this.#requireOwn(source);
    const strategy = this.#versionNumber >= versionWithStrategy ? ' STRATEGY file_copy' : '';
    return this.#create(`TEMPLATE ${pg.escapeIdentifier(source)}${strategy}`);
  }

  async dropDatabase(name: string): Promise<void> {
    if (!this.#databases.has(name)) this.#requireOwn(name);
    if (this.#versionNumber < versionWithForce) await this.disconnectAll(name);
    const force = this.#versionNumber >= versionWithForce ? ' WITH (FORCE)' : '';
    await this.#run(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}${force}`);
    this.#databases.delete(name);
  }

  async disconnectAll(name: string): Promise<void> {
    this.#requireOwn(name);
    await this.#run('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()', [name]);
  }

  async cancelRunning(name: string): Promise<RunningStatement[]> {
    this.#requireOwn(name);
    const { rows } = await this.#run<{ sql: string; duration: number }>(
      `SELECT query AS sql, (extract(epoch FROM clock_timestamp() - query_start) * 1000)::float8 AS duration, pg_cancel_backend(pid)
       FROM pg_stat_activity WHERE datname = $1 AND state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
      [name],
    );
    return rows.map(({ sql, duration }) => ({ sql, durationMs: duration }));
  }

  openDatabase(name: string): Promise<DatabaseSession> {
    this.#requireOwn(name);
    return openDatabase(this.#endpoint, name);
  }

  async close(): Promise<void> {
    for (const name of this.databases) await this.dropDatabase(name);
    await this.#client.end();
  }

  async #create(how: string): Promise<string> {
    this.#made += 1;
    const name = `${this.#prefix}_${String(this.#made)}`;
    // Before it exists, so that an interruption half-way still removes it.
    this.#databases.add(name);
    await this.#run(`CREATE DATABASE ${pg.escapeIdentifier(name)} ${how}`);
    return name;
  }

  #requireOwn(name: string): void {
    if (!this.#databases.has(name)) throw new Error(`database ${name} was not made by this session, so it is not touched`);
  }

  #run<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult<Row>> {
    const result = this.#queue.then(() => this.#client.query<Row>(sql, [...values]));
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
