import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderRevisions } from '../../src/revisions/build-graph.ts';
import { planRoundTrips, takeSlice } from '../../src/revisions/plan.ts';
import type { Plan } from '../../src/revisions/plan.ts';
import { readGraph } from './written-history.ts';
import type { Header } from './written-history.ts';

type Headers = (readonly [string, Header?])[];

describe('planRoundTrips', () => {
  const line: Headers = [['c', { parent: '"b"' }], ['b', { parent: '"a"' }], ['a']];
  const diamond: Headers = [['a'], ['b', { parent: '"a"' }], ['c', { parent: '"a"' }], ['d', { parent: '("b", "c")' }], ['e', { parent: '"d"' }]];

  test.each<[title: string, headers: Headers, newRevisions: string[], plan: Pick<Plan, 'bringUp' | 'walk'>]>([
    ['nothing', [], [], { bringUp: [], walk: [] }],
    ['nothing new', line, [], { bringUp: ['a', 'b', 'c'], walk: [] }],
    ['the last is new', line, ['c'], { bringUp: ['a', 'b'], walk: ['c'] }],
    ['all are new', line, ['a', 'b', 'c'], { bringUp: [], walk: ['a', 'b', 'c'] }],
    ['what follows a new one is walked with it', line, ['b'], { bringUp: ['a'], walk: ['b', 'c'] }],
    ['a branch and the merge point above it', diamond, ['c', 'd', 'e'], { bringUp: ['a', 'b'], walk: ['c', 'd', 'e'] }],
    ['a merge point that is new', diamond, ['d', 'e'], { bringUp: ['a', 'b', 'c'], walk: ['d', 'e'] }],
    ['what depends on a new one', [['a'], ['b', { dependsOn: '"c"' }], ['c']], ['c'], { bringUp: ['a'], walk: ['c', 'b'] }],
    ['what depends on an old one by its label', [['a', { parent: '"b"', labels: '"shop"' }], ['b'], ['c', { dependsOn: '"shop"' }]], ['c'], { bringUp: ['b', 'a'], walk: ['c'] }],
    ['several bases, each with its branch', [['a'], ['b'], ['a2', { parent: '"a"' }], ['b2', { parent: '"b"' }]], ['b2', 'a2'], { bringUp: ['a', 'b'], walk: ['a2', 'b2'] }],
    ['an id that is nowhere', line, ['z'], { bringUp: ['a', 'b', 'c'], walk: [] }],
    ['a hole in the history', [['a'], ['b', { parent: '"z"' }]], ['b'], { bringUp: ['a'], walk: ['b'] }],
    ['a cycle, which is left out with all above it', [['a'], ['b', { parent: '("a", "c")' }], ['c', { parent: '"b"' }], ['d', { parent: '"c"' }]], ['d'], { bringUp: ['a'], walk: [] }],
  ])('%s', (_, headers, newRevisions, plan) => {
    expect(planRoundTrips(readGraph(headers), new Set(newRevisions))).toEqual({ ...plan, passed: [], reachesHeads: true });
  });
});

describe('takeSlice', () => {
  const line: Headers = [['a'], ['b', { parent: '"a"' }], ['c', { parent: '"b"' }], ['d', { parent: '"c"' }], ['e', { parent: '"d"' }]];
  const plans = (headers: Headers, newRevisions: string[], of: number): { readonly slice: string[]; readonly plan: Plan }[] => {
    const graph = readGraph(headers);
    return Array.from({ length: of }, (_, at) => {
      const slice = takeSlice(graph, new Set(newRevisions), { index: at + 1, of });
      return { slice: [...slice.revisions], plan: planRoundTrips(graph, new Set(newRevisions), slice) };
    });
  };

  test('gives each part as many as the others but for one', () => {
    expect(plans(line, ['a', 'b', 'c', 'd', 'e'], 2)).toEqual([
      { slice: ['a', 'b'], plan: { bringUp: [], passed: [], walk: ['a', 'b'], reachesHeads: false } },
      { slice: ['c', 'd', 'e'], plan: { bringUp: [], passed: ['a', 'b'], walk: ['c', 'd', 'e'], reachesHeads: true } },
    ]);
  });

  test('keeps old revisions below the new ones apart from those of other parts', () => {
    expect(plans(line, ['c', 'd', 'e'], 3).map(({ plan }) => plan)).toEqual([
      { bringUp: ['a', 'b'], passed: [], walk: ['c'], reachesHeads: false },
      { bringUp: ['a', 'b'], passed: ['c'], walk: ['d'], reachesHeads: false },
      { bringUp: ['a', 'b'], passed: ['c', 'd'], walk: ['e'], reachesHeads: true },
    ]);
  });

  test('walks an old revision that needs a new one with the part after it', () => {
    expect(plans(line, ['a', 'c'], 2).map(({ plan }) => plan)).toEqual([
      { bringUp: [], passed: [], walk: ['a'], reachesHeads: false },
      { bringUp: [], passed: ['a'], walk: ['b', 'c', 'd', 'e'], reachesHeads: true },
    ]);
  });

  test('leaves parts empty where there are fewer revisions, never the last', () => {
    expect(plans(line, ['d', 'e'], 4).map(({ slice }) => slice)).toEqual([[], ['d'], [], ['e']]);
    expect(plans(line, [], 2).map(({ plan }) => plan)).toEqual([
      { bringUp: ['a', 'b', 'c', 'd', 'e'], passed: [], walk: [], reachesHeads: false },
      { bringUp: ['a', 'b', 'c', 'd', 'e'], passed: [], walk: [], reachesHeads: true },
    ]);
  });
});

