import type { ExpectedHeads } from '../revisions/expected-heads.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { ProjectObservation } from '../observe/observation.ts';
import type { RevisionHistory } from '../revisions/history.ts';
import type { Rival } from '../skew/find-rivals.ts';

export type Severity = 'error' | 'warning' | 'note';

/** What proves a finding; every field may hold untrusted text. */
export interface Evidence {
  /** Lines of difference that a person reads, each beginning with `+ `, `- ` or `~ `. */
  readonly diff?: readonly string[];
  readonly sql?: string;
  readonly error?: string;
}

/** What to write instead. */
export interface Remedy {
  readonly text: string;
  /** Code to paste. */
  readonly code?: string;
  readonly language?: 'python' | 'bash' | 'yaml' | 'sql' | 'ini';
}

/** What a check gives: a finding before severity, suppression and fingerprint are settled by `judge`. */
export interface FoundProblem {
  readonly revision?: string;
  /** Path relative to the repository's root, forward slashes. */
  readonly file?: string;
  readonly line?: number;
  /** Where it is not the check's own. */
  readonly severity?: Severity;
  /** What happened, one sentence in plain text with names in backticks. */
  readonly message: string;
  readonly remedy: Remedy;
  readonly evidence?: Evidence;
  /** What makes this finding the same one tomorrow: names, not lines or times. */
  readonly identity: readonly string[];
  /**
   * What else makes one operation another, which has to be agreed to anew: types before and after, a statement. Where it is absent the
   * whole message does, so a message with numbers of rows needs it.
   */
  readonly operation?: readonly string[];
  /** Where other findings tell the same without having tried it: they say this sentence, and it is no finding of its own. */
  readonly proof?: Proof;
}

/** What was tried, and of which findings it is the proof: those of the same revision, by one of the checks, whose message has one of the names in backticks. */
export interface Proof {
  readonly sentence: string;
  readonly checks: readonly string[];
  readonly names: readonly string[];
  /** The same of tables, and of what has their name before a dot. */
  readonly tables: readonly string[];
}

/** What a check may look at; graph checks get no observation. */
export interface CheckContext {
  readonly history: RevisionHistory;
  readonly downgrades: 'required' | 'optional' | 'off';
  /** How many heads the project expects. */
  readonly expectedHeads: ExpectedHeads;
  /** Names of tables (`schema.table` or `table`, with `*`) that are too small for a lock to matter. */
  readonly smallTables: readonly string[];
  /** In a merge queue: the queued pull request that adds a file, by the file's path. */
  readonly pullRequests?: ReadonlyMap<string, number>;
}

export interface ObservationContext extends CheckContext {
  readonly dialect: Dialect;
  readonly observation: ProjectObservation;
}

/** What a check of other pull requests may look at. */
export interface PullsContext extends CheckContext {
  readonly rivals: readonly Rival[];
}

interface CheckBase {
  /** Category and name: `round-trip/downgrade-fails`. File, test and doc have the same name. */
  readonly id: string;
  readonly severity: Severity;
  /** The problem in a few words, for tables: "Downgrade fails". */
  readonly title: string;
  /** Why it matters, one or two sentences. */
  readonly why: string;
}

/** Judged from files alone, before any database starts. */
export interface GraphCheck extends CheckBase {
  readonly stage: 'graph';
  readonly find: (context: CheckContext) => FoundProblem[];
}

/** Judged from what happened on the database. */
export interface ObservationCheck extends CheckBase {
  readonly stage: 'observation';
  readonly find: (context: ObservationContext) => FoundProblem[];
}

/** Judged from what other open pull requests add, for which only a run on a pull request can ask. */
export interface PullsCheck extends CheckBase {
  readonly stage: 'pull-requests';
  readonly find: (context: PullsContext) => FoundProblem[];
}

/** Judged by `judge` itself from suppressions, so it has no `find`. */
export interface SuppressionCheck extends CheckBase {
  readonly stage: 'suppression';
}

export type Check = GraphCheck | ObservationCheck | PullsCheck | SuppressionCheck;
