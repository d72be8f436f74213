import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { UserError } from '../../errors.ts';
import type { DatabaseSession, Endpoint, RunningStatement, ServerSession, SharedObject } from '../dialect.ts';
import { connect, isConnectionLost } from './connect.ts';
import { openDatabase } from './database-session.ts';
import { writeHandOver } from './hand-over.ts';

/**
 * From this version the server copies a template through its log unless told to copy files, which on a server in memory
 * takes half as long for an empty database and a quarter for one of 300 tables.
 * https://www.postgresql.org/docs/current/sql-createdatabase.html
 */
const versionWithStrategy = 150_000;
const versionWithForce = 130_000;

/** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const insufficientPrivilege = '42501';
const unknownDatabase = '3D000';

/** There on every server that nobody took it from. */
const usualDatabase = 'postgres';

/** Connects to a server as someone who makes databases there. Throws a `UserError` where that is not possible. */
export async function openServer(endpoint: Endpoint): Promise<ServerSession> {
  const { client, database } = await connectForMaintenance(endpoint);
  const { rows } = await client.query<{ version: string; number: number }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  );
  const [server] = rows;
  if (server === undefined) throw new Error('the server told no version');
  return new PostgresqlServerSession({ ...endpoint, maintenanceDatabase: database }, client, server.version.split(' ')[0] ?? server.version, server.number);
}

/** A URL may name a database that a deployment would make first. */
async function connectForMaintenance(endpoint: Endpoint): Promise<{ readonly client: pg.Client; readonly database: string }> {
  const database = endpoint.maintenanceDatabase;
  try {
    return { client: await connect(endpoint, database), database };
  } catch (error) {
    const cause = error instanceof UserError ? error.cause : undefined;
    if (!(cause instanceof pg.DatabaseError) || cause.code !== unknownDatabase || database === usualDatabase) throw error;
    return { client: await connect(endpoint, usualDatabase), database: usualDatabase };
  }
}

