import type { Problem } from '../report/report.ts';

/** What is known of a project and of what it needs to be checked, without its revisions being looked at. */
export interface Examination {
  /** The project's name. */
  readonly project: string;
  /** What was found, in the order in which it was looked for. */
  readonly found: readonly Found[];
  /** What is missing, and the option or step that mends it. */
  readonly missing: readonly Problem[];
}

export interface Found {
  /** `interpreter`, `dialect` … */
  readonly what: string;
  readonly text: string;
}
