import type { Evidence, Proof, Remedy, Severity } from '../checks/check.ts';
import type { ProviderName } from '../database/provider.ts';
import type { DialectName } from '../dialects/dialect.ts';
import type { Blocking, Direction, StepOutcome, Walk } from '../observe/observation.ts';

/**
 * The report: what every reporter renders and `--json-file` writes. Its JSON Schema is generated from these types
 * (`npm run build`), so a change here is a change of contract: raise `schemaVersion` when it is not an addition.
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'alembic-gate'; readonly version: string };
  /** Which of several jobs on the same history wrote it (`shard`); absent where one looked at all of it, or several are joined. */
  readonly part?: Part;
  /** The commit that was looked at, where the host tells it. */
  readonly commit?: string;
  readonly conclusion: Conclusion;
  /** The self-proof line: what was looked at and what was not. */
  readonly proof: string;
  /** Why it is incomplete, where it is: what happened, where, what to do. */
  readonly problems: readonly Problem[];
  readonly projects: readonly ProjectReport[];
  readonly findings: readonly Finding[];
  /** The label that agrees to findings; present where one of them could be agreed to by it. */
  readonly approval?: ApprovalReport;
  readonly coverage: Coverage;
  readonly timings: readonly Timing[];
}

/** One of so many parts of the revisions to look at. */
export interface Part {
  /** From 1 to `of`. @asType integer @minimum 1 */
  readonly index: number;
  /** @asType integer @minimum 1 */
  readonly of: number;
}

/** Nothing looked at is never `passed`. */
export type Conclusion = 'passed' | 'failed' | 'incomplete';

/** A user error or a failure outside the revisions, as the report shows it. */
export interface Problem {
  readonly code: string;
  readonly what: string;
  readonly where?: string;
  readonly remedy: string;
  readonly details?: string;
}

export interface Finding {
  /** `round-trip/downgrade-fails` */
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  /** The name of its project. */
  readonly project: string;
  readonly revision?: string;
  readonly file?: string;
  /** From 1. @asType integer @minimum 1 */
  readonly line?: number;
  /** What happened. */
  readonly message: string;
  /** Why it matters. */
  readonly why: string;
  readonly remedy: Remedy;
  readonly evidence: Evidence;
  /** Which of the project's databases gave it, where it was checked on several and not all did. */
  readonly targets?: readonly string[];
  /** Which of them the evidence is of, where it looks otherwise on another. */
  readonly evidenceTarget?: string;
  /** Sixteen hex digits, the same for the same finding in later runs. @pattern ^[0-9a-f]{16}$ */
  readonly fingerprint: string;
  /** Present where a suppression in the source speaks for it; it then does not count. */
  readonly suppressed?: { readonly reason: string; readonly line: number };
  /** Digests of the operation for a label to agree to, one for each database where they differ; present where a label can. */
  readonly approvable?: readonly string[];
  /** Who agreed to it by which label, and when (ISO 8601 in UTC); it is then a note, whatever it was. */
  readonly approved?: Agreement;
  /** In a part's report: of which findings of other parts it is the proof. */
  readonly proof?: Proof;
  /** The revision file's lines around `line`, for a reader without the file. */
  readonly excerpt?: { readonly firstLine: number; readonly lines: readonly string[] };
}

/** Somebody's agreement by a label. */
export interface Agreement {
  /** The login at GitHub: `ada`, `renovate[bot]`. */
  readonly by: string;
  /** ISO 8601 in UTC. @pattern ^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$ */
  readonly at: string;
  readonly label: string;
}

/** What is known of the label that agrees to findings. */
export interface ApprovalReport {
  readonly label: string;
  /** Who set it and when; absent where it is not set, or that is not known. */
  readonly set?: Omit<Agreement, 'label'>;
  /** Why it is not known, and what to do about it. */
  readonly problem?: string;
}

export interface ProjectReport {
  /** Path of its configuration, relative to the repository's root. */
  readonly config: string;
  /** Which of its databases this is about, where the project was checked on several: `PostgreSQL 15.6`. */
  readonly target?: string;
  readonly dialect?: DialectName;
  /** `isRestricted`: the revisions ran as a role that is no superuser (option `role`). */
  readonly server?: { readonly provider: ProviderName; readonly version: string; readonly image?: string; readonly title: string; readonly isRestricted?: boolean };
  readonly python?: { readonly version: string; readonly alembic: string; readonly sqlalchemy: string; readonly origin: string };
  readonly base?: string;
  readonly heads: readonly string[];
  readonly bases: readonly string[];
  /** Revisions that were upgraded before those that were looked at. @asType integer @minimum 0 */
  readonly broughtUp?: number;
  readonly revisions: readonly RevisionReport[];
  readonly drift?: 'none' | 'found' | 'no-models' | 'not-compared';
  /** The walk with rows; absent where it was switched off or nothing was new. */
  readonly rows?: RowsReport;
}

