import type { BringUpObservation, Direction, DriftObservation, StepError, StatementObservation } from '../observe/observation.ts';
import type { BridgeImpact, LoadAnswer, ModelTable, OriginalDatabase } from './protocol.ts';

/** How to start the project's Python: a command line without a shell, and the directory Alembic is run from. */
export interface Interpreter {
  /** Such as `['uv', 'run', 'python']`. */
  readonly command: readonly string[];
  /** How it was found, for people: "option `python`", ".venv", "poetry". */
  readonly origin: string;
}

/** What the bridge needs to know of a project. */
export interface BridgeSettings {
  /** Absolute path of `bridge.py`, which lies elsewhere in the bundle than in the sources. */
  readonly bridgeScript: string;
  readonly interpreter: Interpreter;
  /** Absolute; Alembic is run from here. */
  readonly workingDirectory: string;
  /** Absolute root of the repository, to which reported paths are relative. */
  readonly repositoryRoot: string;
  /** Absolute paths, given as `-c`. */
  readonly config: readonly string[];
  readonly section: string;
  readonly xArguments: readonly string[];
  /** Environment variables that get the database's URL. */
  readonly databaseEnv: readonly string[];
  /**
   * Names of variables that Python must not see (tokens). The process gets our environment without them.
   */
  readonly hiddenEnv: readonly string[];
}

/** A statement before its text is read, with what was measured where a step measures its locks. */
export type ExecutedStatement = Omit<StatementObservation, 'parsed' | 'impact'> & { readonly reading?: BridgeImpact };

/** How a step is made otherwise than as a whole and unmeasured. */
export interface StepManner {
  /** Stop it after that many statements of the revision; it fails with the error type `stopped-on-purpose`. */
  readonly stopAfter?: number | undefined;
  /** Read the locks after each statement of the revision. */
  readonly measuresLocks?: boolean | undefined;
}

/** What one step gave; `observe` adds walk, attempt and changes. */
export interface StepResult {
  readonly outcome: 'applied' | 'failed' | 'timed-out';
  readonly durationMs: number;
  readonly statements: readonly ExecutedStatement[];
  readonly error?: StepError;
  readonly hung?: { readonly sql?: string; readonly file?: string; readonly line?: number };
  readonly output?: string;
  readonly plannedStatements?: number;
  readonly leavesTransactionOpen?: boolean;
}

/** What the models of a project say, or why that is not known. */
export type ModelsReading =
  | { readonly outcome: 'read'; readonly tables: readonly ModelTable[] }
  | { readonly outcome: 'no-models' }
  /** Files of the checkout, relative to its root, were imported although another tree was asked for. */
  | { readonly outcome: 'mixed'; readonly files: readonly string[] }
  | { readonly outcome: 'failed'; readonly error: StepError };

/** Time allowed, and how to cancel what runs on the server when it is over. */
export interface StepLimit {
  readonly timeoutMs: number;
  /** Cancels the statements running in the step's database; called once when the time is over. */
  readonly cancel: () => Promise<void>;
}

/**
 * The project's own Alembic, in one Python process. When the process dies during a step, the step failed with
 * `process-exit` and the next call starts a new process: one bad revision does not end the walk.
 */
export interface AlembicBridge {
  /** Reads the configuration; throws a `UserError` where Python, Alembic or `env.py`'s configuration cannot be had. */
  load(): Promise<LoadAnswer>;
  run(database: string, revisions: readonly string[], limit: StepLimit): Promise<BringUpObservation>;
  step(database: string, revision: string, direction: Direction, limit: StepLimit, manner?: StepManner): Promise<StepResult>;
  drift(database: string, limit: StepLimit): Promise<DriftObservation>;
  /** The models that `env.py` gives Alembic. */
  models(database: string, limit: StepLimit): Promise<ModelsReading>;
  /** Makes the tables of those models; gives how many. Throws a `UserError` where they cannot be made. */
  createTables(database: string, limit: StepLimit): Promise<number>;
  /** Notes at which revisions a database is, where its version table notes nothing; gives what it noted. Throws a `UserError`. */
  stamp(database: string, revisions: readonly string[], limit: StepLimit): Promise<readonly string[]>;
  probe(): Promise<{ dialect: string; driver: string }[]>;
  /** The databases that `env.py` migrates, found on an empty one; throws a `UserError` where it cannot be run. */
  survey(database: string, limit: StepLimit): Promise<readonly OriginalDatabase[]>;
  /** The version table as `env.py` configured it in the last run or step; undefined before. */
  readonly versionTable: { readonly schema: string | null; readonly name: string } | undefined;
  /** Ends the process and all it started. Safe to call again. */
  close(): Promise<void>;
}
