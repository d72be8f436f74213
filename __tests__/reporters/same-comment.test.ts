import { describe, expect, it } from 'vitest';
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
});
