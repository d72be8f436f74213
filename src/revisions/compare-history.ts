import type { RevisionGraph } from './graph.ts';
import type { HistoryEdit } from './history.ts';

/** Ids that the checkout has and the base has not. */
export function findNewRevisions(graph: RevisionGraph, base: RevisionGraph): Set<string> {
  return new Set([...graph.revisions.keys()].filter((id) => !base.revisions.has(id)));
}

/** Revisions of the base that the checkout holds otherwise or no longer. Comments and formatting are no edit. */
export function findEdits(graph: RevisionGraph, base: RevisionGraph): HistoryEdit[] {
  return [...base.revisions.values()].flatMap((before): HistoryEdit[] => {
    // Another file with the same id is a finding of its own, and no edit of this one.
    const same = graph.duplicates.find(({ id }) => id === before.id)?.revisions.find(({ file }) => file === before.file);
    const after = same ?? graph.revisions.get(before.id);
    if (after === undefined) return isUnreadableNow(graph, before.file) ? [] : [{ kind: 'deleted', before }];
    if (after.codeHash !== before.codeHash) return [{ kind: 'edited', before, after, isDowngradeAlone: after.hashUpgrade() === before.hashUpgrade() }];
    return after.file === before.file ? [] : [{ kind: 'renamed', before, after }];
  });
}

/** Another check says so. */
function isUnreadableNow(graph: RevisionGraph, file: string): boolean {
  return graph.unreadable.some((reading) => reading.file === file);
}
