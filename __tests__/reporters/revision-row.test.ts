import { describe, expect, test } from 'vitest';
import type { RevisionReport, StepReport } from '../../src/report/report.ts';
import { describeDuration, describeRevisionRow, describeTrip } from '../../src/reporters/revision-row.ts';
import { makeRevision, makeStep } from '../reports/make-report.ts';

const up = makeStep('upgrade', 1, [], 'b1.py');
const down = makeStep('downgrade', 1, [], 'b1.py');
const again = makeStep('upgrade', 2, [], 'b1.py');

function cells(steps: readonly StepReport[], words: Partial<RevisionReport> = {}): string {
  const row = describeRevisionRow(makeRevision('b1', 'a1', 'Add topic', { up: [], down: [] }, { steps, ...words }));
  return [row.revision, row.upgrade, row.downgrade, row.again, row.changed, row.time].join(' | ');
}

describe('a revision’s row with the walk with rows', () => {
  const rows = (step: StepReport, words: Partial<StepReport> = {}): StepReport => ({ ...step, walk: 'rows', ...words });
  const [failed, late] = [{ outcome: 'failed' }, { outcome: 'timed-out' }] as const;

  test.each<[string, string, readonly StepReport[], Partial<RevisionReport>]>([
    ['ok | ok | ok | exact | 72 ms', 'ok', [up, down, again, rows(up), rows(down), rows(again)], { grade: 'exact' }],
    ['fails on rows | ok | ok | – | 48 ms', 'upgrade fails on rows', [up, down, again, rows(up, failed)], {}],
    ['ok | fails on rows | ok | none | 60 ms', 'downgrade fails on rows', [up, down, again, rows(up), rows(down, failed)], { grade: 'none' }],
    ['ok | ok | too long on rows | shape | 72 ms', 'upgrade again too long on rows', [up, down, again, rows(up), rows(down), rows(again, late)], { grade: 'shape' }],
    ['too long on rows | ok | ok | – | 48 ms', 'upgrade too long on rows', [up, down, again, rows(up, late)], {}],
    ['fails | – | – | – | 24 ms', 'upgrade fails', [{ ...up, ...failed }, rows(up, failed)], {}],
    ['fails | – | – | – | 24 ms', 'upgrade fails', [{ ...up, ...failed }, rows(up)], {}],
    ['ok | leaves a trace | ok | partial | 60 ms', 'downgrade leaves a trace', [up, down, again, rows(up), rows(down, failed)], { leavesTrace: true, grade: 'partial' }],
  ])('%s; on several databases: %s', (expected, trip, steps, words) => {
    const revision = makeRevision('b1', 'a1', 'Add topic', { up: [], down: [] }, { steps, ...words });
    const row = describeRevisionRow(revision);
    expect([row.upgrade, row.downgrade, row.again, row.grade, row.time].join(' | ')).toBe(expected);
    expect(describeTrip(revision)).toBe(trip);
  });
});

describe('a revision’s row', () => {
  test.each<[string, readonly StepReport[], Partial<RevisionReport>]>([
    ['b1 | ok | ok | ok | nothing | 36 ms', [up, down, again], {}],
    ['b1 | ok | leaves a trace | ok | nothing | 36 ms', [up, down, again], { leavesTrace: true }],
    ['b1 | ok | ok | differs | nothing | 36 ms', [up, down, again], { differsAgain: true }],
    ['b1 | ok | ok | fails | nothing | 36 ms', [up, down, { ...again, outcome: 'failed' }], {}],
    ['b1 | ok | fails | – | nothing | 24 ms', [up, { ...down, outcome: 'failed' }], {}],
    ['b1 | ok | too long | – | nothing | 120.0 s', [up, { ...down, outcome: 'timed-out', durationMs: 119_950 }], {}],
    ['b1 | fails | – | – | – | 12 ms', [{ ...up, outcome: 'failed' }], { changes: ['table `half` added'] }],
    ['b1 | skipped | – | – | – | –', [{ ...up, outcome: 'skipped', durationMs: 0 }], {}],
    ['b1 | – | – | – | – | –', [], {}],
    ['b1 | ok | – | – | one | 12 ms', [up], { changes: ['one'] }],
    ['b1 | ok | – | – | one, two | 12 ms', [up], { changes: ['one', 'two'] }],
    ['b1 | ok | – | – | one, two and 2 more | 12 ms', [up], { changes: ['one', 'two', 'three', 'four'] }],
    ['b1 | ok | – | – | one line | 12 ms', [up], { changes: ['one\n  line'] }],
    ['b1 | ok | ok | ok | nothing | 60 ms', [up, down, again, { ...down, walk: 'rehearsal', outcome: 'failed' }, { ...again, walk: 'rehearsal' }], {}],
  ])('%s', (expected, steps, words) => {
    expect(cells(steps, words)).toBe(expected);
  });
});

test.each([
  [0, '0 ms'],
  [0.4, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [1000, '1.0 s'],
  [61_260, '61.3 s'],
  [119_940, '119.9 s'],
  [120_000, '2 min'],
  [3_600_000, '60 min'],
])('%d ms are told as %s', (durationMs, expected) => {
  expect(describeDuration(durationMs)).toBe(expected);
});
