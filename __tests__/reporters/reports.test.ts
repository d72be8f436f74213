import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { identity } from '../../src/identity.ts';
import { writeAnnotations } from '../../src/reporters/annotations.ts';
import { renderConsole } from '../../src/reporters/console.ts';
import { inSummaryAndFile, renderComment } from '../../src/reporters/pull-request-comment.ts';
import { commentLimit } from '../../src/reporters/text-limit.ts';
import { reports } from '../reports/reports.ts';

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8')) as object;
const isReport = new Ajv({ strict: false }).compile(schema);
const style = { key: 'default', links: 'https://github.com/ada/shop/blob/1a2b3c4d', limit: commentLimit, elsewhere: inSummaryAndFile };

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the runner is told. */
function captureAnnotations(write: () => void): string {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  write();
  vi.restoreAllMocks();
  return lines.join('');
}

/** Too long to be looked at, but for the comment. */
const unbounded = new Set(['huge']);

describe.each(Object.entries(reports))('the report %s', (name, report) => {
  const isLong = unbounded.has(name);
  const place = (output: string): string => `../reports/${name}/${output}`;

  if (!isLong) test('on a terminal', async () => {
    await expect(`${renderConsole(report, { hasColor: false })}\n`).toMatchFileSnapshot(place('console.txt'));
  });

  if (!isLong) test('on a terminal with colour; the escape character is shown', async () => {
    await expect(`${renderConsole(report, { hasColor: true }).replaceAll('\u001b', '␛')}\n`).toMatchFileSnapshot(place('console-colour.txt'));
  });

  test('as pull-request comment', async () => {
    await expect(renderComment(report, style).replaceAll(identity.checkPagesUrl, 'https://checks.example')).toMatchFileSnapshot(place('comment.md'));
  });

  test('as annotations', async () => {
    await expect(captureAnnotations(() => writeAnnotations(report))).toMatchFileSnapshot(place('annotations.txt'));
  });

  test('as JSON', async () => {
    const json = `${JSON.stringify(report, undefined, 2)}\n`;
    expect(isReport(JSON.parse(json)), JSON.stringify(isReport.errors)).toBe(true);
    if (!isLong) await expect(json).toMatchFileSnapshot(place('report.json'));
  });
});

test('what is no report is refused by the schema', () => {
  const { proof, ...without } = reports['clean']!;
  for (const wrong of [without, { ...without, proof: [proof] }, { ...reports['clean'], conclusion: 'fine' }, { ...reports['clean'], more: 1 }, { ...reports['clean'], schemaVersion: 2 }]) expect(isReport(wrong)).toBe(false);
});

test('a long report on a terminal has every finding, every revision, and the verdict last', () => {
  const report = reports['huge']!;
  const lines = renderConsole(report, { hasColor: false }).split('\n');
  expect(lines.filter((line) => /^(error|warning|note) /.test(line))).toHaveLength(400);
  expect(lines.filter((line) => / ok {7}(leaves a trace|ok) +ok +– +36 ms /.test(line))).toHaveLength(300);
  expect(lines.slice(-2)).toEqual(['failed: 320 errors, 80 warnings', report.proof]);
});
