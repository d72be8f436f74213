import { orderRevisions } from './build-graph.ts';
import type { RevisionGraph } from './graph.ts';

/** What to do on the database, in order. */
export interface Plan {
  /** Old revisions that the walk starts from. */
  readonly bringUp: readonly string[];
  /** New revisions that another job looks at and that come before this one's, with old ones between them: upgraded and no more. */
  readonly passed: readonly string[];
  /** New revisions, and old ones that need a new one. */
  readonly walk: readonly string[];
  /** Whether the walk ends at the heads, and not before revisions of another job. */
  readonly reachesHeads: boolean;
}

/** The revisions that one of several jobs looks at. */
export interface Slice {
  readonly revisions: ReadonlySet<string>;
  /** Nothing comes after it. */
  readonly isLast: boolean;
}

/** Which part of so many. */
interface Part {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/**
 * Parents and `depends_on` come first in all lists. Pure.
 * @param given revisions, with all below them, that a new database begins with
 */
export function planRoundTrips(graph: RevisionGraph, newRevisions: ReadonlySet<string>, slice: Slice = { revisions: newRevisions, isLast: true }, given: ReadonlySet<string> = new Set()): Plan {
  const { bringUp, above } = splitHistory(graph, newRevisions, given);
  const end = slice.isLast ? above.length : above.findLastIndex((id) => slice.revisions.has(id)) + 1;
  const begin = above.findLastIndex((id, index) => index < end && newRevisions.has(id) && !slice.revisions.has(id)) + 1;
  return { bringUp, passed: above.slice(0, begin), walk: above.slice(begin, end), reachesHeads: slice.isLast };
}

/**
 * The new revisions that are this part's: as many as the others' but for one, one after the other in the order of the walk. A part has none
 * where there are fewer revisions than parts; the last has one as long as there are any. Pure.
 */
export function takeSlice(graph: RevisionGraph, newRevisions: ReadonlySet<string>, { index, of }: Part): Slice {
  const ordered = splitHistory(graph, newRevisions, new Set()).above.filter((id) => newRevisions.has(id));
  const boundary = (part: number): number => Math.floor((part * ordered.length) / of);
  return { revisions: new Set(ordered.slice(boundary(index - 1), boundary(index))), isLast: index === of };
}

/** The old revisions below the new ones, and those with all that needs them. */
function splitHistory(graph: RevisionGraph, newRevisions: ReadonlySet<string>, given: ReadonlySet<string>): { readonly bringUp: readonly string[]; readonly above: readonly string[] } {
  const bringUp: string[] = [];
  const above = new Set<string>();
  for (const id of orderRevisions(graph.revisions)) {
    const revision = graph.revisions.get(id);
    const needs = revision === undefined ? [] : [...revision.parents, ...revision.dependsOn];
    if (given.has(id)) continue;
    if (newRevisions.has(id) || needs.some((need) => above.has(need))) above.add(id);
    else bringUp.push(id);
  }
  return { bringUp, above: [...above] };
}
