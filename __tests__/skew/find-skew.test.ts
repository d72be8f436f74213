import { describe, expect, it } from 'vitest';
import { chain, judgePull, makeBase, writeFile } from './make-pull.ts';

const old = chain('a1', 'b1');
const main = chain('a1', 'b1', 'c1');

describe('a pull request and the base branch as it stands now', () => {
  it('is told nothing where its revision follows the head', () => {
    expect(judgePull(makeBase(main), { from: main, writes: { 'v/d1.py': writeFile('d1', 'c1') } })).toEqual({ added: ['d1'], told: [], briefs: [] });
  });

  it('is told that its parent got a child since it branched off', () => {
    expect(judgePull(makeBase(main), { from: old, writes: { 'v/d1.py': writeFile('d1', 'b1') } })).toEqual({
      added: ['d1'],
      told: [
        {
          kind: 'two-heads',
          file: 'v/d1.py',
          line: 3,
          message: '`d1` hangs on `b1`, which got the child `c1` on main since; main is at `c1` now.',
          briefs: ['d1 hangs on b1, but main is at c1 now: write down_revision = "c1"', 'd1 hangs on b1; main is at c1: down_revision = "c1"', 'd1 hangs on b1; main is at c1'],
          remedy: { text: 'Bring main in and let the revision follow the head, or join both with `alembic merge -m "merge heads" c1 d1`:', code: 'down_revision = "c1"', language: 'python' },
        },
      ],
      briefs: ['two-heads: d1 hangs on b1, but main is at c1 now: write down_revision = "c1"'],
    });
  });

  it('writes no command to paste where an id could be one itself', () => {
    const id = '`; rm -rf ~; `';
    const { told } = judgePull(makeBase(main), { from: old, writes: { 'v/d1.py': writeFile(id, 'b1') } });
    expect(told.map(({ message, remedy }) => [message, remedy.text])).toEqual([
      ["`'; rm -rf ~; '` hangs on `b1`, which got the child `c1` on main since; main is at `c1` now.", 'Bring main in and let the revision follow the head, or join both with a merge revision:'],
    ]);
    const forked = judgePull(makeBase(main), { from: main, writes: { 'v/y1.py': writeFile('$(id)', 'c1'), 'v/z1.py': writeFile("it's", 'c1') } });
    expect(forked.told.map(({ remedy }) => remedy.code)).toEqual([`alembic merge -m "merge heads" '$(id)' 'it'\\''s'`]);
  });

  it('tells of the lowest of several revisions', () => {
    const writes = { 'v/d1.py': writeFile('d1', 'b1'), 'v/e1.py': writeFile('e1', 'd1') };
    expect(judgePull(makeBase(main), { from: old, writes }).briefs).toEqual(['two-heads: d1 hangs on b1, but main is at c1 now: write down_revision = "c1"']);
  });

  it('tells an interior parent apart, whose child its own branch has', () => {
    expect(judgePull(makeBase(main), { from: main, writes: { 'v/d1.py': writeFile('d1', 'b1') } }).told).toMatchObject([
      { kind: 'interior-parent', message: '`d1` hangs on `b1`, which has the child `c1` already, in this branch too; main is at `c1`.', remedy: { code: 'down_revision = "c1"' } },
    ]);
  });

  it('names the head of the branch that the parent belongs to', () => {
    const files = { ...main, 'v/x1.py': writeFile('x1', null), 'v/y1.py': writeFile('y1', 'x1') };
    expect(judgePull(makeBase(files), { from: { ...old, 'v/x1.py': writeFile('x1', null) }, writes: { 'v/z1.py': writeFile('z1', 'x1') } }, 2).briefs).toEqual([
      'two-heads: z1 hangs on x1, but main is at c1, y1 now: write down_revision = "y1"',
    ]);
  });

  it('allows as many heads as are expected', () => {
    expect(judgePull(makeBase(main), { from: old, writes: { 'v/d1.py': writeFile('d1', 'b1') } }, 2).told).toEqual([]);
  });

  it.each([
    ['a second history', { 'v/z1.py': writeFile('z1', null) }, 'main would have 2 heads: c1, z1. Merge them: alembic merge'],
    ['two revisions of its own on the head', { 'v/y1.py': writeFile('y1', 'c1'), 'v/z1.py': writeFile('z1', 'c1') }, 'main would have 2 heads: y1, z1. Merge them: alembic merge'],
  ])('tells of %s', (_, writes, brief) => {
    expect(judgePull(makeBase(main), { from: main, writes }).briefs).toEqual([`more-heads: ${brief}`]);
  });

  it('tells of a merge revision that it takes away', () => {
    const files = { ...chain('a1', 'b1'), 'v/x1.py': writeFile('x1', 'a1'), 'v/m1.py': writeFile('m1', ['b1', 'x1']) };
    expect(judgePull(makeBase(files), { from: files, removes: ['v/m1.py'] }).told).toMatchObject([{ kind: 'more-heads', message: 'Once this is merged, the history of main has 2 heads: `b1` and `x1`.' }]);
  });
});

