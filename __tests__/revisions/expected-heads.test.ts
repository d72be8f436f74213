import { expect, test } from 'vitest';
import { hasTooManyHeads, listLabels } from '../../src/revisions/expected-heads.ts';
import type { ExpectedHeads } from '../../src/revisions/expected-heads.ts';
import { buildGraph } from '../../src/revisions/build-graph.ts';
import { readRevision } from '../../src/revisions/read-revision.ts';

function graphOf(revisions: Readonly<Record<string, { readonly parent?: string; readonly label?: string; readonly dependsOn?: string }>>): ReturnType<typeof buildGraph> {
  return buildGraph(
    Object.entries(revisions).map(([id, { parent, label, dependsOn }]) =>
      readRevision({
        file: `versions/${id}.py`,
        source: `revision = "${id}"\ndown_revision = ${parent === undefined ? 'None' : `"${parent}"`}\nbranch_labels = ${label === undefined ? 'None' : `("${label}",)`}\ndepends_on = ${dependsOn === undefined ? 'None' : `"${dependsOn}"`}\n\ndef upgrade():\n    pass\n\ndef downgrade():\n    pass\n`,
      }),
    ),
  );
}

const branches = graphOf({ a1: {}, pre1: { parent: 'a1', label: 'pre' }, pre2: { parent: 'pre1' }, post1: { parent: 'a1', label: 'post' } });
const forked = graphOf({ a1: {}, pre1: { parent: 'a1', label: 'pre' }, pre2: { parent: 'pre1' }, pre3: { parent: 'pre1' }, post1: { parent: 'a1', label: 'post' } });
const dependent = graphOf({ a1: {}, pre1: { parent: 'a1', label: 'pre' }, pre2: { parent: 'pre1' }, post1: { parent: 'a1', label: 'post', dependsOn: 'pre1' } });
const stray = graphOf({ a1: {}, pre1: { parent: 'a1', label: 'pre' }, x1: { parent: 'a1' } });

test.each<[title: string, graph: typeof branches, expected: ExpectedHeads, isTooMany: boolean]>([
  ['two heads where one is meant', branches, 1, true],
  ['two heads where two are meant', branches, 2, false],
  ['one for each label', branches, ['pre', 'post'], false],
  ['one for each label, one of which has none yet', branches, ['pre', 'post', 'data'], false],
  ['two on the branch of one label', forked, ['pre', 'post'], true],
  ['two on the branch of one label, though as many as there are labels', graphOf({ a1: {}, pre1: { parent: 'a1', label: 'pre' }, pre2: { parent: 'pre1' }, pre3: { parent: 'pre1' } }), ['pre', 'post'], true],
  ['one on none of the branches', stray, ['pre', 'post'], true],
  ['one for each label, one of which depends on the other', dependent, ['pre', 'post'], false],
])('%s', (_, graph, expected, isTooMany) => {
  expect(hasTooManyHeads(graph, graph.heads, expected)).toBe(isTooMany);
});

test('a head has the labels of all that it follows, and none of what it depends on', () => {
  expect(listLabels(dependent, 'post1')).toEqual(['post']);
  expect(Object.fromEntries(forked.heads.map((head) => [head, listLabels(forked, head)]))).toEqual({ post1: ['post'], pre2: ['pre'], pre3: ['pre'] });
});