class PostgresqlServerSession implements ServerSession {
  readonly version: string;
  readonly #endpoint: Endpoint;
  #client: pg.Client;
  readonly #versionNumber: number;
  /** Random, so that two runs on one server never meet. */
  readonly #prefix = `alembic_gate_${randomBytes(5).toString('hex')}`;
  readonly #databases = new Set<string>();
  #made = 0;
  #closing: Promise<void> | undefined;
  /** Whom the databases belong to, where that is not who made them. */
  #owner: string | undefined;
  /** One statement at a time: `CREATE DATABASE` may not run beside another on the same connection. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(endpoint: Endpoint, client: pg.Client, version: string, versionNumber: number) {
    this.#endpoint = endpoint;
    this.version = version;
    this.#versionNumber = versionNumber;
    this.#client = client;
  }

  get databases(): readonly string[] {
    return [...this.#databases];
  }

  async restrict(): Promise<Endpoint> {
    const [user, password] = [`${this.#prefix}_role`, randomBytes(18).toString('base64url')];
    try {
      await this.#run(`CREATE ROLE ${user} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
      this.#owner = user;
      // Who is no superuser makes databases for another role only as a member of it.
      await this.#run(`GRANT ${user} TO CURRENT_USER`);
    } catch (error) {
      throw error instanceof pg.DatabaseError && error.code === insufficientPrivilege ? mayNotRestrict(this.#endpoint, error) : error;
    }
    return { ...this.#endpoint, user, password };
  }

  async handOver(database: string): Promise<void> {
    this.#requireOwn(database);
    if (this.#owner === undefined) return;
    const client = await connect(this.#endpoint, database);
    try {
      await client.query(writeHandOver(this.#owner));
    } finally {
      await client.end();
    }
  }

  async createDatabase(): Promise<string> {
    return this.#create("TEMPLATE template0 ENCODING 'UTF8'");
  }

  async cloneDatabase(source: string): Promise<string> {
    this.#requireOwn(source);
    return this.#create(`TEMPLATE ${pg.escapeIdentifier(source)}`);
  }

  async dropDatabase(name: string): Promise<void> {
    this.#requireOwn(name);
    if (this.#versionNumber < versionWithForce) await this.disconnectAll(name);
    const force = this.#versionNumber >= versionWithForce ? ' WITH (FORCE)' : '';
    await this.#run(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}${force}`);
    this.#databases.delete(name);
  }

  async disconnectAll(name: string): Promise<void> {
    this.#requireOwn(name);
    // Ours is to another database: whoever is connected to this one is to go.
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

  async listShared(): Promise<readonly SharedObject[]> {
    const { rows } = await this.#run<{ rolname: string }>('SELECT rolname FROM pg_roles ORDER BY rolname');
    return rows.flatMap(({ rolname }) => (rolname === this.#owner ? [] : [{ kind: 'account' as const, name: rolname }]));
  }

  async dropShared(objects: readonly SharedObject[]): Promise<void> {
    for (const name of objects.map((role) => pg.escapeIdentifier(role.name))) {
      // What it was granted on the server itself.
      await this.#run(`DROP OWNED BY ${name}`);
      await this.#run(`DROP ROLE ${name}`);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const errors: unknown[] = [];
    for (const name of this.databases) await this.dropDatabase(name).catch((error: unknown) => errors.push(error));
    if (this.#owner !== undefined) await this.#run(`DROP ROLE ${this.#owner}`).catch((error: unknown) => errors.push(error));
    await this.#client.end();
    if (errors.length > 0) throw new AggregateError(errors, `these databases of ours are still on the server: ${this.databases.join(', ')}`);
  }

  async #create(how: string): Promise<string> {
    if (this.#closing !== undefined) throw new Error('the session is closed');
    this.#made += 1;
    const name = `${this.#prefix}_${this.#made}`;
    // Before it exists, so that an interruption half-way still removes it.
    this.#databases.add(name);
    const strategy = this.#versionNumber >= versionWithStrategy ? ' STRATEGY file_copy' : '';
    try {
      const owner = this.#owner === undefined ? '' : ` OWNER ${this.#owner}`;
      await this.#run(`CREATE DATABASE ${pg.escapeIdentifier(name)} ${how}${strategy}${owner}`);
    } catch (error) {
      // The server said no; where nothing was said it may be there.
      if (error instanceof pg.DatabaseError) this.#databases.delete(name);
      throw error instanceof pg.DatabaseError && error.code === insufficientPrivilege ? mayNotCreate(this.#endpoint, error) : error;
    }
    return name;
  }

  #requireOwn(name: string): void {
    if (!this.#databases.has(name)) throw new Error(`database ${name} was not made by this session, so it is not touched`);
  }

  #run<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult<Row>> {
    const result = this.#queue.then(async () => {
      try {
        return await this.#query<Row>(sql, values);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        // A revision may have ended every connection, and a server may end idle ones. What was being done is undone then.
        this.#client = await connect(this.#endpoint, this.#endpoint.maintenanceDatabase);
        return this.#query<Row>(sql, values);
      }
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #query<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[]): Promise<pg.QueryResult<Row>> {
    return this.#client.query<Row>(sql, [...values]);
  }
}

function mayNotCreate({ user, host, port }: Endpoint, cause: Error): UserError {
  return new UserError('server-permission', {
    what: `The user ${user} may not make databases on the server.`,
    where: `${user}@${host}:${port}`,
    remedy: `Give it the right (\`ALTER ROLE ${pg.escapeIdentifier(user)} CREATEDB\`) or name another user in the option \`database\`.`,
    cause,
  });
}

function mayNotRestrict({ user, host, port }: Endpoint, cause: unknown): UserError {
  return new UserError('server-permission', {
    what: `The role ${user} may not make roles on the server, which \`role: restricted\` needs.`,
    where: `${user}@${host}:${port}`,
    remedy: `Give it the right (\`ALTER ROLE ${pg.escapeIdentifier(user)} CREATEROLE\`), or let the option \`database\` name a role that is as restricted as yours in production, and leave \`role\` out.`,
    cause,
  });
}