describe('repairs', () => {
  const forked = { ...main, 'v/x1.py': writeFile('x1', 'b1') };

  it('is green where it joins the heads', () => {
    expect(judgePull(makeBase(forked), { from: forked, writes: { 'v/m1.py': writeFile('m1', ['c1', 'x1']) } })).toEqual({ added: ['m1'], told: [], briefs: [] });
  });

  it('is green where it lets one head follow the other', () => {
    expect(judgePull(makeBase(forked), { from: forked, writes: { 'v/x1.py': writeFile('x1', 'c1') } })).toEqual({ added: [], told: [], briefs: [] });
  });

  it('is told nothing of heads that the base branch has by itself', () => {
    expect(judgePull(makeBase(forked), { from: forked, writes: { 'v/d1.py': writeFile('d1', 'c1') } }).told).toEqual([]);
  });

  it('is told where it makes a third head', () => {
    expect(judgePull(makeBase(forked), { from: forked, writes: { 'v/d1.py': writeFile('d1', 'b1') } }).told).toMatchObject([{ kind: 'interior-parent', file: 'v/d1.py' }]);
  });

  it('is told where another joined the heads before', () => {
    const joined = { ...forked, 'v/m1.py': writeFile('m1', ['c1', 'x1']) };
    expect(judgePull(makeBase(joined), { from: forked, writes: { 'v/m2.py': writeFile('m2', ['c1', 'x1']) } }).told).toMatchObject([
      {
        kind: 'two-heads',
        message: '`m2` joins `c1` and `x1`, which main has joined already: it is at `m1` now.',
        remedy: { text: 'Bring main in, delete this file, and let what follows it follow the head:', code: 'down_revision = "m1"' },
      },
    ]);
  });

  it('is told where a head moved on before it joins, though there are no more heads than before', () => {
    const moved = { ...forked, 'v/y1.py': writeFile('y1', 'x1') };
    expect(judgePull(makeBase(moved), { from: forked, writes: { 'v/m1.py': writeFile('m1', ['c1', 'x1']) } }).briefs).toEqual([
      'two-heads: m1 hangs on x1, but main is at c1, y1 now: write down_revision = ("c1", "y1")',
    ]);
  });

  it('is green where it joins its own revision with the head', () => {
    const writes = { 'v/d1.py': writeFile('d1', 'b1'), 'v/m1.py': writeFile('m1', ['c1', 'd1']) };
    expect(judgePull(makeBase(main), { from: main, writes }).told).toEqual([]);
  });
});

