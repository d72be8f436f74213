import { randomBytes } from 'node:crypto';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { UserError } from '../../errors.ts';
import type { DatabaseSession, Endpoint, RunningStatement, ServerSession, SharedObject } from '../dialect.ts';
import type { ImpactReplayer } from '../impact-replayer.ts';
import { EventMoments } from './catalog/event-moments.ts';
import { cloneDatabase } from './clone/clone-database.ts';
import { connectForReading, endConnection, isConnectionLost, readErrorNumber } from './connect.ts';
import { openDatabase } from './database-session.ts';
import { listChanges, listUnseen } from './impact/list-changes.ts';
import { replayStep } from './impact/replay.ts';
import { listLockOwners } from './lock-owners.ts';
import { quoteName, quoteText } from './quoting.ts';
import { readServerVersion } from './server-version.ts';
import { dropSharedObjects, isOtherDatabase, listOtherDatabases, listSharedObjects } from './shared-objects.ts';
import type { FamilyDialect } from './lexis.ts';

/** https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const accessDenied = { toDatabase: 1044, forOperation: 1227 };
const unknownDatabase = 1049;
const unknownThread = 1094;
const databaseExists = 1007;
const lockWaitTimeout = 1205;

/** How long a database that is to go waits for who has a table of it open, before they are ended. */
const dropLimitSeconds = 5;

/** There on every server, and everybody may connect to it. */
const usualDatabase = 'information_schema';

/** A row of `SHOW FULL PROCESSLIST`, which both servers have in every version. */
interface ProcessRow extends RowDataPacket {
  readonly Id: number;
  readonly User: string;
  readonly db: string | null;
  readonly Command: string;
  /** Seconds. */
  readonly Time: number;
  readonly Info: string | null;
}

/** The dialect whose server is asked for, as people write it. */
export interface ServerKind {
  readonly dialect: FamilyDialect;
  readonly title: string;
}

/**
 * Connects to a server as someone who makes databases there. Throws a `UserError`: `server-unreachable`, and `wrong-dialect` where the
 * server is MariaDB's for a project of MySQL or the other way round: what the one accepts the other may refuse.
 * @param isLent others use the server at the same time
 */
