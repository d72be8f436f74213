import type { RevisionGraph } from './graph.ts';

/** Revisions with all that they follow or depend on; ids that the graph does not know are left out. Pure. */
export function listBelow({ revisions }: RevisionGraph, ids: readonly string[]): ReadonlySet<string> {
  const below = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const revision = revisions.get(id);
    if (revision === undefined || below.has(id)) continue;
    below.add(id);
    waiting.push(...revision.parents, ...revision.dependsOn);
  }
  return below;
}
