import type { Catalog } from '../catalog/model.ts';
import type { CatalogChange } from '../catalog/change.ts';
import type { UserError } from '../errors.ts';
import type { FillResult } from '../rows/fill-request.ts';
import type { RowFingerprint } from '../rows/fingerprint.ts';
import type { ParsedStatement } from '../sql/operation.ts';

/** What happened on the database; recorded by `observe/`, judged by `checks/`. */

export type Direction = 'upgrade' | 'downgrade';

/** Which walk a step belongs to; the names are the report's. */
export type Walk = 'empty' | 'rows' | 'rehearsal' | 'fresh';

export type StepOutcome = 'applied' | 'failed' | 'timed-out' | 'skipped';

/** What a table's lock keeps others from, while it is held: `reads` are writes as well. */
export type Blocking = 'reads' | 'writes' | 'nothing';

/** A table as the catalog names it. */
export interface TableName {
  /** Null where the catalog gives tables no schema. */
  readonly schema: string | null;
  readonly name: string;
}

/** The strongest lock that a statement took on a table which was there before its step. */
export interface TableLock extends TableName {
  /** As the database calls it: `AccessExclusiveLock`; on MySQL and MariaDB the weakest `LOCK=` that it accepts: `NONE`, `SHARED`, `EXCLUSIVE`. */
  readonly mode: string;
  readonly blocks: Blocking;
}

/** A table or index that was there before its step and whose file a statement wrote anew. */
export interface Rewrite extends TableName {
  readonly kind: 'table' | 'index';
  /** The table itself, or that of the index. */
  readonly table: string;
}

/** What a statement asks of a database that is in use, as far as the dialect can measure it. */
export interface StatementImpact {
  readonly locks: readonly TableLock[];
  readonly rewrites: readonly Rewrite[];
  /** Tables that were read from their first row to the last, to validate a rule or to build an index. */
  readonly scans: readonly TableName[];
  /** The cheapest way to make the change that the database accepts. */
  readonly algorithm?: 'instant' | 'nocopy' | 'inplace' | 'copy';
  /** What the database says against the way that would be cheaper, in its words. */
  readonly refusal?: string;
  /** Counts the transactions of its step from 1; undefined where the statement commits itself, so that its locks end with it. */
  readonly transaction?: number;
  /** How long the statement would have waited for a lock; 0 for ever, undefined where that is not known. */
  readonly lockTimeoutMs?: number;
  /** `documented` where the server's documentation tells and not a measurement. */
  readonly source: 'measured' | 'documented';
}

/** One statement that was executed. */
export interface StatementObservation {
  /** As the driver got it, with literal values where SQLAlchemy can write them. */
  readonly sql: string;
  /** Path relative to the repository's root and line of the revision that led to it; undefined for Alembic's own. */
  readonly file?: string;
  readonly line?: number;
  readonly durationMs: number;
  /** Rows touched, where the driver says. */
  readonly rowCount?: number;
  /** Alembic's own work on its version table. */
  readonly isBookkeeping: boolean;
  /** The statement that raised the error. */
  readonly isFailed: boolean;
  /** How many statements the revision had executed with this one; undefined for Alembic's own and those of `env.py`. */
  readonly ordinal?: number;
  /** No transaction was open after it. */
  readonly isAutocommit: boolean;
  readonly parsed: ParsedStatement;
  /** Of the first upgrade on the walk on an empty database; undefined elsewhere, and where no table that was there before was locked by then. */
  readonly impact?: StatementImpact;
}

/** Why a step failed. */
export interface StepError {
  /** The exception's class: `sqlalchemy.exc.ProgrammingError`, `SystemExit`, or `process-exit` where Python died. */
  readonly type: string;
  /** One line for people. */
  readonly message: string;
  /** The dialect's code for it, such as SQLSTATE `42P07`. */
  readonly code?: string;
  readonly file?: string;
  readonly line?: number;
  /** The statement that the server refused. */
  readonly sql?: string;
  readonly traceback?: string;
  /** `NotImplementedError` raised by the revision: declared irreversible. */
  readonly isIrreversible: boolean;
}