describe('a pull request of a stranger', () => {
  it('takes no long time with many revisions on many old ones', () => {
    const ids = Array.from({ length: 1200 }, (_, index) => `r${String(index)}`);
    // Newest first, as a folder may list them.
    const base = makeBase(Object.fromEntries(Object.entries(chain(...ids)).toReversed()));
    const writes = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`v/x${String(index)}.py`, writeFile(`x${String(index)}`, `r${String(index)}`)]));
    const begun = performance.now();
    expect(new Set(judgePull(base, { from: {}, writes }).told.map(({ remedy }) => remedy.code))).toEqual(new Set(['down_revision = "r1199"']));
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe('other defects', () => {
  it('tells of an id that is taken', () => {
    expect(judgePull(makeBase(main), { from: old, writes: { 'v/other.py': writeFile('c1', 'b1', 'return') } }).told).toMatchObject([
      { kind: 'duplicate-id', file: 'v/other.py', line: 2, message: '`c1` is the id of `v/c1.py` already.' },
    ]);
  });

  it('tells of an id that both have added in a file of the same path', () => {
    expect(judgePull(makeBase(main), { from: old, writes: { 'v/c1.py': writeFile('c1', 'b1', 'run()') } }).told).toMatchObject([
      {
        kind: 'duplicate-id',
        file: 'v/c1.py',
        line: 2,
        message: 'main has `v/c1.py` already, with other content.',
        briefs: ['main has v/c1.py already, with other content: bring main in', 'main has the file of c1 already, with other content: bring main in'],
        remedy: { text: 'Bring main in: keep its file where it is the same revision, or give yours a name and an id of its own.' },
      },
    ]);
  });

  it('is told nothing where the base branch has the same file by now', () => {
    expect(judgePull(makeBase(main), { from: old, writes: { 'v/c1.py': writeFile('c1', 'b1') } })).toEqual({ added: [], told: [], briefs: [] });
  });

  it('takes a renamed file for the same revision', () => {
    expect(judgePull(makeBase(main), { from: main, writes: { 'v/c1_better.py': writeFile('c1', 'b1') }, removes: ['v/c1.py'] }).told).toEqual([]);
  });

  it.each([
    ['another pull request adds it', 'x1', { x1: [12, 7] }, 'd1 follows x1, which main has not yet: merge #12, #7 first'],
    ['nobody has it', 'c9', {}, 'd1 follows c9, which main does not have: write down_revision = "c1"'],
    ['it was cut short', 'abcd12', {}, 'd1 follows abcd12, which main does not have: write down_revision = "abcd1234"'],
  ])('tells of a missing parent where %s', (_, parent, adding, brief) => {
    const files = { ...main, 'v/b1.py': writeFile('b1', 'a1') };
    const base = makeBase(parent === 'abcd12' ? { ...files, 'v/abcd1234.py': writeFile('abcd1234', 'c1') } : files);
    expect(judgePull(base, { from: files, writes: { 'v/d1.py': writeFile('d1', parent) } }, 1, adding).briefs).toEqual([`missing-parent: ${brief}`]);
  });

  it('tells of a parent that it takes away from under what was merged since', () => {
    expect(judgePull(makeBase(main), { from: old, removes: ['v/b1.py'] }).told).toMatchObject([{ kind: 'missing-parent', message: 'This pull request takes `b1` away, which `c1` names in `down_revision`.' }]);
  });

  it('tells of a cycle', () => {
    const writes = { 'v/d1.py': writeFile('d1', 'e1'), 'v/e1.py': writeFile('e1', 'd1') };
    expect(judgePull(makeBase(main), { from: main, writes }).told).toMatchObject([{ kind: 'cycle', message: 'These revisions wait for each other: `d1` → `e1` → `d1`.' }]);
  });

  it.each([
    ['no Python', 'revision = "d1"\ndown_revision = = 3\n', 'v/d1.py:2 cannot be read: Python cannot parse this line'],
    ['no revision', 'x = 1\n', 'v/d1.py cannot be read: it assigns no revision'],
  ])('tells of a file that is %s', (_, source, brief) => {
    expect(judgePull(makeBase(main), { from: main, writes: { 'v/d1.py': source } }).briefs).toEqual([`unreadable: ${brief}`]);
  });

  it('is told nothing of what the base branch is defective in by itself', () => {
    const broken = { ...main, 'v/bad.py': 'revision = = 1\n', 'v/c2.py': writeFile('c1', 'b1', 'return'), 'v/hole.py': writeFile('h1', 'gone') };
    expect(judgePull(makeBase(broken), { from: broken, writes: { 'v/d1.py': writeFile('d1', 'c1') } })).toEqual({ added: ['d1'], told: [], briefs: [] });
  });
});
