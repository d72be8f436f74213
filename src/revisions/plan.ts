import { orderRevisions } from './build-graph.ts';
import type { RevisionGraph } from './graph.ts';

/** What to do on the database, in order. */
export interface Plan {
  /** Old revisions that the walk starts from. */
  readonly bringUp: readonly string[];
  /** New revisions, and old ones that need a new one. */
  readonly walk: readonly string[];
}

/** Parents and `depends_on` come first in both lists. Pure. */
export function planRoundTrips(graph: RevisionGraph, newRevisions: ReadonlySet<string>): Plan {
  const bringUp: string[] = [];
  const walk: string[] = [];
  const walked = new Set<string>();
  for (const id of orderRevisions(graph.revisions)) {
    const revision = graph.revisions.get(id);
    const needs = revision === undefined ? [] : [...revision.parents, ...revision.dependsOn];
    if (newRevisions.has(id) || needs.some((need) => walked.has(need))) {
      walk.push(id);
      walked.add(id);
    } else bringUp.push(id);
  }
  return { bringUp, walk };
}
