import { describe, expect, it } from 'vitest';
import { writeRecord } from '../../src/approval/record.ts';
import type { ApprovalRecord } from '../../src/approval/record.ts';
import { writeRunMark } from '../../src/reporters/run-mark.ts';
import { isSameComment } from '../../src/reporters/same-comment.ts';

function comment(time: string, changed = 'table `topic` added'): string {
  return `<!-- alembic-gate:default -->\n\n| revision | changed | time |\n|---|---|--:|\n| \`b1\` | ${changed} | ${time} |\n\n### Findings\n`;
}

describe('isSameComment', () => {
  it('takes no notice of durations', () => {
    const times = ['–', '8 ms', '1.2 s', '2 min', '8&nbsp;ms', '1.2&nbsp;s'];
    expect(times.map((time) => isSameComment(comment('297 ms'), comment(time)))).toEqual(times.map(() => true));
  });

  it('takes no notice of how GitHub stores text', () => {
    expect(isSameComment(comment('297 ms').trim().replaceAll('\n', '\r\n'), comment('297 ms'))).toBe(true);
  });

  it('sees everything else', () => {
    expect(isSameComment(comment('8 ms'), comment('8 ms', 'table `topics` added'))).toBe(false);
    expect(isSameComment(comment('8 ms'), comment('8 ms').replace('default', 'mysql'))).toBe(false);
    expect(isSameComment(comment('8 ms'), comment('too long'))).toBe(false);
  });

  it('takes no notice of which run wrote it, whether or not a label is remembered', () => {
    const mark = (run: number): string => writeRunMark({ head: 'c'.repeat(40), run, attempt: 1, began: '2026-11-21T14:00:00.000Z', verdict: 'failed', findings: [] });
    const record = writeRecord({ shown: [{ operations: ['A'.repeat(22)] }] });
    const hide = (...lines: readonly string[]): string => comment('8 ms').replace('\n', `\n${lines.map((line) => `${line}\n`).join('')}`);
    expect(isSameComment(hide(mark(1)), hide(mark(2)))).toBe(true);
    expect(isSameComment(hide(mark(1)), hide())).toBe(true);
    expect(isSameComment(hide(record, mark(1)), hide(record, mark(2)))).toBe(true);
    expect(isSameComment(hide(record, mark(1)), hide(mark(1)))).toBe(false);
    // Not exactly ours: then it is text like any other.
    expect(isSameComment(hide(mark(1).replace('"run"', '"ran"')), hide(mark(1)))).toBe(false);
    expect(isSameComment(hide('', mark(1)), hide('', mark(2)))).toBe(false);
  });

  it('takes no notice of which run it links to, and of every other link', () => {
    const link = (to: string): string => `${comment('8 ms')}\n[a run](https://github.com/octo/shop/${to})`;
    expect(isSameComment(link('actions/runs/1'), link('actions/runs/23'))).toBe(true);
    expect(isSameComment(link('actions/runs/1'), link('pull/1'))).toBe(false);
    expect(isSameComment(link('actions/runs/1'), link('actions/runs/1/more'))).toBe(false);
  });

  it('takes no notice of since when operations are shown, and of all else that it remembers', () => {
    const [a, b] = ['A'.repeat(22), 'B'.repeat(22)];
    const remember = (record: ApprovalRecord): string => comment('8 ms').replace('\n', `\n${writeRecord(record)}\n`);
    const stored = remember({ shown: [{ operations: [a] }] });
    expect(isSameComment(stored, remember({ shown: [{ since: '2026-11-21T14:00:00Z', operations: [b] }, { since: '2026-11-21T14:01:00Z', operations: [a] }] }))).toBe(true);
    const agreed = { event: 7, at: '2026-11-21T14:03:00Z', operations: [a] };
    const others = [comment('8 ms'), remember({ shown: [{ operations: [a, b] }] }), remember({ shown: [{ operations: [a] }], agreed }), stored.replace(a, 'hello'), stored.replace('added', 'dropped')];
    expect(others.map((other) => [isSameComment(stored, other), isSameComment(other, stored)])).toEqual(others.map(() => [false, false]));
  });
});
