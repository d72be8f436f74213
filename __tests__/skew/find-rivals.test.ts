import { describe, expect, it } from 'vitest';
import { findRivals } from '../../src/skew/find-rivals.ts';
import type { ExpectedHeads } from '../../src/revisions/expected-heads.ts';
import { listAdded } from '../../src/skew/apply-changes.ts';
import type { Files } from './make-pull.ts';
import { chain, makeBase, mergePull, writeFile } from './make-pull.ts';

const main = chain('a1', 'b1');
const base = makeBase(main);
const add = (writes: Files) => listAdded(mergePull(base, { from: main, writes }), base);
const other = (number: number, writes: Files) => ({ number, title: `change ${String(number)}`, url: `https://github.example/o/r/pull/${String(number)}`, revisions: add(writes) });
const tell = (own: Files, others: Parameters<typeof findRivals>[1], heads: ExpectedHeads = 1, history = base) => findRivals(add(own), others, history.graph, heads).map(({ number, revision, other: theirs, parent }) => [number, revision.id, theirs.id, parent]);

describe('other pull requests', () => {
  it('tells of a revision on the same parent', () => {
    expect(tell({ 'v/c1.py': writeFile('c1', 'b1') }, [other(2, { 'v/d1.py': writeFile('d1', 'b1') }), other(3, { 'v/e1.py': writeFile('e1', 'a1') })])).toEqual([[2, 'c1', 'd1', 'b1']]);
  });

  it('tells of the same id before the same parent', () => {
    expect(tell({ 'v/c1.py': writeFile('c1', 'b1') }, [other(2, { 'v/d1.py': writeFile('d1', 'b1'), 'v/c1_other.py': writeFile('c1', 'd1') })])).toEqual([[2, 'c1', 'c1', undefined]]);
  });

  it('tells of two merge revisions of the same heads', () => {
    expect(tell({ 'v/m1.py': writeFile('m1', ['a1', 'b1']) }, [other(2, { 'v/m2.py': writeFile('m2', ['b1', 'a1']) })])).toEqual([[2, 'm1', 'm2', 'a1']]);
  });

  it('tells of two first revisions', () => {
    expect(tell({ 'v/x1.py': writeFile('x1', null) }, [other(2, { 'v/y1.py': writeFile('y1', null) }), other(3, { 'v/z1.py': writeFile('z1', 'b1') })])).toEqual([[2, 'x1', 'y1', null]]);
  });

  it('lets a pull request that is built on this one be', () => {
    const own = { 'v/c1.py': writeFile('c1', 'b1') };
    expect(tell(own, [other(2, { ...own, 'v/d1.py': writeFile('d1', 'c1') })])).toEqual([]);
  });

  it('tells of what one built on this one still collides with', () => {
    const shared = { 'v/c1.py': writeFile('c1', 'b1') };
    expect(tell({ ...shared, 'v/d1.py': writeFile('d1', 'c1') }, [other(2, { ...shared, 'v/e1.py': writeFile('e1', 'c1') })])).toEqual([[2, 'd1', 'e1', 'c1']]);
  });
});

describe('a history with room for both', () => {
  const begin = (id: string, label: string): Files => ({ [`v/${id}.py`]: writeFile(id, 'a1').replace('\n\n\n', `\nbranch_labels = ("${label}",)\n\n\n`) });
  const onPre = makeBase({ ...chain('a1'), ...begin('b1', 'pre') });
  const labels = ['pre', 'post', 'data'];
  const follow = (id: string): Files => ({ [`v/${id}.py`]: writeFile(id, 'b1') });

  it('is one with fewer heads than are meant', () => {
    expect(tell(follow('c1'), [other(2, follow('d1'))], 2)).toEqual([]);
    expect(tell(follow('c1'), [other(2, follow('d1')), other(3, { 'v/c1_other.py': writeFile('c1', 'b1') })], 1)).toEqual([[2, 'c1', 'd1', 'b1'], [3, 'c1', 'c1', undefined]]);
  });

  it('is none, however many labels have no head yet, where both follow the head of one label', () => {
    expect(tell(follow('c1'), [other(2, follow('d1'))], labels, onPre)).toEqual([[2, 'c1', 'd1', 'b1']]);
  });

  it('is one where each begins the branch of another label', () => {
    const others = [other(2, begin('d1', 'data')), other(3, begin('e1', 'post')), other(4, begin('f1', 'rest')), other(5, { 'v/g1.py': writeFile('g1', 'a1') })];
    expect(tell(begin('c1', 'post'), others, labels, onPre)).toEqual([[3, 'c1', 'e1', 'a1'], [4, 'c1', 'f1', 'a1'], [5, 'c1', 'g1', 'a1']]);
  });

  it('is judged revision by revision', () => {
    expect(tell({ ...begin('c1', 'post'), ...follow('h1') }, [other(2, { ...begin('d1', 'data'), ...follow('i1') })], labels, onPre)).toEqual([[2, 'h1', 'i1', 'b1']]);
  });

  it('is not known without the base branch', () => {
    expect(findRivals(add(follow('c1')), [other(2, follow('d1'))], undefined, 2)).toHaveLength(1);
  });
});
