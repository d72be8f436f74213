import { describe, expect, it } from 'vitest';
import { goesBefore, isSameRun } from '../../src/reporters/compare-runs.ts';
import type { RunMark } from '../../src/reporters/run-mark.ts';

const [first, second, third] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)] as const;
const minute = (minutes: number): string => new Date(Date.UTC(2026, 10, 21, 14, minutes)).toISOString();
const make = (words: Partial<RunMark>): RunMark => ({ head: first, run: 100, attempt: 1, began: minute(0), verdict: 'passed', findings: [], ...words });
const later = make({ run: 200, began: minute(5) });

describe('goesBefore', () => {
  it.each([
    ['the same run, once more', make({}), make({}), first, true],
    ['a run of the same head that began later', later, make({}), undefined, true],
    ['a run of the same head that began earlier', make({}), later, undefined, false],
    ['an old run that was done again', make({ attempt: 2, began: minute(9) }), later, undefined, true],
    ['another run of the same second', make({ run: 101 }), make({ run: 100 }), undefined, true],
    ['the one before it', make({ run: 100 }), make({ run: 101 }), undefined, false],
    ['another attempt of the same second', make({ attempt: 2 }), make({}), undefined, true],
    ['a run of the current head, though it began earlier', make({ head: second }), later, second, true],
    ['a run of an old head, though it began later', later, make({ head: second }), second, false],
    ['a later run, where neither head is current any more', later, make({ head: second }), third, true],
    ['an earlier run, where neither head is current any more', make({ head: second }), later, third, false],
    ['a later run, where the head is not known', later, make({ head: second }), undefined, true],
  ])('%s', (_, ours, stored, currentHead, expected) => {
    expect(goesBefore(ours, { mark: stored, updatedAt: minute(30) }, currentHead)).toBe(expected);
  });

  it('does not believe that a run began after its comment was stored', () => {
    const ahead = make({ run: 200, began: minute(600) });
    expect(goesBefore(make({ began: minute(20) }), { mark: ahead, updatedAt: minute(10) }, undefined)).toBe(true);
    expect(goesBefore(make({ began: minute(5) }), { mark: ahead, updatedAt: minute(10) }, undefined)).toBe(false);
  });
});

it('isSameRun tells attempts apart', () => {
  expect([isSameRun(make({}), make({ head: second })), isSameRun(make({}), make({ attempt: 2 })), isSameRun(make({}), later)]).toEqual([true, false, false]);
});
