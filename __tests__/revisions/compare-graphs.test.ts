import { describe, expect, test } from 'vitest';
import { compareGraphs } from '../../src/revisions/compare-graphs.ts';
import type { AlembicRevision } from '../../src/revisions/compare-graphs.ts';
import { readGraph } from './written-history.ts';

const graph = readGraph([['a', { labels: '"shop"' }], ['b', { parent: '"a"' }], ['c', { parent: '"a"' }], ['d', { parent: '("b", "c")' }], ['e', { parent: '"d"', dependsOn: '("shop", "b")' }]]);

const agreed: readonly AlembicRevision[] = [
  { id: 'a', parents: [], dependsOn: [] },
  { id: 'b', parents: ['a'], dependsOn: [] },
  { id: 'c', parents: ['a'], dependsOn: [] },
  { id: 'd', parents: ['c', 'b'], dependsOn: [] },
  { id: 'e', parents: ['d'], dependsOn: ['b', 'a', 'b'] },
];

function withChange(changed: AlembicRevision): readonly AlembicRevision[] {
  return agreed.map((revision) => (revision.id === changed.id ? changed : revision));
}

test('a graph that Alembic reads alike is kept as it is, in whatever order it names things', () => {
  const compared = compareGraphs(graph, agreed.toReversed(), ['e'], ['a']);
  expect(compared).toEqual({ graph, differences: [] });
});

describe('Alembic is believed', () => {
  const revised = (id: string, change: Partial<AlembicRevision>) => new Map([...graph.revisions].map(([key, revision]) => [key, key === id ? { ...revision, ...change } : revision]));

  test.each<[title: string, change: AlembicRevision, difference: string]>([
    ['on other parents', { id: 'c', parents: ['b'], dependsOn: [] }, 'Alembic reads `down_revision` of `c` as `b`, the file says `a`; Alembic is believed.'],
    ['on no parents', { id: 'd', parents: [], dependsOn: [] }, 'Alembic reads `down_revision` of `d` as none, the file says `b`, `c`; Alembic is believed.'],
    ['on parents of a base', { id: 'a', parents: ['b'], dependsOn: [] }, 'Alembic reads `down_revision` of `a` as `b`, the file says none; Alembic is believed.'],
    ['on one parent of two', { id: 'd', parents: ['b'], dependsOn: [] }, 'Alembic reads `down_revision` of `d` as `b`, the file says `b`, `c`; Alembic is believed.'],
    ['on dependencies', { id: 'e', parents: ['d'], dependsOn: ['c'] }, 'Alembic reads `depends_on` of `e` as `c`, the file says `a`, `b`; Alembic is believed.'],
  ])('%s', (_, change, difference) => {
    const { id, ...rest } = change;
    expect(compareGraphs(graph, withChange(change), ['x'], ['y'])).toEqual({
      graph: { ...graph, revisions: revised(id, rest), heads: ['x'], bases: ['y'] },
      differences: [difference],
    });
  });

  test('on revisions that the files do not tell of, and on those it does not know', () => {
    const alembic = [...agreed.filter(({ id }) => id !== 'e'), { id: 'made', parents: ['d'], dependsOn: [] }];
    expect(compareGraphs(graph, alembic, ['made'], ['a'])).toEqual({
      graph: {
        ...graph,
        revisions: new Map([...graph.revisions].flatMap(([id, revision]) => (id === 'e' ? [] : [[id, revision] as const]))),
        heads: ['made'],
        bases: ['a'],
      },
      differences: [
        'Alembic knows the revision `made`, which no file of the versions directories tells of.',
        'Alembic does not know the revision `e`, so it was not walked.',
      ],
    });
  });
});
