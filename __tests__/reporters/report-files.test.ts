import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderCodeQuality } from '../../src/reporters/code-quality.ts';
import { deliver } from '../../src/reporters/deliver.ts';
import { listReportFiles } from '../../src/reporters/report-files.ts';
import { reports } from '../reports/reports.ts';
import { makeDirectory } from '../temporary-directory.ts';

const tools = { writeComment: () => 'the comment', checkPages: fileURLToPath(new URL('../../docs/checks', import.meta.url)) };
const none = { commentKey: 'default', failOn: 'error', jsonFile: undefined, markdownFile: undefined, sarifFile: undefined, junitFile: undefined, codeQualityFile: undefined, sqlDirectory: undefined } as const;

test('no file is written that is not asked for', () => {
  expect(listReportFiles(reports['failing']!, none, tools)).toEqual([]);
});

test('each file is written, and one that cannot be is told alone', async () => {
  const directory = makeDirectory();
  const at = (name: string): string => join(directory, name);
  const options = { ...none, jsonFile: at('gone/a.json'), markdownFile: at('a.md'), sarifFile: at('a.sarif'), junitFile: at('a.xml'), codeQualityFile: at('a.json'), sqlDirectory: at('sql') };
  expect(await deliver(listReportFiles(reports['failing']!, options, tools))).toEqual([`json-file: ENOENT: no such file or directory, open '${at('gone/a.json')}'`]);
  expect(readdirSync(directory).sort()).toEqual(['a.json', 'a.md', 'a.sarif', 'a.xml', 'sql']);
  expect(readFileSync(at('a.md'), 'utf8')).toBe('the comment');
  expect(readFileSync(at('a.sarif'), 'utf8')).toContain('# destructive/drop-column');
  expect(readFileSync(at('a.xml'), 'utf8')).toBe(readFileSync(new URL('../reports/failing/junit.xml', import.meta.url), 'utf8'));
  expect(JSON.parse(readFileSync(at('a.json'), 'utf8'))).toEqual(JSON.parse(renderCodeQuality(reports['failing']!)));
  expect(readdirSync(at('sql'))).toHaveLength(8);
});
