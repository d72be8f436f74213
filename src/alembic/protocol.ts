/**
 * What we and the bridge say to each other: one JSON value a line over a private Unix socket.
 * Requests carry an id that their answer repeats. The Python side is `bridge.py`; keep the two in step.
 */
import type { Direction } from '../observe/observation.ts';

/** Asks the bridge to read the project's configuration and its `ScriptDirectory`, once. */
export interface LoadRequest {
  readonly do: 'load';
  /** Absolute paths given to Alembic as `-c`; the toml one too where there is one. */
  readonly config: readonly string[];
  readonly section: string;
  readonly xArguments: readonly string[];
  /** The only dialect that connections may have; null before it is known. */
  readonly dialect: string | null;
  /** Environment variables that get the database's URL. */
  readonly databaseEnv: readonly string[];
  /** Another tree of the repository (absolute) to take the project from, of which `config` names files too; its revisions are then not read. Null: the checkout. */
  readonly relocate: { readonly root: string; readonly directory: string } | null;
  /** Where `env.py` migrates several databases, the one whose migrations are run (`OriginalDatabase.key`); null: there is one. */
  readonly original: string | null;
}

/** Brings a database to the given revisions in one Alembic run, as `alembic upgrade` would. */
export interface RunRequest {
  readonly do: 'run';
  readonly database: string;
  /** In order; each is upgraded. */
  readonly revisions: readonly string[];
}

/** Exactly one revision in one direction. */
export interface StepRequest {
  readonly do: 'step';
  readonly database: string;
  readonly revision: string;
  readonly direction: Direction;
  /** Stop the step, as if the connection were lost, after this many statements of the revision (`ordinal`); null: go to the end. */
  readonly stopAfter: number | null;
  /** Tell of each statement of the revision what it locked (`BridgeStatement.impact`). */
  readonly measuresLocks: boolean;
}

/** Alembic's own comparison of models and database, with the options of the project's `env.py`. */
export interface DriftRequest {
  readonly do: 'drift';
  readonly database: string;
}

/** The tables of the models that `env.py` gives as `target_metadata`. */
export interface ModelsRequest {
  readonly do: 'models';
  readonly database: string;
}

/** Makes the tables of the models, as `create_all()` does. */
export interface CreateTablesRequest {
  readonly do: 'createTables';
  readonly database: string;
}

/** Notes in a version table that notes nothing at which revisions the database is. */
export interface StampRequest {
  readonly do: 'stamp';
  readonly database: string;
  readonly revisions: readonly string[];
}

/** Runs `env.py` with every connection refused, to see which dialect it wanted. */
export interface ProbeRequest {
  readonly do: 'probe';
}

/** Runs `env.py`, but no revision, to see which databases it migrates. */
export interface SurveyRequest {
  readonly do: 'survey';
  readonly database: string;
}

/** What the main thread is doing now; answered by a second thread while a step hangs. */
export interface CurrentRequest {
  readonly do: 'current';
}

export interface CloseRequest {
  readonly do: 'close';
}

export type BridgeRequest = LoadRequest | RunRequest | StepRequest | DriftRequest | ModelsRequest | CreateTablesRequest | StampRequest | ProbeRequest | SurveyRequest | CurrentRequest | CloseRequest;

/** An exception, as the bridge saw it. Paths are absolute here; `bridge.ts` makes them relative. */
export interface BridgeError {
  readonly type: string;
  readonly message: string;
  readonly code: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly sql: string | null;
  readonly traceback: string;
  readonly isIrreversible: boolean;
}

export interface BridgeStatement {
  readonly sql: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly durationMs: number;
  readonly rowCount: number | null;
  readonly isBookkeeping: boolean;
  readonly isFailed: boolean;
  /**
   * How many statements the revision had executed with this one; of one that stands for many, the first. Null for Alembic's own and those of
   * `env.py`, which are others in an empty database.
   */
  readonly ordinal: number | null;
  /** No transaction was open after it: the connection is in autocommit mode, or the driver says so. */
  readonly isAutocommit: boolean;
  /** Null where it was not asked for or could not be read. */
  readonly impact: BridgeImpact | null;
}

