import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../src/skew/apply-changes.ts';
import { listDoubtfulFiles } from '../../src/skew/find-skew.ts';
import { judgePulls } from '../../src/skew/judge-pulls.ts';
import type { PullChanges, PullRules, WatchedProject } from '../../src/skew/judge-pulls.ts';
import type { Files, Pull } from './make-pull.ts';
import { chain, makeBase, takeChanges, writeFile } from './make-pull.ts';

const old = chain('a1', 'b1');
const main = chain('a1', 'b1', 'c1');
const rules: PullRules = { branch: 'main', expectedHeads: 1, findSeverity: () => undefined };

function pull(number: number, projects: readonly WatchedProject[], parts: Readonly<Record<string, Pull>>, more: Partial<PullChanges> = {}): PullChanges {
  const changes = new Map(Object.entries(parts).map(([name, part]) => [name, takeChanges(part)]));
  const present = projects.flatMap((project) => {
    const own = changes.get(project.name);
    return own === undefined ? [] : listDoubtfulFiles(project.base, applyChanges(project.base, own)).filter((file) => file in (parts[project.name]?.from ?? {}));
  });
  const name = { number, title: `change ${String(number)}`, url: `https://github.example/o/r/pull/${String(number)}`, author: 'ada', isDraft: false, isFork: false };
  return { pull: name, changes, present: new Set(present), notLookedAt: [], remarks: [], ...more };
}

const one = (files: Files, name = 'alembic.ini'): WatchedProject => ({ name, base: makeBase(files) });
const tell = (projects: readonly WatchedProject[], pulls: readonly PullChanges[], others: Partial<PullRules> = {}) =>
  judgePulls(projects, pulls, { ...rules, ...others }).map(({ state, description }) => `${state}: ${description}`);

describe('several pull requests', () => {
  const projects = [one(main)];
  const on = (number: number, writes: Files, from = main) => pull(number, projects, { 'alembic.ini': { from, writes } });

  it('tells those that are stacked which goes first, and of no collision', () => {
    const first = { 'v/d1.py': writeFile('d1', 'c1') };
    expect(tell(projects, [on(1, first), on(2, { ...first, 'v/e1.py': writeFile('e1', 'd1') }), on(3, { 'v/f1.py': writeFile('f1', 'e1') })])).toEqual([
      'success: Adds d1, which fits: main is at c1.',
      'success: Adds 2 revisions, which fit: main is at c1.',
      'failure: f1 follows e1, which main has not yet: merge #2 first',
    ]);
  });

  it('tells two repairs of the same heads of each other', () => {
    const forked = { ...main, 'v/x1.py': writeFile('x1', 'b1') };
    const both = [one(forked)];
    const repair = (number: number, id: string) => pull(number, both, { 'alembic.ini': { from: forked, writes: { [`v/${id}.py`]: writeFile(id, ['c1', 'x1']) } } });
    expect(tell(both, [repair(1, 'm1')])).toEqual(['success: Joins the heads of main: c1, x1.']);
    expect(tell(both, [repair(1, 'm1'), repair(2, 'm2')])).toEqual([
      'success: m1 fits (main is at c1, x1), but #2 also adds a revision on c1: whoever is merged second must follow the first',
      'success: m2 fits (main is at c1, x1), but #1 also adds a revision on c1: whoever is merged second must follow the first',
    ]);
  });

  it('names three of many that collide', () => {
    const pulls = Array.from({ length: 6 }, (_, index) => on(index + 1, { [`v/d${String(index)}.py`]: writeFile(`d${String(index)}`, 'c1') }));
    expect(tell(projects, pulls)[0]).toBe('success: d0 fits (main is at c1), but #2, #3, #4 and 2 more also add a revision on c1: whoever is merged second must follow the first');
    expect(tell(projects, pulls, { expectedHeads: 2 })[0]).toBe('success: Adds d0, which fits: main is at c1.');
  });

  it('tells how many more defects there are', () => {
    expect(tell(projects, [on(1, { 'v/d1.py': writeFile('d1', 'z8'), 'v/e1.py': writeFile('e1', 'z9') })])).toEqual(['failure: d1 follows z8, which main does not have: write down_revision = "c1" (+1 more)']);
  });

  it('begins a history, or adds nothing', () => {
    const none = [one({})];
    expect(tell(none, [pull(1, none, { 'alembic.ini': { from: {}, writes: { 'v/a1.py': writeFile('a1', null) } } }), pull(2, none, {})])).toEqual([
      'success: Adds a1, which fits: main has no revision yet.',
      'success: Adds no revision.',
    ]);
  });
});

