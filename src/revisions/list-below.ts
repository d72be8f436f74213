import type { RevisionGraph } from './graph.ts';
import type { Revision } from './revision.ts';

/** Revisions with all that they follow: a branch's labels are handed on this way. Ids that the graph does not know are left out. Pure. */
export function listFollowed(graph: RevisionGraph, ids: readonly string[]): ReadonlySet<string> {
  return collect(graph, ids, ({ parents }) => parents);
}

/** The same with all that they depend on: what has to run before them. Pure. */
export function listBelow(graph: RevisionGraph, ids: readonly string[]): ReadonlySet<string> {
  return collect(graph, ids, ({ parents, dependsOn }) => [...parents, ...dependsOn]);
}

function collect({ revisions }: RevisionGraph, ids: readonly string[], listNext: (revision: Revision) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const revision = revisions.get(id);
    if (revision === undefined || found.has(id)) continue;
    found.add(id);
    waiting.push(...listNext(revision));
  }
  return found;
}