/** One revision moved in one direction once. */
export interface StepObservation {
  readonly revision: string;
  readonly walk: Walk;
  readonly direction: Direction;
  /** 1 the first time this revision goes this way on this walk, 2 the second. */
  readonly attempt: 1 | 2;
  readonly outcome: StepOutcome;
  readonly durationMs: number;
  readonly statements: readonly StatementObservation[];
  readonly error?: StepError;
  /** The statement that was running when the time ran out, and where in the revision. */
  readonly hung?: { readonly sql?: string; readonly file?: string; readonly line?: number };
  /** Of a step that failed: how many statements the revision has, where that is known. */
  readonly plannedStatements?: number;
  /** In a run of several revisions the next one goes on in its transaction, with its locks: `env.py` has no `transaction_per_migration`. */
  readonly leavesTransactionOpen?: boolean;
  /** What the revision printed, cut. */
  readonly output?: string;
  /** What this step changed in the catalog (empty where it was not read). */
  readonly changes: readonly CatalogChange[];
  /** What the database finds wrong in its contents that it did not before the step. */
  readonly damage: readonly string[];
  /** Why it was skipped. */
  readonly skippedBecause?: string;
}

/** An upgrade that was stopped on purpose after one of its statements, and then run again from its beginning. */
export interface RetryObservation {
  /** The statement after which it was stopped, counted from 1 among those of the revision that do something, of how many. */
  readonly stoppedAfter: number;
  readonly of: number;
  readonly outcome: 'recovered' | 'failed' | 'timed-out';
  /** Of the second run. */
  readonly error?: StepError;
  /** The statements of the second run, where it failed. */
  readonly statements: readonly StatementObservation[];
  /** Catalog after an undisturbed upgrade against after the recovered one. */
  readonly changes: readonly CatalogChange[];
}

/** Places where an upgrade could have been stopped and was not. */
export interface UntriedRetries {
  readonly count: number;
  /** Undefined where others, spread over the revision, were tried in their place. */
  readonly because?: string;
}

/** What the rows of a database were at the stages of a round trip, as far as it came. */
export interface RowStages {
  readonly before: RowFingerprint;
  readonly upgraded?: RowFingerprint;
  readonly downgraded?: RowFingerprint;
  /** After the second upgrade. */
  readonly again?: RowFingerprint;
}

/** What became of the values of a column from before the upgrade to after the downgrade, read value by value. */
export interface ValueLoss {
  readonly schema: string | null;
  readonly table: string;
  readonly column: string;
  /** Values that were not NULL before; where the table has another number of rows, of those rows that are still there. */
  readonly of: number;
  /** Those that are NULL or no longer there. */
  readonly lost: number;
  /** Those that came back as another value. */
  readonly changed: number;
  /** The database wrote the time of the walk into those that changed, and no statement asked for it. */
  readonly isByClock?: boolean;
  /** One that did, and which row it stands in where the table has a key. */
  readonly example?: { readonly before: string; readonly after: string | null; readonly row?: string };
}

/** A step that failed on rows, tried again on a database of its own with other rows. */
export interface RowTrial {
  readonly direction: Direction;
  /**
   * Of each table: rows that fit what the tables are before the upgrade and what they are after it; the user's; or those of the merge base
   * alone, with the tables that came since as the revisions leave them.
   */
  readonly rows: number | 'seeded' | 'carried';
  readonly outcome: 'applied' | 'failed' | 'timed-out' | 'not-tried';
  readonly error?: StepError;
  /** Why it was not tried. */
  readonly because?: string;
}

/** The round trip of one new revision on one walk. */
export interface RevisionObservation {
  readonly revision: string;
  readonly walk: 'empty' | 'rows';
  readonly steps: readonly StepObservation[];
  /** On the walk on an empty database only where the revision may have changed rows. */
  readonly rows?: RowStages;
  /** The tables (by `tableKey`) whose rows were made for the walk, and are not the history's or the user's. */
  readonly made?: ReadonlySet<string>;
  /** Where rows came back from the round trip otherwise than they were. */
  readonly losses?: readonly ValueLoss[];
  /** What could not be told of its rows, each the end of a sentence. */
  readonly notes?: readonly string[];
  /** Where the revision failed on rows and not without. */
  readonly trials?: readonly RowTrial[];
  /** Catalog before the upgrade against after the downgrade; undefined where the downgrade was not applied. */
  readonly trace?: readonly CatalogChange[];
  /** Catalog after the first upgrade against after the second; undefined where there was no second. */
  readonly repeat?: readonly CatalogChange[];
  /** Where statements of the revision commit themselves: what happens when it is stopped half-way. */
  readonly retries?: readonly RetryObservation[];
  /** The places where it could have been stopped that were not tried. */
  readonly retriesLeftOut?: readonly UntriedRetries[];
  /** What of its upgrade could not be measured of what it asks of a database in use, one sentence each. */
  readonly unmeasured?: readonly string[];
}

