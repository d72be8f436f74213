import { buildGraph } from '../src/revisions/build-graph.ts';
import { findEdits, findNewRevisions } from '../src/revisions/compare-history.ts';
import type { RevisionHistory } from '../src/revisions/history.ts';
import { readRevision } from '../src/revisions/read-revision.ts';

/** A history read from the texts of its files, as the gate reads it; what `old` names is at the base. */
export function makeHistory(files: Readonly<Record<string, string>>, old: readonly string[] = []): RevisionHistory {
  const read = (names: readonly string[]) => buildGraph(names.map((file) => readRevision({ file, source: files[file] ?? '' })));
  const graph = read(Object.keys(files));
  const base = read(old);
  return { graph, base, baseTip: base, newRevisions: findNewRevisions(graph, base), edits: findEdits(graph, base), baseCommit: 'a'.repeat(40), baseName: 'main', addedBy: new Map() };
}

/** The text of a revision file; `functions` begin at line 7. */
export function writeRevision(id: string, parent: string | null, functions = 'def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n'): string {
  return `"""add ${id}"""\nrevision = ${JSON.stringify(id)}\ndown_revision = ${parent === null ? 'None' : JSON.stringify(parent)}\n\n\n\n${functions}`;
}