/** With what rows a project's new revisions were walked. */
export interface RowsReport {
  /** Tables that rows were made for, each named once. */
  readonly filled: readonly { readonly table: string; readonly rows: number }[];
  /** Tables that no row could be made for, and why. */
  readonly unfilled: readonly { readonly table: string; readonly reason: string }[];
}

/**
 * What a revision's way back is worth. `exact`: catalog and rows come back; `shape`: the catalog does, and data is lost; `partial`: not all
 * of the catalog does, or rows stay; `none`: there is no way back that works; `irreversible`: the revision says so itself.
 */
export type RoundTripGrade = 'exact' | 'shape' | 'partial' | 'none' | 'irreversible';

/** A new revision, or an old one that is drawn beside the new ones (`new: false`, no steps). */
export interface RevisionReport {
  readonly id: string;
  readonly parents: readonly string[];
  readonly dependsOn: readonly string[];
  readonly file: string;
  readonly message: string;
  readonly new: boolean;
  readonly isHead: boolean;
  readonly conclusion: 'passed' | 'failed' | 'warned' | 'skipped' | 'not-walked';
  /** Whether the downgrade was applied and did not lead back to where the upgrade began. */
  readonly leavesTrace?: boolean;
  /** Whether the second upgrade was applied and made something else than the first. */
  readonly differsAgain?: boolean;
  /** Absent where its way back was not gone, or not with rows. */
  readonly grade?: RoundTripGrade;
  /** What the upgrade changed, one line each for people: "table `users` added". */
  readonly changes: readonly string[];
  readonly steps: readonly StepReport[];
}

export interface StepReport {
  readonly walk: Walk;
  readonly direction: Direction;
  readonly attempt: 1 | 2;
  readonly outcome: StepOutcome;
  /** @minimum 0 */
  readonly durationMs: number;
  readonly error?: { readonly type: string; readonly message: string; readonly code?: string; readonly traceback?: string };
  readonly skippedBecause?: string;
  readonly statements: readonly StatementReport[];
}

export interface StatementReport {
  readonly sql: string;
  readonly file?: string;
  /** From 1. @asType integer @minimum 1 */
  readonly line?: number;
  /** @minimum 0 */
  readonly durationMs: number;
  /** Operation kinds read from it: `create-table`; absent where it could not be parsed. */
  readonly operations?: readonly string[];
  readonly isFailed?: boolean;
  /** The strongest lock that it took on each table that was there before its step; of the first upgrade on the walk on an empty database. */
  readonly locks?: readonly LockReport[];
  /** The tables and indexes whose files it wrote anew. */
  readonly rewrites?: readonly RewriteReport[];
}

export interface LockReport {
  readonly schema: string | null;
  readonly table: string;
  /** As the database calls it: `AccessExclusiveLock`; on MySQL and MariaDB `NONE`, `SHARED`, `EXCLUSIVE`. */
  readonly mode: string;
  readonly blocks: Blocking;
}

export interface RewriteReport {
  readonly schema: string | null;
  readonly table: string;
  /** Absent where it is the table itself. */
  readonly index?: string;
}

export interface Coverage {
  /** @asType integer @minimum 0 */
  readonly newRevisions: number;
  /** @asType integer @minimum 0 */
  readonly broughtUp: number;
  /** @asType integer @minimum 0 */
  readonly steps: number;
  /** Of the steps, those on the walk with rows. @asType integer @minimum 0 */
  readonly rowSteps: number;
  /** Tables that rows were made for. @asType integer @minimum 0 */
  readonly filledTables: number;
  /** Steps that were planned and not made; a new revision that the walk did not come to counts as one. @asType integer @minimum 0 */
  readonly skipped: number;
  /** @asType integer @minimum 0 */
  readonly statements: number;
  /** @asType integer @minimum 0 */
  readonly unparsed: number;
  /** What was not looked at, and why, one sentence each. */
  readonly notLookedAt: readonly string[];
}

export interface Timing {
  readonly what: string;
  /** @minimum 0 */
  readonly durationMs: number;
}
