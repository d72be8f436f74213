import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/revisions/build-graph.ts';
import { findEdits, findNewRevisions } from '../../src/revisions/compare-history.ts';
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

describe('what differs from the base', () => {
  const b1 = 'revision = "b1"\ndown_revision = "a1"\n\ndef upgrade():\n    run()\n\ndef downgrade():\n    stop()\n';
  const base = { 'v/a1.py': a1, 'v/b1.py': b1 };

  it.each<[title: string, files: Record<string, string>, edits: string[], newRevisions: string[]]>([
    ['nothing', base, [], []],
    ['a new revision', { ...base, 'v/c1.py': a1.replace('a1', 'c1') }, [], ['c1']],
    ['comments and formatting', { ...base, 'v/b1.py': `# why\n${b1.replaceAll('"', "'").replaceAll('\n', '\r\n')}` }, [], []],
    ['an edit', { ...base, 'v/b1.py': b1.replace('run', 'stop') }, ['edited b1 v/b1.py -> v/b1.py'], []],
    ['another parent', { ...base, 'v/b1.py': b1.replace('"a1"', 'None') }, ['edited b1 v/b1.py -> v/b1.py'], []],
    ['another name', { 'v/a1.py': a1, 'v/b1_name.py': b1 }, ['renamed b1 v/b1.py -> v/b1_name.py'], []],
    ['another folder', { 'v/a1.py': a1, 'v/old/b1.py': b1 }, ['renamed b1 v/b1.py -> v/old/b1.py'], []],
    ['another name and an edit', { 'v/a1.py': a1, 'v/b2.py': b1.replace('run', 'stop') }, ['edited b1 v/b1.py -> v/b2.py'], []],
    ['a deleted file', { 'v/a1.py': a1 }, ['deleted b1 v/b1.py'], []],
    ['another id in the same file', { ...base, 'v/b1.py': b1.replace('"b1"', '"b2"') }, ['deleted b1 v/b1.py'], ['b2']],
    ['no revision any more', { ...base, 'v/b1.py': 'PREFIX = "app_"\n' }, ['deleted b1 v/b1.py'], []],
    ['a file that cannot be read any more, of which another check tells', { ...base, 'v/b1.py': `${b1}def more(:\n` }, [], []],
    ['two exchanged files', { 'v/a1.py': b1, 'v/b1.py': a1 }, ['renamed a1 v/a1.py -> v/b1.py', 'renamed b1 v/b1.py -> v/a1.py'], []],
    ['everything', {}, ['deleted a1 v/a1.py', 'deleted b1 v/b1.py'], []],
  ])('%s', (_, files, edits, newRevisions) => {
    const [graph, before] = [graphOf(files), graphOf(base)];
    const told = findEdits(graph, before).map((edit) => `${edit.kind} ${edit.before.id} ${edit.before.file}${edit.kind === 'deleted' ? '' : ` -> ${edit.after.file}`}`);
    expect({ edits: told, newRevisions: [...findNewRevisions(graph, before)] }).toEqual({ edits, newRevisions });
  });

  it.each<[title: string, after: string, isAlone: boolean]>([
    ['in it', b1.replace('stop', 'drop'), true],
    ['in it and with an import for it', `import os\n${b1.replace('stop()', 'stop(os)')}`, true],
    ['by leaving it out', b1.slice(0, b1.indexOf('def downgrade')), true],
    ['in it and elsewhere', b1.replace('stop', 'drop').replace('run', 'go'), false],
    ['by an import that both use', `import os\n${b1.replace('stop()', 'stop(os)').replace('run()', 'run(os)')}`, false],
  ])('knows an edit of `downgrade()` alone: %s', (_, after, isAlone) => {
    const edits = findEdits(graphOf({ 'v/a1.py': a1, 'v/b1.py': after }), graphOf({ 'v/a1.py': a1, 'v/b1.py': b1 }));
    expect(edits).toEqual([expect.objectContaining({ kind: 'edited', isDowngradeAlone: isAlone })]);
  });

  it('tells the whole revisions, before and after', () => {
    const [graph, before] = [graphOf({ 'v/a2.py': a1 }), graphOf({ 'v/a1.py': a1 })];
    expect(findEdits(graph, before)).toEqual([{ kind: 'renamed', before: before.revisions.get('a1'), after: graph.revisions.get('a1') }]);
  });
});
