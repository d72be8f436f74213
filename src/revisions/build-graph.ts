import type { RevisionGraph } from './graph.ts';
import type { Revision, RevisionReading } from './revision.ts';

/** Hangs revisions together as Alembic does; a defect is a part of the graph, never thrown. */
export function buildGraph(readings: readonly RevisionReading[]): RevisionGraph {
  const all = readings.flatMap((reading) => (reading.kind === 'revision' ? [reading.revision] : []));
  const byId = Map.groupBy(all, ({ id }) => id);
  const labels = new Map(all.flatMap((revision) => revision.branchLabels.map((label) => [label, revision.id] as const)));
  const revisions = new Map<string, Revision>();
  for (const [id, [revision]] of byId) {
    if (revision === undefined) continue;
    const dependsOn = revision.dependsOn.map((name) => (byId.has(name) ? name : (labels.get(name) ?? name)));
    revisions.set(id, { ...revision, dependsOn });
  }
  const hasChild = new Set(all.flatMap(({ parents }) => parents));
  const listed = [...revisions.values()];
  return {
    revisions,
    heads: listed.filter(({ id }) => !hasChild.has(id)).map(({ id }) => id).sort(),
    bases: listed.filter(({ parents }) => parents.length === 0).map(({ id }) => id).sort(),
    duplicates: [...byId].flatMap(([id, same]) => (same.length > 1 ? [{ id, revisions: same }] : [])),
    missing: listed.flatMap((revision) => [
      ...revision.parents.filter((id) => !revisions.has(id)).map((missing) => ({ revision, missing, as: 'down_revision' as const })),
      ...revision.dependsOn.filter((id) => !revisions.has(id)).map((missing) => ({ revision, missing, as: 'depends_on' as const })),
    ]),
    cycles: findCycles(revisions),
    unreadable: readings.flatMap((reading) => (reading.kind === 'unreadable' ? [reading] : [])),
    notRevisions: readings.flatMap((reading) => (reading.kind === 'not-a-revision' ? [reading.file] : [])),
  };
}

/** Parents and `depends_on` that exist. */
function listNeeds(revision: Revision, revisions: ReadonlyMap<string, Revision>): string[] {
  return [...revision.parents, ...revision.dependsOn].filter((id) => revisions.has(id));
}

/**
 * Ids in an order in which each comes after all it needs. A branch is followed to its end before the next is begun, branches in the
 * order of their ids, so that the order depends on nothing else. Revisions on a cycle, and those above one, are left out.
 */
export function orderRevisions(revisions: ReadonlyMap<string, Revision>): string[] {
  const open = new Map<string, number>();
  const children = new Map<string, string[]>();
  for (const [id, revision] of revisions) {
    const needs = new Set(listNeeds(revision, revisions));
    open.set(id, needs.size);
    for (const need of needs) children.set(need, [...(children.get(need) ?? []), id]);
  }
  const ready = [...open].filter(([, count]) => count === 0).map(([id]) => id).sort().toReversed();
  const ordered: string[] = [];
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    ordered.push(id);
    for (const child of (children.get(id) ?? []).toSorted().toReversed()) {
      const count = (open.get(child) ?? 0) - 1;
      open.set(child, count);
      if (count === 0) ready.push(child);
    }
  }
  return ordered;
}

/** One cycle for each knot of revisions that lead back to themselves. */
function findCycles(revisions: ReadonlyMap<string, Revision>): string[][] {
  const done = new Set(orderRevisions(revisions));
  const cycles: string[][] = [];
  for (const start of [...revisions.keys()].filter((id) => !done.has(id)).sort()) {
    if (done.has(start)) continue;
    const path: string[] = [];
    let current: string | undefined = start;
    while (current !== undefined && !done.has(current) && !path.includes(current)) {
      path.push(current);
      const revision: Revision | undefined = revisions.get(current);
      current = revision === undefined ? undefined : listNeeds(revision, revisions).find((need) => !done.has(need));
    }
    if (current !== undefined && path.includes(current)) cycles.push(path.slice(path.indexOf(current)));
    for (const id of path) done.add(id);
  }
  return cycles;
}
