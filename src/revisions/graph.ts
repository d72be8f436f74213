import type { Revision } from './revision.ts';

/** Revisions and how they hang together; built by `buildGraph`, defects included rather than thrown. */
export interface RevisionGraph {
  readonly revisions: ReadonlyMap<string, Revision>;
  readonly heads: readonly string[];
  readonly bases: readonly string[];
  /** Ids that more than one file claims. */
  readonly duplicates: readonly { readonly id: string; readonly revisions: readonly Revision[] }[];
  /** `down_revision` or `depends_on` that names nothing. */
  readonly missing: readonly { readonly revision: Revision; readonly missing: string; readonly as: 'down_revision' | 'depends_on' }[];
  /** Each a list of ids that lead back to the first. */
  readonly cycles: readonly (readonly string[])[];
  readonly unreadable: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
  /** Files in a versions directory that are no revisions. */
  readonly notRevisions: readonly string[];
}
