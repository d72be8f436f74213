import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { inFile, inSummaryAndFile, renderComment, writeMarker } from '../../src/reporters/pull-request-comment.ts';
import { commentLimit, countCharacters, summaryLimit } from '../../src/reporters/text-limit.ts';
import { reports } from '../reports/reports.ts';
import { arbitraryReport } from './arbitrary-report.ts';

const links = 'https://github.com/ada/shop/blob/1a2b3c4d';
const render = (report: Report, most: number = commentLimit.most): string => renderComment(report, { key: 'default', links, limit: { ...commentLimit, most }, elsewhere: inSummaryAndFile });

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
  const comment = render(report);

  test('fills the comment and no more', () => {
    expect(Array.from(comment).length).toBeLessThanOrEqual(65_536);
    expect(Array.from(comment).length).toBeGreaterThan(65_536 * 0.9);
  });

  test('ends at a sensible place and says what is left out', () => {
    expect(findOpen(comment)).toEqual([]);
    const shown = (comment.match(/^#### /gm) ?? []).length;
    expect(shown).toBeGreaterThanOrEqual(10);
    expect(comment).toContain(`**And ${String(400 - shown)} more findings:**`);
    expect(comment.trimEnd().split('\n\n').at(-1)).toBe(
      `> **Shortened**, because GitHub takes nothing longer: left out are the SQL of 300 revisions, 70 rows of the table, ${String(400 - shown)} findings and the ends of long evidence. ${inSummaryAndFile}`,
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
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(summaryLimit.most);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(summaryLimit.most * 0.5);
    expect(findOpen(summary)).toEqual([]);
    // Those that did not pass; of the others their number says all.
    expect(summary.match(/^\| \[`/gm)).toHaveLength(100);
    expect(summary).not.toContain('job summary');
  });

  test('is rendered in well under a second', () => {
    const started = performance.now();
    render(report);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('what is left out', () => {
  const said = (report: Report, limit: number): string | undefined => render(report, limit).split('\n').find((line) => line.startsWith('> **Shortened**'));
  const failing = reports['failing']!;
  const whole = countCharacters(render(failing));

  test('is nothing while all fits', () => {
    expect(said(failing, whole)).toBeUndefined();
  });

  test.each([
    [1, 'the SQL of 2 revisions'],
    [400, 'the SQL of 3 revisions'],
    [700, 'the SQL of 3 revisions and the revision graph'],
    [5500, 'the SQL of 3 revisions, the revision graph, 4 rows of the table and 5 findings'],
  ])('in %i characters less are %s', (less, expected) => {
    expect(said(failing, whole - less)).toBe(`> **Shortened**, because GitHub takes nothing longer: left out are ${expected}. ${inSummaryAndFile}`);
  });

  test('is counted where nothing of it is shown', () => {
    expect(render(reports['huge']!, 2000).split('\n\n').slice(2)).toEqual([
      expect.stringMatching(/^🔴 320 errors · 🟡 80 warnings<br>/u),
      '*300 revisions, of which 200 passed*',
      '### Findings',
      '**400 findings:**',
      '| check | findings |\n|---|--:|\n| 🔴 `destructive/drop-table` | 170 |\n| 🔴 `round-trip/downgrade-leaves-trace` | 150 |\n| 🟡 `models/drift` | 80 |',
      '**Not looked at, or agreed to**',
      '- 50 not looked at\n- 40 of 900 statements could not be parsed; what they did was judged all the same.',
      `> **Shortened**, because GitHub takes nothing longer: left out are the SQL of 300 revisions, 100 rows of the table and 400 findings. ${inSummaryAndFile}\n`,
    ]);
  });

  test('goes down to the verdict and the proof', () => {
    const comment = render(failing, 900);
    expect(countCharacters(comment)).toBeLessThanOrEqual(900);
    expect(comment.split('\n').slice(0, 5)).toEqual(render(failing).split('\n').slice(0, 5));
  });
});

test('a report of any size and any text fits, and everything in it is closed', () => {
  fc.assert(
    fc.property(arbitraryReport, fc.constantFrom(commentLimit.most, 20_000, 8000), (report, limit) => {
      const comment = render(report, limit);
      expect(Array.from(comment).length).toBeLessThanOrEqual(limit);
      expect(comment.isWellFormed()).toBe(true);
      expect(findOpen(comment)).toEqual([]);
      // GitLab would carry it out.
      expect(comment).not.toMatch(/^\//m);
      expect(comment.startsWith(`${writeMarker('default')}\n\n## `)).toBe(true);
    }),
    { numRuns: 100, endOnFailure: true },
  );
}, 60_000);

describe('characters', () => {
  test('are counted as GitHub does: an emoji is one', () => {
    const texts = ['', 'a', 'ü', '漢字', '🌈🌈', '👩‍💻', 'half \ud83d', '\ude00 half', '\ud83d\ud83d\ude00'];
    expect(texts.map(countCharacters)).toEqual(texts.map((text) => Array.from(text).length));
  });

  test('of a comment may be as many as there can be, and not one more', () => {
    const base = reports['clean']!;
    // Of one byte, of three, and of four.
    for (const character of ['x', '漢', '🌈']) {
      const filled = (length: number): Report => ({ ...base, findings: [{ ...reports['failing']!.findings[0]!, why: character.repeat(length) }] });
      const room = commentLimit.most - countCharacters(render(filled(0)));
      const [most, more] = [render(filled(room)), render(filled(room + 1))];
      expect([Array.from(most).length, most.includes('**Shortened**')]).toEqual([65_536, false]);
      expect([Array.from(more).length < 65_536, more.includes('**Shortened**')]).toEqual([true, true]);
    }
  });
});

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
