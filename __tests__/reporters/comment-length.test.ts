import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { commentLimit, inFile, inSummaryAndFile, renderComment, summaryLimit, writeMarker } from '../../src/reporters/pull-request-comment.ts';
import { reports } from '../reports/reports.ts';
import { arbitraryReport } from './arbitrary-report.ts';

const links = 'https://github.com/ada/shop/blob/1a2b3c4d';
const render = (report: Report, limit: number): string => renderComment(report, { key: 'default', links, limit, elsewhere: inSummaryAndFile });

/** What is open at the end of a text: GitHub would take all that follows for a part of it. */
function findOpen(comment: string): string[] {
  const open: string[] = [];
  for (const line of comment.split('\n')) {
    // With another backtick behind it, it is code in a line. https://github.github.com/gfm/#info-string
    const [fence] = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? [];
    const innermost = open.at(-1);
    if (innermost !== undefined && innermost !== '<details>') {
      if (fence !== undefined && fence.startsWith(innermost) && line.trim() === fence) open.pop();
      continue;
    }
    if (fence !== undefined) open.push(fence);
    const withoutCode = line.replaceAll(/\\`|(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    for (const [, slash] of withoutCode.matchAll(/<(\/?)details\b/g)) {
      if (slash === '') open.push('<details>');
      else if (open.pop() !== '<details>') return ['</details> without a beginning'];
    }
  }
  return open;
}

describe('a huge report', () => {
  const report = reports['huge']!;
  const comment = render(report, commentLimit);

  test('fills the comment and no more', () => {
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(commentLimit);
    expect(comment.length).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(comment)).toBeGreaterThan(commentLimit * 0.9);
  });

  test('ends at a sensible place and says what is left out', () => {
    expect(findOpen(comment)).toEqual([]);
    const shown = (comment.match(/^#### /gm) ?? []).length;
    expect(shown).toBeGreaterThanOrEqual(10);
    expect(comment).toContain(`**And ${String(400 - shown)} more findings:**`);
    expect(comment.trimEnd().split('\n\n').at(-1)).toBe(
      `> **Shortened**, because GitHub takes nothing longer: left out are the SQL of 300 revisions, 270 rows of the table, ${String(400 - shown)} findings and the ends of long evidence. ${inSummaryAndFile}`,
    );
  });

  test('shows revisions that did not pass before those that did', () => {
    const rows = comment.split('\n').filter((line) => line.startsWith('| [`'));
    expect(rows).toHaveLength(30);
    expect(rows.every((row) => row.includes('❌ leaves a trace'))).toBe(true);
    expect(comment).toContain('*and 270 more revisions, of which 200 passed*');
  });

  test('has room for more in the job summary, which does not send the reader to itself', () => {
    const summary = renderComment(report, { key: 'default', links, limit: summaryLimit, elsewhere: inFile });
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(summaryLimit);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(summaryLimit * 0.5);
    expect(findOpen(summary)).toEqual([]);
    expect(summary.match(/^\| \[`/gm)).toHaveLength(300);
    expect(summary).not.toContain('job summary');
  });

  test('is rendered in well under a second', () => {
    const started = performance.now();
    render(report, commentLimit);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('what is left out', () => {
  const said = (report: Report, limit: number): string | undefined => render(report, limit).split('\n').find((line) => line.startsWith('> **Shortened**'));
  const failing = reports['failing']!;
  const whole = Buffer.byteLength(render(failing, commentLimit));

  test('is nothing while all fits', () => {
    expect(said(failing, whole)).toBeUndefined();
  });

  test.each([
    [1, 'the SQL of 2 revisions'],
    [400, 'the SQL of 3 revisions'],
    [700, 'the SQL of 3 revisions and the revision graph'],
    [5500, 'the SQL of 3 revisions, the revision graph, 4 rows of the table, 5 findings and the ends of long evidence'],
  ])('in %i bytes less are %s', (less, expected) => {
    expect(said(failing, whole - less)).toBe(`> **Shortened**, because GitHub takes nothing longer: left out are ${expected}. ${inSummaryAndFile}`);
  });

  test('goes down to the verdict and the proof', () => {
    const comment = render(failing, 900);
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(900);
    expect(comment.split('\n').slice(0, 5)).toEqual(render(failing, commentLimit).split('\n').slice(0, 5));
  });
});

test('a report of any size and any text fits, and everything in it is closed', () => {
  fc.assert(
    fc.property(arbitraryReport, fc.constantFrom(commentLimit, 20_000, 8000), (report, limit) => {
      const comment = render(report, limit);
      expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(limit);
      expect(comment.isWellFormed()).toBe(true);
      expect(findOpen(comment)).toEqual([]);
      expect(comment.startsWith(`${writeMarker('default')}\n\n## `)).toBe(true);
    }),
    { numRuns: 100, endOnFailure: true },
  );
}, 60_000);

describe('writeMarker', () => {
  test.each([
    ['default', '<!-- alembic-gate:default -->'],
    ['a-b', '<!-- alembic-gate:a%2Db -->'],
    ['--> <b>', '<!-- alembic-gate:%2D%2D%3E%20%3Cb%3E -->'],
    ['half \ud83d', '<!-- alembic-gate:half%20%EF%BF%BD -->'],
  ])('%j', (key, expected) => {
    expect(writeMarker(key)).toBe(expected);
  });
});
