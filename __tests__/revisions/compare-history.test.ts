import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/revisions/build-graph.ts';
import { findEdits } from '../../src/revisions/compare-history.ts';
import type { RevisionGraph } from '../../src/revisions/graph.ts';
import { readRevision } from '../../src/revisions/read-revision.ts';

function graphOf(files: Readonly<Record<string, string>>): RevisionGraph {
  return buildGraph(Object.entries(files).map(([file, source]) => readRevision({ file, source })));
}

const a1 = 'revision = "a1"\ndown_revision = None\n';

describe('findEdits', () => {
  it('takes no copy with the same id for a renamed file, whichever comes first', () => {
    const base = graphOf({ 'b.py': a1 });
    for (const copy of ['a.py', 'c.py']) {
      const files = [[copy, a1], ['b.py', a1]].toSorted() as [string, string][];
      expect(findEdits(graphOf(Object.fromEntries(files)), base)).toEqual([]);
    }
  });

  it('finds a renamed file', () => {
    const edits = findEdits(graphOf({ 'c.py': a1 }), graphOf({ 'b.py': a1 }));
    expect(edits.map(({ kind, before }) => [kind, before.file])).toEqual([['renamed', 'b.py']]);
  });
});