export async function openServer(kind: ServerKind, endpoint: Endpoint, isLent: boolean): Promise<ServerSession> {
  const { connection, database } = await connectForMaintenance(endpoint);
  try {
    const { text, isMariadb } = await readServerVersion(connection);
    if (isMariadb !== (kind.dialect === 'mariadb')) throw isAnother(kind, endpoint, `${isMariadb ? 'MariaDB' : 'MySQL'} ${text}`);
    const others = new Set(await listOtherDatabases(connection));
    // Revisions may not make a database on a server that was lent, so whatever comes meanwhile is somebody else's.
    const isProjectSchema = (name: string): boolean => !isLent && isOtherDatabase(name) && !others.has(name);
    return new FamilyServerSession(kind, { ...endpoint, maintenanceDatabase: database }, connection, text, { isLent, isProjectSchema });
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

/** A URL may name a database that a deployment would make first. */
async function connectForMaintenance(endpoint: Endpoint): Promise<{ readonly connection: Connection; readonly database: string }> {
  const database = endpoint.maintenanceDatabase;
  try {
    return { connection: await connectForReading(endpoint, database, dropLimitSeconds), database };
  } catch (error) {
    const number = error instanceof UserError ? readErrorNumber(error.cause) : undefined;
    // Who has no rights in it is told the same way as where it is missing.
    if ((number !== unknownDatabase && number !== accessDenied.toDatabase) || database === usualDatabase) throw error;
    return { connection: await connectForReading(endpoint, usualDatabase, dropLimitSeconds), database: usualDatabase };
  }
}

/** Who else uses the server. */
interface ServerUse {
  /** Others do at the same time. */
  readonly isLent: boolean;
  /** Whether a database that is not ours may have been made by revisions. */
  readonly isProjectSchema: (name: string) => boolean;
}

class FamilyServerSession implements ServerSession {
  readonly version: string;
  readonly #kind: ServerKind;
  readonly #endpoint: Endpoint;
  #connection: Connection;
  /** Random, so that two runs on one server never meet. */
  readonly #prefix = `alembic_gate_${randomBytes(5).toString('hex')}`;
  readonly #databases = new Set<string>();
  readonly #isLent: boolean;
  readonly #isProjectSchema: (name: string) => boolean;
  readonly #eventMoments = new EventMoments();
  #made = 0;
  #closing: Promise<void> | undefined;
  /** Who works in the databases, where that is not who made them. */
  #worker: string | undefined;
  /** One statement at a time: a lost connection is replaced once, and a clone has the connection to itself. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(kind: ServerKind, endpoint: Endpoint, connection: Connection, version: string, { isLent, isProjectSchema }: ServerUse) {
    this.#kind = kind;
    this.#endpoint = endpoint;
    this.#connection = connection;
    this.version = version;
    this.#isLent = isLent;
    this.#isProjectSchema = isProjectSchema;
  }

  get databases(): readonly string[] {
    return [...this.#databases];
  }

  async restrict(): Promise<Endpoint> {
    const [user, password] = [`${this.#prefix}_user`, randomBytes(18).toString('base64url')];
    const account = `${quoteText(user)}@'%'`;
    try {
      await this.#run(`CREATE USER ${account} IDENTIFIED BY ${quoteText(password)}`);
      this.#worker = account;
      // `_` stands for any character in a pattern of databases.
      await this.#run(`GRANT ALL ON ${quoteName(`${this.#prefix.replaceAll('_', '\\_')}\\_%`)}.* TO ${account}`);
    } catch (error) {
      const number = readErrorNumber(error);
      throw number === accessDenied.toDatabase || number === accessDenied.forOperation ? mayNotRestrict(this.#endpoint, error) : error;
    }
    return { ...this.#endpoint, user, password };
  }

  async createDatabase(): Promise<string> {
    const name = this.#chooseName();
    try {
      // With the usual collation of that character set.
      await this.#run(`CREATE DATABASE ${quoteName(name)} CHARACTER SET utf8mb4`);
    } catch (error) {
      const number = readErrorNumber(error);
      // Nobody else knows the name: it was made before the connection was lost, and asked for again.
      if (number === databaseExists) return name;
      // The server said no; where nothing was said it may be there.
      if (number !== undefined) this.#databases.delete(name);
      throw number === accessDenied.toDatabase || number === accessDenied.forOperation ? mayNotCreate(this.#endpoint, await this.#readAccount(), error) : error;
    }
    return name;
  }

  async cloneDatabase(source: string): Promise<string | undefined> {
    this.#requireOwn(source);
    const target = this.#chooseName();
    const isCopied = await cloneDatabase({ dialect: this.#kind.dialect, endpoint: this.#endpoint, source, target });
    if (isCopied) return target;
    await this.dropDatabase(target);
    return undefined;
  }

  async dropDatabase(name: string): Promise<void> {
    this.#requireOwn(name);
    // It would wait for whoever has a table of it open.
    await this.disconnectAll(name);
    await this.#dropUnlocked(name);
    this.#databases.delete(name);
  }

  /** Who went on to another database may still hold a table of this one. */
  async #dropUnlocked(name: string): Promise<void> {
    const drop = `DROP DATABASE IF EXISTS ${quoteName(name)}`;
    try {
      await this.#run(drop);
    } catch (error) {
      if (readErrorNumber(error) !== lockWaitTimeout) throw error;
      for (const id of await this.#listHolders(name)) await this.#kill(`KILL ${id}`);
      await this.#run(drop);
    }
  }

  /** On a server of our own, whoever uses none of our other databases; on one that was lent, who is known to hold a table of this one. */
  async #listHolders(name: string): Promise<readonly number[]> {
    if (this.#isLent) return this.#inTurn((connection) => listLockOwners(connection, name));
    const rows = await this.#listProcesses();
    return rows.filter(({ db, User }) => User !== 'event_scheduler' && User !== 'system user' && (db === null || !this.#databases.has(db))).map(({ Id }) => Id);
  }

  async disconnectAll(name: string): Promise<void> {
    this.#requireOwn(name);
    // The connection of this session is to another database: whoever uses this one is to go.
    for (const { Id } of await this.#listConnections(name)) await this.#kill(`KILL ${Id}`);
  }

  async cancelRunning(name: string): Promise<RunningStatement[]> {
    this.#requireOwn(name);
    const running = (await this.#listConnections(name)).filter(({ Command, Info }) => Info !== null && Command !== 'Sleep');
    for (const { Id } of running) await this.#kill(`KILL QUERY ${Id}`);
    return running.map(({ Info, Time }) => ({ sql: Info ?? '', durationMs: Time * 1000 }));
  }

  openDatabase(name: string): Promise<DatabaseSession> {
    this.#requireOwn(name);
    return openDatabase({ dialect: this.#kind.dialect, endpoint: this.#endpoint, database: name, isProjectSchema: this.#isProjectSchema, eventMoments: this.#eventMoments });
  }

  get impactReplayer(): ImpactReplayer {
    return {
      listChanges: (statements) => listChanges(this.#kind.dialect, statements),
      listUnseen,
      replay: (request) => {
        this.#requireOwn(request.database);
        return replayStep({ dialect: this.#kind.dialect, endpoint: this.#endpoint }, request);
      },
    };
  }

  async listShared(): Promise<readonly SharedObject[]> {
    const objects = await this.#inTurn((connection) => listSharedObjects(connection, this.#kind.dialect));
    return objects.filter(({ kind, name }) => kind !== 'account' || name !== this.#worker);
  }

  async dropShared(objects: readonly SharedObject[]): Promise<void> {
    await this.#inTurn((connection) => dropSharedObjects(connection, this.#kind.dialect, objects));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const errors: unknown[] = [];
    for (const name of this.databases) await this.dropDatabase(name).catch((error: unknown) => errors.push(error));
    if (this.#worker !== undefined) await this.#run(`DROP USER IF EXISTS ${this.#worker}`).catch((error: unknown) => errors.push(error));
    await endConnection(this.#connection);
    if (errors.length > 0) throw new AggregateError(errors, `these databases of ours are still on the server: ${this.databases.join(', ')}`);
  }

  /** Whom the server takes us for, `user@host`. */
  async #readAccount(): Promise<string> {
    const [rows] = await this.#inTurn((connection) => connection.query<(RowDataPacket & { account: string })[]>('SELECT CURRENT_USER() AS account'));
    return rows[0]?.account ?? '';
  }

  /** The name of a database to be made. It is ours before it exists, so that an interruption half-way still removes it. */
  #chooseName(): string {
    if (this.#closing !== undefined) throw new Error('the session is closed');
    this.#made += 1;
    const name = `${this.#prefix}_${this.#made}`;
    this.#databases.add(name);
    return name;
  }

  /** Whoever uses a database as its own. A statement that waits for a lock counts as running. */
  async #listConnections(name: string): Promise<ProcessRow[]> {
    return (await this.#listProcesses()).filter(({ db }) => db === name);
  }

  /** Every connection but the one that this session works with. */
  #listProcesses(): Promise<ProcessRow[]> {
    return this.#inTurn(async (connection) => {
      const [processes] = await connection.query<ProcessRow[]>('SHOW FULL PROCESSLIST');
      return processes.filter(({ Id }) => Id !== connection.threadId);
    });
  }

  /** It may have ended meanwhile. */
  async #kill(statement: string): Promise<void> {
    await this.#run(statement).catch((error: unknown) => {
      if (readErrorNumber(error) !== unknownThread) throw error;
    });
  }

  #requireOwn(name: string): void {
    if (!this.#databases.has(name)) throw new Error(`database ${name} was not made by this session, so it is not touched`);
  }

  async #run(sql: string): Promise<void> {
    await this.#inTurn((connection) => connection.query(sql));
  }

  #inTurn<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const result = this.#queue.then(async () => {
      try {
        return await work(this.#connection);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        // A revision may have ended every connection, and a server may end idle ones.
        this.#connection.destroy();
        this.#connection = await connectForReading(this.#endpoint, this.#endpoint.maintenanceDatabase, dropLimitSeconds);
        return work(this.#connection);
      }
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

function isAnother({ dialect, title }: ServerKind, { user, host, port }: Endpoint, server: string): UserError {
  return new UserError('wrong-dialect', {
    what: `The server is ${server}, and the project is checked as one of ${title}.`,
    where: `${user}@${host}:${port}`,
    remedy: `Set the option \`dialect\` to \`${dialect === 'mysql' ? 'mariadb' : 'mysql'}\` if that is what the project runs on, or name a ${title} server or image.`,
  });
}

/** @param account as the server calls it: `app@%` */
function mayNotCreate({ user, host, port }: Endpoint, account: string, cause: unknown): UserError {
  const at = account.lastIndexOf('@');
  const grantee = `${quoteText(account.slice(0, at))}@${quoteText(account.slice(at + 1))}`;
  return new UserError('server-permission', {
    what: `The user ${user} may not make databases on the server.`,
    where: `${user}@${host}:${port}`,
    remedy: `Give it the right, GRANT ALL ON \`alembic\\_gate\\_%\`.* TO ${grantee}, or name another user in the option \`database\`.`,
    cause,
  });
}

function mayNotRestrict({ user, host, port }: Endpoint, cause: unknown): UserError {
  return new UserError('server-permission', {
    what: `The user ${user} may not make users on the server and give them rights, which \`role: restricted\` needs.`,
    where: `${user}@${host}:${port}`,
    remedy: 'Name another user in the option `database`; or let it name one that is as restricted as yours in production, and leave `role` out.',
    cause,
  });
}