/** The database brought to the merge base: old history only. */
export interface BringUpObservation {
  readonly outcome: 'applied' | 'failed' | 'timed-out';
  readonly applied: readonly string[];
  readonly failedRevision?: string;
  readonly error?: StepError;
  readonly durationMs: number;
  /** The statements that speak of databases or schemas; of others nothing is kept. */
  readonly databaseSql?: readonly string[];
}

/** All new revisions down, and up again. */
export interface RehearsalObservation {
  readonly steps: readonly StepObservation[];
  /** Catalog at the merge base against after all downgrades; undefined where they did not all apply. */
  readonly trace?: readonly CatalogChange[];
  /** Catalog at the heads against after going up again. */
  readonly repeat?: readonly CatalogChange[];
}

/** A fresh database straight to the heads, in one Alembic run as in a new installation. */
export interface FreshObservation {
  readonly outcome: 'applied' | 'failed' | 'timed-out' | 'skipped';
  readonly failedRevision?: string;
  readonly error?: StepError;
  readonly durationMs: number;
  /** Catalog of the walk at the heads against the fresh one. */
  readonly changes?: readonly CatalogChange[];
  readonly skippedBecause?: string;
}

/** One difference between models and migrated database, as Alembic's autogenerate sees it. */
export interface DriftOperation {
  /** Autogenerate's own name: `add_table`, `remove_column`, `modify_nullable` … */
  readonly kind: string;
  /** For people: "add column `users.email`". */
  readonly description: string;
  /** The line autogenerate would write into `upgrade()`. */
  readonly code: string;
}

export type DriftObservation =
  | { readonly outcome: 'compared'; readonly operations: readonly DriftOperation[] }
  | { readonly outcome: 'no-models' }
  | { readonly outcome: 'skipped'; readonly because: string }
  | { readonly outcome: 'failed'; readonly error: StepError };

/** A query of a release that its models ask and that the server refused, on the schema of another release. */
export interface RefusedQuery extends TableName {
  /** The revision since whose upgrade it is refused; of the new release the one whose upgrade lets it through. */
  readonly revision: string;
  /** The class that is mapped to the table: `shop.models.User`. */
  readonly model?: string;
  readonly does: 'read' | 'insert';
  /** The column that cannot be read, or of which the server spoke. */
  readonly column?: string;
  /** The server's words. */
  readonly error: string;
  /** Of an insert: rows with other values were taken. */
  readonly takesOthers?: boolean;
}

/** What the models of one release ask, tried on the schema of another. */
export interface DeployOrderObservation {
  /** Of the merge base's release, what the upgraded database refuses. */
  readonly oldCode: readonly RefusedQuery[];
  /** Of the pull request's release, what the database of the merge base refuses and the upgraded one does not. */
  readonly newCode: readonly RefusedQuery[];
  /** What was not tried, one sentence each. */
  readonly notTried: readonly string[];
}

/** The walk on a database with rows. */
export interface RowsObservation {
  /** Undefined where it was not asked for. */
  readonly deployOrder?: DeployOrderObservation;
  readonly revisions: readonly RevisionObservation[];
  /** All tables that were filled, and those that could not be. */
  readonly filling: FillResult;
  /** Why it was left out. */
  readonly because?: string;
  /** What of the user's stood in its way. */
  readonly refused?: UserError;
  /** What else was not looked at, one sentence each. */
  readonly notes: readonly string[];
}

/** Everything seen of one project on one database server. */
export interface ProjectObservation {
  readonly bringUp: BringUpObservation;
  /** Revisions of other jobs that both walks came through, upgraded and no more; absent where there are none. */
  readonly passed?: readonly string[];
  /** The walk on an empty database. */
  readonly revisions: readonly RevisionObservation[];
  /** Undefined where it was switched off or the merge base was not reached. */
  readonly rows?: RowsObservation;
  readonly rehearsal?: RehearsalObservation;
  readonly fresh?: FreshObservation;
  readonly drift?: DriftObservation;
  /** Catalog at the merge base, from which destruction is told from the pull request's own comings and goings. */
  readonly base?: Catalog;
  /** Catalog at the end of the walk on an empty database, as far as that came. */
  readonly heads?: Catalog;
}
