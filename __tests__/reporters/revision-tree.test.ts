import { describe, expect, it } from 'vitest';
import { drawRevisionTree } from '../../src/reporters/revision-tree.ts';
import type { DrawnRevision } from '../../src/reporters/revision-tree.ts';

/** Newest first, each as `id: parents`; an id that begins with `n` is new, one in capitals has a mark. */
function draw(...revisions: string[]): string {
  const drawn = revisions.map((text): DrawnRevision => {
    const [id = '', parents = ''] = text.split(':');
    return { revision: { id, parents: parents.trim().split(' ').filter((parent) => parent !== ''), message: '' }, marks: id === id.toUpperCase() ? ['head'] : [], isNew: id.startsWith('n') };
  });
  return drawRevisionTree(drawn)
    .map(({ lanes, drawn: line, leftOut }) => `${lanes}${line === undefined ? '' : `  ${line.revision.id}`}${leftOut === undefined ? '' : `  ${String(leftOut)} more`}`)
    .join('\n');
}

describe('the revision tree', () => {
  it('draws a row', () => {
    expect(draw('n2: n1', 'n1: a', 'a:')).toBe('●  n2\n●  n1\n○  a');
  });

  it('draws nothing of nothing', () => {
    expect(draw()).toBe('');
  });

  it('draws a branch and its merge point', () => {
    expect(draw('M: c b', 'c: a', 'b: a', 'a:')).toBe(['○  M', '├─╮', '○ │  c', '│ ○  b', '├─╯', '○  a'].join('\n'));
  });

  it('draws two heads', () => {
    expect(draw('n3: a', 'n2: a', 'a: z', 'z:')).toBe(['●  n3', '│ ●  n2', '├─╯', '○  a', '○  z'].join('\n'));
  });

  it('draws a merge of three, and a lane between', () => {
    expect(draw('M: d c b', 'd: a', 'c: a', 'b: a', 'a:')).toBe(['○  M', '├─┬─╮', '○ │ │  d', '│ ○ │  c', '│ │ ○  b', '├─┴─╯', '○  a'].join('\n'));
  });

  it('draws several bases', () => {
    expect(draw('B2: b1', 'b1:', 'A2: a1', 'a1:')).toBe(['○  B2', '○  b1', '○  A2', '○  a1'].join('\n'));
  });

  it('cuts a long row of old revisions to one line', () => {
    expect(draw('n1: a9', 'a9: a8', 'a8: a7', 'a7: a6', 'a6: a5', 'a5: a4', 'a4:')).toBe(['●  n1', '○  a9', '⋮  3 more', '○  a5', '○  a4'].join('\n'));
  });

  it('draws a parent that is missing as if there were none', () => {
    expect(draw('n1: gone')).toBe('●  n1');
  });
});
