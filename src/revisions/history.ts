import type { Revision } from './revision.ts';
import type { RevisionGraph } from './graph.ts';

/** A revision of the base that the checkout no longer holds as it was. */
export type HistoryEdit =
  /** `isDowngradeAlone`: nothing else of its code is another. */
  | { readonly kind: 'edited'; readonly before: Revision; readonly after: Revision; readonly isDowngradeAlone: boolean }
  | { readonly kind: 'renamed'; readonly before: Revision; readonly after: Revision }
  | { readonly kind: 'deleted'; readonly before: Revision };

/** The checkout's history beside the base's, and what is new. */
export interface RevisionHistory {
  readonly graph: RevisionGraph;
  /** The graph at the base commit; undefined where there is no base to compare with (`revisions: all`). */
  readonly base: RevisionGraph | undefined;
  /** The tip of the base branch when it has moved past the merge base, so that a stale parent is seen; else the same as `base`. */
  readonly baseTip: RevisionGraph | undefined;
  /** Ids to walk, in no order; `planRoundTrips` orders them. */
  readonly newRevisions: ReadonlySet<string>;
  readonly edits: readonly HistoryEdit[];
  /** The commit of `base`. */
  readonly baseCommit: string | undefined;
  /** Name of the base for people: `main`, `origin/main`, `a1b2c3d`. */
  readonly baseName: string | undefined;
  /** Who added a revision, as `git log` says; no entry where it is not committed, an empty one where the log is cut off before. */
  readonly addedBy: ReadonlyMap<string, { readonly author: string; readonly commit: string; readonly subject: string } | undefined>;
}