/** What a statement did to relations that were there before the step, by the names that they had then, as the server tells it right after. */
export interface BridgeImpact {
  /** The strongest lock on each table that its transaction holds since this statement and did not before. */
  readonly locks: readonly { readonly schema: string; readonly name: string; readonly mode: string }[];
  readonly rewrites: readonly { readonly schema: string; readonly name: string; readonly kind: 'table' | 'index'; readonly table: string }[];
  /** Tables that were read from their first row to the last, whatever for, and the strongest lock on each. */
  readonly scans: readonly { readonly schema: string; readonly name: string; readonly mode: string | null }[];
  /** Whether its transaction holds locks on such tables. */
  readonly holdsLocks: boolean;
  /** Counts those of the step from 1; null where none was open after it. */
  readonly transaction: number | null;
  /** How long the statement would have waited for a lock, whichever setting ends it; 0 for ever. */
  readonly lockTimeoutMs: number | null;
}

export interface BridgeRevision {
  readonly id: string;
  readonly parents: readonly string[];
  readonly dependsOn: readonly string[];
  readonly branchLabels: readonly string[];
  readonly file: string;
}

export interface LoadAnswer {
  readonly python: string;
  readonly alembic: string;
  readonly sqlalchemy: string;
  /** Version of the database that runs inside of Python (`sqlite3.sqlite_version`); null where it is a server. */
  readonly databaseVersion: string | null;
  readonly revisions: readonly BridgeRevision[];
  readonly heads: readonly string[];
  readonly bases: readonly string[];
}

export interface RunAnswer {
  readonly applied: readonly string[];
  readonly failedRevision: string | null;
  readonly error: BridgeError | null;
  readonly durationMs: number;
  /** The statements that speak of databases or schemas. */
  readonly databaseSql: readonly string[];
  /** Name and schema of the version table, as `env.py` configures it; null before `env.py` has run. */
  readonly versionTable: { readonly schema: string | null; readonly name: string } | null;
}

export interface StepAnswer {
  readonly error: BridgeError | null;
  readonly durationMs: number;
  readonly statements: readonly BridgeStatement[];
  /** Of a step that failed: how many it would have executed to its end, as `--sql` writes them; null where that is not known. */
  readonly plannedStatements: number | null;
  readonly output: string;
  /** Alembic commits after each revision of a run, as `env.py` configures it; otherwise the next one goes on in the same transaction. */
  readonly keepsEach: boolean;
  readonly versionTable: { readonly schema: string | null; readonly name: string } | null;
}

export interface DriftAnswer {
  /** Null where `env.py` gives no `target_metadata`. */
  readonly operations: readonly { readonly kind: string; readonly description: string; readonly code: string }[] | null;
  readonly error: BridgeError | null;
}

/** A table of the models, and what code that uses it asks of its columns. */
export interface ModelTable {
  /** Where it is looked for; null where the database has no schemas or the project names none. */
  readonly schema: string | null;
  readonly name: string;
  /** The class that is mapped to it, of several the one that the others inherit from; null where there is none. */
  readonly model: { readonly module: string; readonly name: string } | null;
  readonly columns: readonly ModelColumn[];
}

export interface ModelColumn {
  readonly name: string;
  /** An INSERT of the model gives it a value; not where the server makes it. */
  readonly isWritten: boolean;
}

export interface ModelsAnswer {
  /** Null where `env.py` gives no `target_metadata`. */
  readonly tables: readonly ModelTable[] | null;
  /** Files (absolute) of the checkout that were imported although another tree was asked for. */
  readonly strays: readonly string[];
  readonly error: BridgeError | null;
}

export interface CreateTablesAnswer {
  readonly tables: number;
  /** As in `ModelsAnswer`. */
  readonly strays: readonly string[];
  readonly error: BridgeError | null;
}

export interface StampAnswer {
  /** What the version table noted before. */
  readonly heads: readonly string[];
  readonly error: BridgeError | null;
}

export interface ProbeAnswer {
  /** SQLAlchemy's dialect and driver names of each engine that tried to connect, in order. */
  readonly wanted: readonly { readonly dialect: string; readonly driver: string }[];
  readonly error: BridgeError | null;
}

/** A database that `env.py` migrates, as it was before the fence led it to a throw-away one. */
export interface OriginalDatabase {
  /** The same in every run. */
  readonly key: string;
  /** For people; no two of a project have the same. */
  readonly name: string;
}

export interface SurveyAnswer {
  readonly databases: readonly OriginalDatabase[];
  readonly error: BridgeError | null;
}

export interface CurrentAnswer {
  readonly sql: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

/** What `forks.py` says of a process that it was asked for, by the request's id. */
export type ForkMessage =
  | { readonly what: 'made'; readonly id: number; readonly pid: number }
  | { readonly what: 'ended'; readonly id: number; readonly exitCode: number | null; readonly signal: string | null };
