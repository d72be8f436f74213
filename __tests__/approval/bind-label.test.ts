import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOperation } from '../../src/approval/approvable.ts';
import { advanceRecord, bindLabel, isSameRecord } from '../../src/approval/bind-label.ts';
import type { KnownComment } from '../../src/approval/bind-label.ts';
import { readRecord, recordLimit, writeRecord } from '../../src/approval/record.ts';
import type { ApprovalRecord } from '../../src/approval/record.ts';

const [a, b, c] = [digestOperation(['a']), digestOperation(['b']), digestOperation(['c'])];

/** Times in order: seconds of one minute. */
function at(second: number): string {
  return new Date(Date.UTC(2026, 10, 21, 14) + second * 1000).toISOString().replace('.000Z', 'Z');
}

function labelAt(second: number, id = second): { id: number; by: string; at: string } {
  return { id, by: 'ada', at: at(second) };
}

function comment(updated: number, record: ApprovalRecord | undefined): KnownComment {
  return { record, updatedAt: at(updated) };
}

describe('a label', () => {
  it('agrees to what was shown last before it was set', () => {
    const known = comment(30, { shown: [{ since: at(10), operations: [a] }, { since: at(20), operations: [a, b] }, { operations: [c] }] });
    const covered = [5, 10, 11, 20, 21, 30, 31].map((second) => [...bindLabel(labelAt(second), known)]);
    // Within one second nobody has read anything.
    expect(covered).toEqual([[], [], [a], [a], [a, b], [a, b], [c]]);
  });

  it('agrees to nothing without a comment, or one that remembers nothing', () => {
    expect([bindLabel(labelAt(5), undefined), bindLabel(labelAt(5), comment(1, undefined))]).toEqual([new Set(), new Set()]);
  });

  it('keeps to what it was found to agree to, and another setting of it does not', () => {
    const known = comment(30, { shown: [{ operations: [b] }], agreed: { event: 5, at: at(5), operations: [a] } });
    expect([...bindLabel(labelAt(40, 5), known)]).toEqual([a]);
    expect([...bindLabel(labelAt(40, 6), known)]).toEqual([b]);
  });
});

describe('what the comment remembers', () => {
  it('begins with the first operations, not before', () => {
    expect(advanceRecord(undefined, [], undefined)).toBeUndefined();
    expect(advanceRecord(comment(1, undefined), [], undefined)).toBeUndefined();
    expect(advanceRecord(undefined, [b, a, b], undefined)).toEqual({ shown: [{ operations: [a, b].sort() }] });
  });

  it('keeps since when the same is shown, though the comment is written again', () => {
    const first = comment(10, { shown: [{ operations: [a] }] });
    const second = advanceRecord(first, [a], undefined);
    expect(second).toEqual({ shown: [{ since: at(10), operations: [a] }] });
    expect(advanceRecord(comment(20, second), [a], undefined)).toEqual(second);
    expect(isSameRecord(first.record, second)).toBe(true);
  });

  it('dates what was shown before by when the comment was written', () => {
    const second = advanceRecord(comment(10, { shown: [{ operations: [a] }] }), [a, b], undefined);
    expect(second).toEqual({ shown: [{ since: at(10), operations: [a] }, { operations: [a, b].sort() }] });
    expect(advanceRecord(comment(20, second), [], undefined)?.shown).toEqual([{ since: at(10), operations: [a] }, { since: at(20), operations: [a, b].sort() }, { operations: [] }]);
    expect(isSameRecord({ shown: [{ operations: [a] }] }, second)).toBe(false);
  });

  it('holds the later setting of the label, also where a slower run did not see it', () => {
    const known = comment(30, { shown: [{ operations: [a] }], agreed: { event: 25, at: at(25), operations: [a] } });
    const agreed = (bound: Parameters<typeof advanceRecord>[2]): unknown => advanceRecord(known, [a], bound)?.agreed;
    expect(agreed(undefined)).toEqual({ event: 25, at: at(25), operations: [a] });
    expect(agreed({ event: labelAt(15), covers: new Set() })).toEqual({ event: 25, at: at(25), operations: [a] });
    expect(agreed({ event: labelAt(25), covers: new Set([a, b]) })).toEqual({ event: 25, at: at(25), operations: [a] });
    expect(agreed({ event: labelAt(28), covers: new Set([c, b]) })).toEqual({ event: 28, at: at(28), operations: [b, c].sort() });
  });

  it('is short, whatever was shown, and is read again', () => {
    const operations = fc.array(fc.nat(300).map((number) => digestOperation([String(number)])), { maxLength: 250 });
    fc.assert(
      fc.property(fc.array(operations, { minLength: 1, maxLength: 12 }), (states) => {
        let known: KnownComment | undefined;
        for (const [index, state] of states.entries()) {
          const bound = index === 3 ? { event: labelAt(index * 10), covers: bindLabel(labelAt(index * 10), known) } : undefined;
          const record = advanceRecord(known, state, bound);
          known = comment(index * 10 + 1, record);
          if (record === undefined) continue;
          const line = writeRecord(record);
          expect(line.length).toBeLessThanOrEqual(recordLimit);
          expect(readRecord(`<!-- -->\n${line}\n`)).toEqual(record);
          expect(record.shown.at(-1)?.operations).toEqual([...new Set(state)].sort());
        }
      }),
      { numRuns: 50 },
    );
  });
});
