/** A revision as its file's text tells, without importing it. */

/** What stands in a revision's `downgrade()`. */
export type DowngradeBody = 'missing' | 'empty' | 'not-implemented' | 'code';

export interface Revision {
  readonly id: string;
  /** `down_revision`: none for a base, several for a merge point. */
  readonly parents: readonly string[];
  readonly dependsOn: readonly string[];
  readonly branchLabels: readonly string[];
  /** The first line of the docstring, as Alembic's message. */
  readonly message: string;
  /** Path relative to the repository's root, forward slashes. */
  readonly file: string;
  /** 1-based lines, for findings to point at. */
  readonly lines: { readonly revision: number; readonly downRevision: number; readonly upgrade: number; readonly downgrade: number };
  readonly downgradeBody: DowngradeBody;
  /** Whether `upgrade()` has a body that does something. */
  readonly isUpgradeEmpty: boolean;
  /** A hash of the parsed code without comments, docstrings and formatting; equal when the code is. */
  readonly codeHash: string;
  /** Makes the same without `downgrade()` and what it alone imports. */
  readonly hashUpgrade: () => string;
  /** `# alembic-gate: ignore[...] reason` comments of the file. */
  readonly suppressions: readonly Suppression[];
}

/** A comment that switches findings off for its file (at the top) or for one line. */
export interface Suppression {
  readonly line: number;
  /** Check ids or categories as written. */
  readonly checks: readonly string[];
  readonly reason: string;
  /** The line of code it speaks for: its own or the next; undefined for the whole file. */
  readonly codeLine: number | undefined;
}

/** A Python file in a versions directory. */
export interface RevisionSource {
  /** Path relative to the repository's root, forward slashes. */
  readonly file: string;
  readonly source: string;
}

export type RevisionReading =
  | { readonly kind: 'revision'; readonly revision: Revision }
  /** No `revision` assignment, so Alembic does not take it for one either. */
  | { readonly kind: 'not-a-revision'; readonly file: string }
  /** Cannot be read: a syntax error, or an id that is not a literal. */
  | { readonly kind: 'unreadable'; readonly file: string; readonly line: number; readonly reason: string };