/** A history without defects: each revision names any of those made before it, as parents or dependencies, some by their label. */
const history = fc.array(fc.record({ parents: fc.array(fc.nat(), { maxLength: 3 }), needs: fc.array(fc.nat(), { maxLength: 2 }), isNew: fc.boolean(), place: fc.nat() }), { maxLength: 25 }).map((drawn) => {
  const revisions = drawn.map(({ parents, needs, isNew, place }, index) => {
    const earlier = (numbers: number[]): number[] => (index === 0 ? [] : [...new Set(numbers.map((number) => number % index))]);
    return { id: `r${index.toString(36)}`, parents: earlier(parents).map((at) => `r${at.toString(36)}`), needs: earlier(needs), isNew, place };
  });
  const headers: Headers = revisions
    .toSorted((a, b) => a.place - b.place)
    .map(({ id, parents, needs }) => {
      const dependsOn = needs.map((at) => (at % 2 === 0 ? `r${at.toString(36)}` : `label-r${at.toString(36)}`));
      return [id, { parent: JSON.stringify(parents), dependsOn: JSON.stringify(dependsOn), labels: JSON.stringify(`label-${id}`) }];
    });
  return { headers, revisions, newRevisions: new Set(revisions.flatMap(({ id, isNew }) => (isNew ? [id] : []))) };
});

describe('in any sound history', () => {
  test('every revision is planned once, after all it needs, and the walk is what is new and what needs it', () => {
    fc.assert(
      fc.property(history, ({ headers, revisions, newRevisions }) => {
        const { bringUp, walk } = planRoundTrips(readGraph(headers), newRevisions);
        const order = [...bringUp, ...walk];
        expect(order.toSorted()).toEqual(revisions.map(({ id }) => id).toSorted());
        const needsOf = new Map(revisions.map(({ id, parents, needs }) => [id, [...parents, ...needs.map((at) => `r${at.toString(36)}`)]]));
        expect(order.filter((id, index) => needsOf.get(id)?.some((need) => order.indexOf(need) >= index))).toEqual([]);
        const walked = new Set(walk);
        expect(revisions.filter(({ id }) => walked.has(id) !== (newRevisions.has(id) || needsOf.get(id)!.some((need) => walked.has(need))))).toEqual([]);
      }),
    );
  });

  test('parts have together what one job has, each after those before it', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 6 }), ({ headers, newRevisions }, of) => {
        const graph = readGraph(headers);
        const whole = planRoundTrips(graph, newRevisions);
        const parts = Array.from({ length: of }, (_, at) => {
          const slice = takeSlice(graph, newRevisions, { index: at + 1, of });
          return { slice, plan: planRoundTrips(graph, newRevisions, slice) };
        });
        expect(parts.flatMap(({ slice }) => [...slice.revisions])).toEqual(whole.walk.filter((id) => newRevisions.has(id)));
        const walking = parts.filter(({ slice }) => slice.revisions.size > 0 || slice.isLast);
        expect(walking.flatMap(({ plan }) => plan.walk)).toEqual(whole.walk);
        for (const [at, { plan }] of walking.entries()) {
          expect([plan.bringUp, plan.passed]).toEqual([whole.bringUp, walking.slice(0, at).flatMap((before) => before.plan.walk)]);
        }
        const sizes = parts.map(({ slice }) => slice.revisions.size);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('the order does not depend on the order of the files', () => {
    fc.assert(
      fc.property(history, ({ headers }) => {
        expect(orderRevisions(readGraph(headers.toReversed()).revisions)).toEqual(orderRevisions(readGraph(headers).revisions));
      }),
    );
  });
});
