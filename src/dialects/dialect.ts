import type { BridgeImpact } from '../alembic/protocol.ts';
import type { Catalog, CatalogObject } from '../catalog/model.ts';
import type { VersionTable } from '../catalog/version-table.ts';
import type { Remedy } from '../checks/check.ts';
import type { StatementImpact, StatementObservation, StepError } from '../observe/observation.ts';
import type { CatalogChange } from '../catalog/change.ts';
import type { AttributeChange } from '../catalog/change.ts';
import type { RowSession } from '../rows/row-session.ts';
import type { LockForm, LockFormQuestions } from '../sql/lock-form.ts';
import type { Lexis } from '../sql/lexer.ts';
import type { ParsedStatement } from '../sql/operation.ts';
import type { ImpactReplayer } from './impact-replayer.ts';

/** The databases known, named as SQLAlchemy names its dialects. */
export type DialectName = 'postgresql' | 'mysql' | 'mariadb' | 'sqlite';

/** Where a server listens and who may come in; the password is never logged. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** A database that exists and that we connect to in order to make others. */
  readonly maintenanceDatabase: string;
  /** What a user's URL says beyond this, such as `sslmode`; goes with every connection. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What a URL says of a server; the rest is as the dialect's own clients would have it. */
export interface PartialEndpoint {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a dialect can do; shared code asks these flags, never the dialect's name. */
export interface DialectCapabilities {
  /** Copying a database costs so little that one is kept at the merge base whatever comes. */
  readonly cheapClones: boolean;
  /** Objects of a copy have the internal numbers (`CatalogObject.identity`) of the original. */
  readonly clonesKeepIdentities: boolean;
  /** CREATE INDEX takes IF NOT EXISTS, and DROP INDEX takes IF EXISTS. */
  readonly supportsIndexExistence: boolean;
  /** Rows can be written through a view of one table without a trigger. */
  readonly writesThroughViews: boolean;
  /** Two columns may have names that differ in the case of letters alone. */
  readonly heedsColumnCase: boolean;
  /**
   * How the locks of a revision become known: read in its own session after each `statement`; by `asking` the server, of each statement, which
   * lock it could do with; as the `copies` of whole tables that it makes, where a writer locks the whole database.
   */
  readonly lockIntrospection: 'statement' | 'asking' | 'copies' | 'none';
}

/** How to run the dialect's official image. */
export interface ContainerRecipe {
  readonly image: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Directory -> mount options of a tmpfs. */
  readonly tmpfs: Readonly<Record<string, string>>;
  readonly user: string;
  readonly password: string;
  readonly maintenanceDatabase: string;
}

/** Server programs on this machine; `null` where the dialect cannot be run privately. */
export interface ServerBinaries {
  /** The directory that holds them. */
  readonly directory: string;
  readonly version: string;
}

/** A server process of ours, listening on the loopback interface or a private socket; or a directory of ours with database files. */
export interface PrivateServer {
  readonly endpoint: Endpoint;
  /** Ends the process and removes its directory. Never throws twice; safe to call again. */
  stop(): Promise<void>;
}

/** A statement seen running on the server. */
export interface RunningStatement {
  readonly sql: string;
  readonly durationMs: number;
}

/** An option that gives SQL to be run. */
export type ScriptOption = 'setup-sql' | 'seed-sql' | 'baseline-sql';

/** Our own connection to one database. Reads only, except `execute` and `rows`. */
export interface DatabaseSession {
  readonly database: string;
  readonly rows: RowSession;
  /**
   * The whole catalog. Calling it again costs as little as the server allows: what did not change may be
   * taken from the last reading. Objects that did not change are the same JavaScript objects as before.
   * @param versionTable Alembic's own table, which is left out; undefined: `alembic_version`, wherever it stands
   */
  readCatalog(versionTable: VersionTable | undefined): Promise<Catalog>;
  /**
   * Runs a script of the user's, statement by statement. Throws a `UserError` that names its option when the database refuses it.
   * @param option `setup-sql` where it is left out
   */
  execute(sql: string, option?: ScriptOption): Promise<void>;
  /**
   * What the database itself finds wrong in its contents, one sentence each: rows that break a foreign key, a damaged file, a view
   * of what is no longer there. Empty where all is well or the database cannot get into such a state.
   */
  listDamage(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Something that revisions can make and that belongs to the whole server, not to one of our databases. */
export interface SharedObject {
  readonly kind: 'account' | 'database';
  /** Unique among its kind. */
  readonly name: string;
}

/** Our own connection to a server: makes, copies and removes databases, and looks at what runs in them. */
export interface ServerSession {
  /** The version as people say it: `17.2`. */
  readonly version: string;
  /**
   * Lets databases that are made from now on belong to a role of their own, which is no superuser, and gives the endpoint to work as it. To be
   * called before the first is made; the role goes with the session. Absent where the database knows no roles. Throws a `UserError`
   * (`server-permission`) where we may make none.
   */
  restrict?(): Promise<Endpoint>;
  /** Gives that role what `setup-sql` made in a database but for what only a superuser may own; nothing where there is none. */
  handOver?(database: string): Promise<void>;
  /** Creates an empty database with a name of ours and gives the name. */
  createDatabase(): Promise<string>;
  /** Copies a database of ours with everything in it; nobody may be connected to it. Undefined where no true copy could be made. */
  cloneDatabase(source: string): Promise<string | undefined>;
  /** Removes a database that this session made, ending its connections. Refuses any other. */
  dropDatabase(name: string): Promise<void>;
  /** Ends every connection to a database of ours; the session's own is to another one. */
  disconnectAll(name: string): Promise<void>;
  /** Cancels what runs in a database and says what it was. */
  cancelRunning(name: string): Promise<RunningStatement[]>;
  openDatabase(name: string): Promise<DatabaseSession>;
  /** What is measured by running statements once more; only where `capabilities.lockIntrospection` is `asking`. */
  readonly impactReplayer?: ImpactReplayer;
  /** What belongs to the whole server and not to a database of ours: its roles or users; databases, where revisions reach others than their own. */
  listShared(): Promise<readonly SharedObject[]>;
  /** Removes such objects, with what they were granted outside of databases of ours; only on a server of ours. */
  dropShared(objects: readonly SharedObject[]): Promise<void>;
  /** The names of the databases this session made and that still exist. */
  readonly databases: readonly string[];
  /** Drops what is left and disconnects. */
  close(): Promise<void>;
}

/** Everything about one kind of database; each dialect folder exports one. */
export interface Dialect {
  readonly name: DialectName;
  /** As people write it: `PostgreSQL`. */
  readonly title: string;
  readonly capabilities: DialectCapabilities;
  readonly advice: DialectAdvice;
  /** Where a name without a schema stands, as the catalog calls it; null where the catalog gives such an object no schema. */
  readonly defaultSchema: string | null;
  /** What SQLAlchemy's URLs of such a server may call it: a server of MariaDB has URLs of `mysql` too. */
  readonly urlNames: readonly string[];
  /** The names of the Python drivers in requirement files that tell this dialect. */
  readonly drivers: readonly string[];
  /** What names of images of this database have in them; undefined where it is a file. */
  readonly imagePattern: RegExp | undefined;
  /** Undefined where the database is a file. */
  readonly containerRecipe: ((image: string | undefined) => ContainerRecipe) | undefined;
  /** Makes a directory for databases that are files; undefined where there are servers. */
  readonly openDirectory: (() => Promise<PrivateServer>) | undefined;
  /** Programs from the npm package, or undefined where it is not installed. */
  findEmbeddedBinaries(): Promise<ServerBinaries | undefined>;
  /** Programs installed on the machine, newest first. */
  findLocalBinaries(): Promise<ServerBinaries[]>;
  /** Starts a private server; throws a `UserError` with the end of its log when it does not come up. */
  startPrivateServer(binaries: ServerBinaries): Promise<PrivateServer>;
  /** @param isLent others use the server at the same time, so that databases which come meanwhile are not the revisions' */
  openServer(endpoint: Endpoint, isLent?: boolean): Promise<ServerSession>;
  /** What a URL leaves out, filled in as the dialect's own clients do. */
  completeEndpoint(parts: PartialEndpoint): Endpoint;
  /** How the server writes conditions. */
  readonly lexis: Lexis;
  /** A name as SQL writes it, in quotes where it needs them. */
  readonly quoteName: (name: string) => string;
  /** The SQLAlchemy URL of a database, without a driver: `postgresql://user:pw@host:port/name`. */
  databaseUrl(endpoint: Endpoint, database: string): string;
  /** Must be awaited once before `parseStatement`. */
  loadParser(): Promise<void>;
  parseStatement(sql: string): ParsedStatement;
  /** A statement as it stands in a script for the dialect's own client: ended so that the client sends it whole. */
  readonly endStatement: (sql: string) => string;
  /**
   * What a statement asks of a database in use; undefined where no table that was there before was locked by then. Undefined itself where
   * nothing is read after statements (`capabilities.lockIntrospection`).
   * @param reading what was read after it, where that could be done
   * @param before the catalog before its step
   */
  readonly readImpact: ((statement: StatementObservation, reading: BridgeImpact | undefined, before: Catalog) => StatementImpact | undefined) | undefined;
  /** What in a statement may keep others waiting that has a better form; undefined where there are none. `loadParser` must have been awaited. */
  readonly readLockForms: ((sql: string, questions: LockFormQuestions) => readonly LockForm[]) | undefined;
  /**
   * What to write instead of a statement that copies a table with all its rows; undefined where there is none that the checks tell of.
   * @param changes of the parts of that table, by its step
   */
  readonly writeCopyRemedy: ((sql: string, changes: readonly CatalogChange[]) => Remedy) | undefined;
  /** Whether what a statement did stays when its step is stopped right after it. */
  commitsItself(statement: StatementObservation): boolean;
  /**
   * The Alembic line to put into `downgrade()` that undoes a change which a downgrade left (or the line that brings back
   * what it lost), or undefined where no one line does; empty where the line of another change does it as well.
   * @param all the changes that are undone together, in the order in which they are asked for
   */
  writeUndo(change: CatalogChange, all: readonly CatalogChange[]): string | undefined;
  /** Whether a column's type change can lose or refuse values that the old type held. */
  isNarrowing(change: AttributeChange): boolean;
  /** Whether a type, as the catalog writes it, holds values of another kind than one before, so that programs that know the old one fail. */
  changesKind(before: string, after: string): boolean;
  /** Whether an INSERT that leaves a required column out gives it a value all the same. */
  isFilledIn(column: CatalogObject, catalog: Catalog): boolean;
  /** What to write instead, where the server's error is one that people often meet. */
  explainError(error: StepError, made?: readonly CatalogObject[]): Remedy | undefined;
  /** Whether a step failed because rows that are there broke a constraint: a value that should be unique, a key without its row. */
  isRowConflict(error: StepError): boolean;
  /** Whether a step failed because of something that belongs to the whole server, such as a role, and not to its database. */
  isServerWide(error: StepError): boolean;
  /** Whether a statement, or one inside of a block, makes or removes what belongs to the whole server: a role, a database. */
  changesServer(sql: string): boolean;
  /** What is missing, when an error message of the server says that something outside the history is. */
  readMissingPrerequisite(message: string): MissingPrerequisite | undefined;
}

/** How people do on this database what checks advise; each a sentence. */
export interface DialectAdvice {
  /** How to see whether queries use an index. */
  readonly indexUses: string;
  /** What becomes of statements that insert or update when the key over these columns is gone. */
  readonly upsert: (columns: string) => string;
  /** How a function changes without being dropped; undefined where there are none. */
  readonly functionChange: string | undefined;
  /** How a revision is never half done, a sentence without its full stop. */
  readonly wholeRevisions: string;
  /** The SQL that lets a statement wait for a lock for five seconds only, for a whole session and for one transaction; undefined where there is none. */
  readonly lockTimeout: { readonly session: string; readonly transaction: string } | undefined;
  /** How Alembic changes a column: by itself, told the type that it has (`existing_type`), or in a batch. */
  readonly columnChange: 'plain' | 'with-type' | 'batch';
  /** What becomes of an INSERT that leaves out a required column, where that is a matter of settings; undefined where it always fails. */
  readonly omittedValue: string | undefined;
}

/** Something that must stand in the database before the first revision, and how to bring it. */
export interface MissingPrerequisite {
  readonly kind: 'schema' | 'role' | 'extension' | 'extension-files';
  readonly name: string;
  /** The `setup-sql` that makes it, where SQL can: `CREATE SCHEMA mar7schema`. */
  readonly setupSql?: string;
  /** The image that has it, where it is known: `pgvector/pgvector:pg17`. */
  readonly image?: string;
}
