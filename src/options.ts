import type { DatabaseRequest } from './database/provider.ts';
import type { DialectName } from './dialects/dialect.ts';
import type { Severities } from './checks/find-severity.ts';
import type { ExpectedHeads } from './revisions/expected-heads.ts';
import type { Shard } from './options/definitions.ts';

/** SQL of the user's to run on a database. */
export interface Script {
  readonly sql: string;
  /** The only one to run it on, where its file's name ends so: `setup.postgresql.sql`. */
  readonly dialect?: DialectName;
}

/**
 * What the action does: checks revisions; writes the comment of a run that might not (`comment`, on `workflow_run`); joins the reports of
 * several jobs (`report`); tells open pull requests that the base branch has moved (`watch`).
 */
export const modes = ['check', 'comment', 'report', 'watch'] as const;

export type Mode = (typeof modes)[number];

/** Where a history begins that is not run from its first revision. */
export type Baseline =
  /** The models of the merge base make the tables (`create_all()`), stamped with its heads. */
  | { readonly kind: 'models' }
  /** A script makes them; they are what those revisions lead to. */
  | { readonly kind: 'sql'; readonly scripts: readonly Script[]; readonly revisions: readonly string[] };

/** Everything a user can set, read once; the names are those of `action.yml` in camelCase. */
export interface Options {
  /** Absolute; where projects are looked for. */
  readonly workingDirectory: string;
  /** Paths or globs of Alembic configurations; empty means: find them. */
  readonly config: readonly string[];
  /** Sections of the ini (`alembic -n`). */
  readonly iniSection: readonly string[];
  readonly xArguments: readonly string[];
  /** The interpreter as a command line split into words; undefined means: find it. */
  readonly python: readonly string[] | undefined;
  /** A git ref or commit; undefined means: what the event or the default branch says. */
  readonly base: string | undefined;
  readonly revisions: 'new' | 'all' | readonly string[];
  readonly heads: ExpectedHeads;
  /** Those that the project is checked on; empty means: find its one. */
  readonly dialects: readonly DialectName[];
  readonly database: DatabaseRequest;
  /** Images to check on, one after the other; empty means: the dialect's own. */
  readonly images: readonly string[];
  readonly databaseEnv: readonly string[];
  /** As whom the revisions run: who may do everything, or the owner of the database alone. */
  readonly role: 'superuser' | 'restricted';
  /** SQL as written, or the files named. */
  readonly setupSql: readonly Script[];
  /** What a new database begins with instead of the first revisions; undefined: nothing. */
  readonly baseline: Baseline | undefined;
  /** Of each table on the walk with rows; 0 switches it off. */
  readonly rows: number;
  /** Rows of the user's own for that walk, as SQL or the files named. */
  readonly seedSql: readonly Script[];
  readonly downgrades: 'required' | 'optional' | 'off';
  readonly checks: Severities;
  readonly failOn: 'error' | 'warning' | 'never';
  /** Names of tables (`schema.table` or `table`, with `*`) that are too small for a lock to matter. */
  readonly smallTables: readonly string[];
  /** The label that agrees to what the comment shows; undefined where it is switched off. */
  readonly approvalLabel: string | undefined;
  /** For one step. */
  readonly timeoutMs: number;
  readonly comment: 'always' | 'on-findings' | 'never';
  readonly commentKey: string;
  readonly githubToken: string | undefined;
  readonly jsonFile: string | undefined;
  readonly markdownFile: string | undefined;
  readonly sarifFile: string | undefined;
  readonly junitFile: string | undefined;
  readonly codeQualityFile: string | undefined;
  readonly sqlDirectory: string | undefined;
  readonly mode: Mode;
  /** Which part of the revisions to look at is looked at; undefined means: all. */
  readonly shard: Shard | undefined;
  /** JSON reports that `mode: report` joins: absolute paths or globs. */
  readonly reports: readonly string[];
  /** How many reports there must be; undefined where they tell it themselves. */
  readonly parts: number | undefined;
  /** Name of the artifact that holds the report for `mode: comment`. */
  readonly artifact: string;
}
