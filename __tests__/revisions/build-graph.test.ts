import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/build-graph.ts';
import type { RevisionGraph } from '../../src/revisions/graph.ts';
import { readRevision } from '../../src/revisions/read-revision.ts';
import { readGraph, writeRevision } from './written-history.ts';
import type { Header } from './written-history.ts';

/** A graph with ids in place of whole revisions. */
function outline(graph: RevisionGraph): unknown {
  return {
    ...graph,
    revisions: Object.fromEntries([...graph.revisions].map(([id, { parents, dependsOn }]) => [id, dependsOn.length === 0 ? parents : { parents, dependsOn }])),
    duplicates: graph.duplicates.map(({ id, revisions }) => [id, ...revisions.map(({ file }) => file)]),
    missing: graph.missing.map(({ revision, missing, as }) => [revision.id, as, missing]),
  };
}

const sound = { duplicates: [], missing: [], cycles: [], unreadable: [], notRevisions: [] };

describe('buildGraph', () => {
  test.each<[title: string, headers: (readonly [string, Header?])[], expected: unknown]>([
    ['nothing', [], { ...sound, revisions: {}, heads: [], bases: [] }],
    ['one line', [['a'], ['b', { parent: '"a"' }], ['c', { parent: '"b"' }]], { ...sound, revisions: { a: [], b: ['a'], c: ['b'] }, heads: ['c'], bases: ['a'] }],
    [
      'files in any order',
      [['c', { parent: '"b"' }], ['a'], ['b', { parent: '"a"' }]],
      { ...sound, revisions: { c: ['b'], a: [], b: ['a'] }, heads: ['c'], bases: ['a'] },
    ],
    ['two heads', [['a'], ['c', { parent: '"a"' }], ['b', { parent: '"a"' }]], { ...sound, revisions: { a: [], c: ['a'], b: ['a'] }, heads: ['b', 'c'], bases: ['a'] }],
    [
      'a merge point',
      [['a'], ['b', { parent: '"a"' }], ['c', { parent: '"a"' }], ['d', { parent: '("c", "b")' }]],
      { ...sound, revisions: { a: [], b: ['a'], c: ['a'], d: ['c', 'b'] }, heads: ['d'], bases: ['a'] },
    ],
    ['several bases', [['b'], ['a'], ['c', { parent: '("a", "b")' }]], { ...sound, revisions: { b: [], a: [], c: ['a', 'b'] }, heads: ['c'], bases: ['a', 'b'] }],
    [
      'depends_on, which makes no parent: both stay heads and bases, as for Alembic',
      [['a'], ['b', { dependsOn: '"a"' }]],
      { ...sound, revisions: { a: [], b: { parents: [], dependsOn: ['a'] } }, heads: ['a', 'b'], bases: ['a', 'b'] },
    ],
    [
      'depends_on by a label',
      [['a', { labels: '("shop", "till")' }], ['b', { dependsOn: '("till", "c")' }], ['c', { parent: '"a"' }]],
      { ...sound, revisions: { a: [], b: { parents: [], dependsOn: ['a', 'c'] }, c: ['a'] }, heads: ['b', 'c'], bases: ['a', 'b'] },
    ],
    [
      'a label as a parent, which Alembic does not take',
      [['a', { labels: '"shop"' }], ['b', { parent: '"shop"' }]],
      { ...sound, revisions: { a: [], b: ['shop'] }, heads: ['a', 'b'], bases: ['a'], missing: [['b', 'down_revision', 'shop']] },
    ],
    [
      'partial ids, which Alembic does not take in files',
      [['a1b2c3'], ['b1b2c3', { parent: '"a1b2"' }], ['c1b2c3', { parent: '"b1b2c3"', dependsOn: '"a1b"' }]],
      {
        ...sound,
        revisions: { a1b2c3: [], b1b2c3: ['a1b2'], c1b2c3: { parents: ['b1b2c3'], dependsOn: ['a1b'] } },
        heads: ['a1b2c3', 'c1b2c3'],
        bases: ['a1b2c3'],
        missing: [['b1b2c3', 'down_revision', 'a1b2'], ['c1b2c3', 'depends_on', 'a1b']],
      },
    ],
    [
      'missing parents, one of two',
      [['a'], ['b', { parent: '("a", "z", "y")' }]],
      { ...sound, revisions: { a: [], b: ['a', 'z', 'y'] }, heads: ['b'], bases: ['a'], missing: [['b', 'down_revision', 'z'], ['b', 'down_revision', 'y']] },
    ],
    ['an empty string as a parent', [['a', { parent: '""' }]], { ...sound, revisions: { a: [''] }, heads: ['a'], bases: [], missing: [['a', 'down_revision', '']] }],
    ['a revision that follows itself', [['a', { parent: '"a"' }]], { ...sound, revisions: { a: ['a'] }, heads: [], bases: [], cycles: [['a']] }],
    [
      'a cycle, and what stands above and below it',
      [['a'], ['b', { parent: '("a", "d")' }], ['c', { parent: '"b"' }], ['d', { parent: '"c"' }], ['e', { parent: '"d"' }]],
      { ...sound, revisions: { a: [], b: ['a', 'd'], c: ['b'], d: ['c'], e: ['d'] }, heads: ['e'], bases: ['a'], cycles: [['b', 'd', 'c']] },
    ],
    [
      'a cycle found from above it begins inside of it',
      [['a', { parent: '"c"' }], ['b', { parent: '"c"' }], ['c', { parent: '"b"' }]],
      { ...sound, revisions: { a: ['c'], b: ['c'], c: ['b'] }, heads: ['a'], bases: [], cycles: [['c', 'b']] },
    ],
    [
      'two cycles',
      [['a', { parent: '"b"' }], ['b', { parent: '"a"' }], ['c', { parent: '"d"' }], ['d', { parent: '"c"' }]],
      { ...sound, revisions: { a: ['b'], b: ['a'], c: ['d'], d: ['c'] }, heads: [], bases: [], cycles: [['a', 'b'], ['c', 'd']] },
    ],
    [
      'a cycle through depends_on alone',
      [['a', { dependsOn: '"b"' }], ['b', { parent: '"a"' }]],
      { ...sound, revisions: { a: { parents: [], dependsOn: ['b'] }, b: ['a'] }, heads: ['b'], bases: ['a'], cycles: [['a', 'b']] },
    ],
    [
      'an id of two files',
      [['a'], ['b', { parent: '"a"', file: 'versions/one.py' }], ['b', { parent: '"a"', file: 'versions/two.py' }]],
      { ...sound, revisions: { a: [], b: ['a'] }, heads: ['b'], bases: ['a'], duplicates: [['b', 'versions/one.py', 'versions/two.py']] },
    ],
    [
      'an id of two files with two parents: both have a child',
      [['a'], ['c', { parent: '"a"' }], ['b', { parent: '"a"', file: 'versions/one.py' }], ['b', { parent: '"c"', file: 'versions/two.py' }]],
      { ...sound, revisions: { a: [], c: ['a'], b: ['a'] }, heads: ['b'], bases: ['a'], duplicates: [['b', 'versions/one.py', 'versions/two.py']] },
    ],
  ])('%s', (_, headers, expected) => {
    expect(outline(readGraph(headers))).toEqual(expected);
  });

  test('keeps what is unreadable and what is no revision apart', () => {
    const sources = { 'versions/a.py': writeRevision('a', {}), 'versions/b.py': 'revision = make()\ndown_revision = "a"\n', 'versions/names.py': 'PREFIX = "app_"\n' };
    const graph = buildGraph(Object.entries(sources).map(([file, source]) => readRevision({ file, source })));
    expect(outline(graph)).toEqual({
      ...sound,
      revisions: { a: [] },
      heads: ['a'],
      bases: ['a'],
      unreadable: [{ kind: 'unreadable', file: 'versions/b.py', line: 1, reason: '`revision` is not a literal, so it cannot be known without running the file' }],
      notRevisions: ['versions/names.py'],
    });
  });
});