describe('several projects', () => {
  const projects = [one(main, 'a/alembic.ini'), one({ 'w/a1.py': writeFile('a1', null) }, 'b/alembic.ini')];

  it('are judged each by itself', () => {
    const pulls = [
      pull(1, projects, { 'a/alembic.ini': { from: old, writes: { 'v/d1.py': writeFile('d1', 'b1') } }, 'b/alembic.ini': { from: {}, writes: { 'w/b1.py': writeFile('b1', 'a1') } } }),
      pull(2, projects, { 'b/alembic.ini': { from: {}, writes: { 'w/d1.py': writeFile('d1', 'a1') } } }),
    ];
    expect(tell(projects, pulls)).toEqual([
      'failure: d1 hangs on b1, but main is at c1 now: write down_revision = "c1"',
      'success: d1 fits (main is at a1), but #1 also adds a revision on a1: whoever is merged second must follow the first',
    ]);
  });

  it('that share a folder tell the same once', () => {
    const shared = [one(main, 'alembic.ini'), one(main, 'alembic.ini [other]')];
    const part = { from: old, writes: { 'v/d1.py': writeFile('d1', 'b1') } };
    const [verdict] = judgePulls(shared, [pull(1, shared, { 'alembic.ini': part, 'alembic.ini [other]': part })], rules);
    expect([verdict?.told.length, verdict?.added.map(({ id }) => id), verdict?.description]).toEqual([1, ['d1'], 'd1 hangs on b1, but main is at c1 now: write down_revision = "c1"']);
  });
});

describe('what holds a pull request up', () => {
  const projects = [one(main)];
  const skewed = (source: string) => [pull(1, projects, { 'alembic.ini': { from: old, writes: { 'v/d1.py': source } } })];

  it('is as serious as the check that tells the same', () => {
    const asked: string[] = [];
    const findSeverity: PullRules['findSeverity'] = (check, file) => {
      asked.push(`${check} in ${file ?? ''}`);
      return 'warning';
    };
    expect(tell(projects, skewed(writeFile('d1', 'b1')), { findSeverity })).toEqual(['success: d1 hangs on b1, but main is at c1 now: write down_revision = "c1"']);
    expect(asked).toEqual(['revisions/stale-parent in v/d1.py']);
    expect(tell(projects, skewed(writeFile('d1', 'b1')), { findSeverity: () => 'off' })).toEqual(['success: Adds d1, which fits: main is at c1.']);
  });

  it.each([
    ['with its reason', '# alembic-gate: ignore[revisions/stale-parent] merged by hand on Friday\n', 'success'],
    ['of the category', '# alembic-gate: ignore[revisions] merged by hand on Friday\n', 'success'],
    ['without a reason', '# alembic-gate: ignore[revisions/stale-parent]\n', 'failure'],
    ['of another check', '# alembic-gate: ignore[revisions/cycle] because\n', 'failure'],
  ])('is switched off by a suppression %s', (_, comment, state) => {
    expect(judgePulls(projects, skewed(`${comment}${writeFile('d1', 'b1')}`), rules).map((verdict) => verdict.state)).toEqual([state]);
  });

  it('is told before what could not be looked at, and that before what fits', () => {
    const notLookedAt = ['`v/x.py` was not read: it is no text.', 'GitHub lists only 3000 of the 3100 files it changes.'];
    const [broken] = skewed(writeFile('d1', 'b1'));
    const fine = pull(2, projects, { 'alembic.ini': { from: main, writes: { 'v/d1.py': writeFile('d1', 'c1') } } });
    expect(tell(projects, [{ ...broken!, notLookedAt }])).toEqual(['failure: d1 hangs on b1, but main is at c1 now: write down_revision = "c1"']);
    expect(tell(projects, [{ ...fine, notLookedAt }])).toEqual(['error: Could not be looked at: v/x.py was not read: it is no text. (+1 more)']);
    const orphan = pull(3, projects, { 'alembic.ini': { from: main, writes: { 'v/d1.py': writeFile('d1', 'not-read') } } });
    expect(tell(projects, [{ ...orphan, notLookedAt }])).toEqual(['error: Could not be looked at: v/x.py was not read: it is no text. (+1 more)']);
    expect(tell(projects, [{ ...fine, remarks: ['It changes where `alembic.ini` says that revisions are, which was not followed.'] }])).toEqual([
      'success: Adds d1, which fits: main is at c1. It changes where alembic.ini says that revisions are, which was not followed.',
    ]);
  });
});
