import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/registry.ts';
import { identity } from '../../src/identity.ts';
import type { Report } from '../../src/report/report.ts';
import { renderSarif } from '../../src/reporters/sarif.ts';
import { makeFinding, makeReport } from '../reports/make-report.ts';
import { reports } from '../reports/reports.ts';
import { arbitraryReport } from './arbitrary-report.ts';

/** That of OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json */
const schema = JSON.parse(readFileSync(new URL('schemas/sarif-schema-2.1.0.json', import.meta.url), 'utf8')) as object;
// One of its patterns is none with the flag `u`.
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema);

function readPage(id: string): string | undefined {
  const page = new URL(`../../docs/checks/${id}.md`, import.meta.url);
  return existsSync(page) ? readFileSync(page, 'utf8') : undefined;
}

const style = { key: 'default', checks, readPage };

function render(report: Report): { readonly text: string; readonly log: Log; readonly results: Result[] } {
  const text = renderSarif(report, style);
  const log = JSON.parse(text) as Log;
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
  return { text, log, results: log.runs[0]?.results ?? [] };
}

/** What GitHub demands beyond the schema. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
function checkForGitHub({ text, log, results }: ReturnType<typeof render>): void {
  const driver = log.runs[0]?.tool.driver;
  expect(log.runs).toHaveLength(1);
  expect(results.length).toBeLessThanOrEqual(5000);
  expect(gzipSync(text).length).toBeLessThan(10_000_000);
  for (const rule of driver?.rules ?? []) {
    expect(rule.shortDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(rule.fullDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(rule.help?.text).not.toBe('');
    expect((rule.properties?.tags ?? []).length).toBeLessThanOrEqual(10);
    expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration?.level);
  }
  for (const { ruleId, ruleIndex, level, message, locations = [], partialFingerprints = {} } of results) {
    if (ruleIndex !== undefined) expect(driver?.rules?.[ruleIndex]?.id).toBe(ruleId);
    expect(['error', 'warning', 'note']).toContain(level);
    expect(message.text).toMatch(/\S/);
    expect(locations).toHaveLength(1);
    expect(locations[0]?.physicalLocation?.region?.startLine).toBeGreaterThan(0);
    expect(locations[0]?.physicalLocation?.artifactLocation?.uri).toMatch(/./);
    expect(Object.values(partialFingerprints).join('')).toMatch(/^[0-9a-f]{16}/);
  }
}

/** Longer than anyone reads. */
const unshown = new Set(['huge']);

describe.each(Object.entries(reports))('the report %s', (name, report) => {
  test('is SARIF that GitHub takes', async () => {
    const rendered = render(report);
    checkForGitHub(rendered);
    const [run] = rendered.log.runs;
    // The rules are the same in all, and other tests look at them.
    const { tool, results = [], ...rest } = run ?? {};
    expect(tool?.driver.rules).toHaveLength(checks.length);
    const shown = { ...rest, results: results.map((result) => ({ ...result, ruleIndex: undefined })) };
    if (!unshown.has(name)) await expect(`${JSON.stringify(shown, undefined, 2)}\n`).toMatchFileSnapshot(`../reports/${name}/results.sarif`);
  });
});

test('what is no SARIF is refused by the schema', () => {
  const { log } = render(reports['failing']!);
  const [run] = log.runs;
  for (const wrong of [{ ...log, version: '2.0.0' }, { ...log, more: 1 }, { ...log, runs: [{ ...run, results: [{ message: 'text' }] }] }, { ...log, runs: [{ ...run, results: [{ message: { text: 'a' }, level: 'fatal' }] }] }]) {
    expect(isSarif(wrong)).toBe(false);
  }
});

test('any report is SARIF that GitHub takes', () => {
  // Every finding says something, of some project.
  const speak = (report: Report): Report => ({ ...report, findings: report.findings.map((finding) => ({ ...finding, message: `It. ${finding.message}`, project: `p${finding.project}`, ...(finding.file === undefined ? {} : { file: `f${finding.file}` }) })) });
  fc.assert(fc.property(arbitraryReport, (report) => checkForGitHub(render(speak(report)))), { numRuns: 40 });
}, 60_000);

test('more findings than GitHub keeps: the most serious, and a word about the rest', () => {
  const findings = Array.from({ length: 5200 }, (_, index) => makeFinding({ check: 'destructive/drop-column', title: 'Column dropped', message: `Column ${String(index)}: ${'x'.repeat(500)}`, file: `versions/${String(index)}.py`, line: 3, fingerprint: index.toString(16).padStart(16, '0') }));
  const rendered = render(makeReport({ proof: 'p', conclusion: 'failed', findings }));
  checkForGitHub(rendered);
  expect(rendered.results).toHaveLength(5000);
  expect(rendered.log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual(['200 more findings are left out, none of them more serious.']);
}, 60_000);

test('a rule holds the title, the reason and the page of its check', () => {
  const rules = render(reports['clean']!).log.runs[0]?.tool.driver.rules ?? [];
  const index = checks.findIndex(({ id }) => id === 'rows/left-behind');
  const { help, ...rest } = rules[index]!;
  const { why } = checks[index]!;
  expect(rest).toEqual({
    id: 'rows/left-behind',
    shortDescription: { text: 'Rows left behind' },
    fullDescription: { text: why },
    helpUri: `${identity.checkPagesUrl}/rows/left-behind.md`,
    defaultConfiguration: { level: 'warning' },
    properties: { category: 'rows', tags: ['alembic', 'database', 'rows'], 'problem.severity': 'warning' },
  });
  expect(help?.text).toBe(`${why} See ${identity.checkPagesUrl}/rows/left-behind.md`);
  expect(help?.markdown?.split('\n')[0]).toBe('# rows/left-behind');
  expect(help?.markdown).toContain(`[\`round-trip/upgrade-not-repeatable\`](${identity.checkPagesUrl}/round-trip/upgrade-not-repeatable.md)`);
});

test('two findings of a check at one line stay two alerts; the line alone tells others apart', () => {
  const drop = (line: number, fingerprint: string) => makeFinding({ check: 'destructive/drop-column', title: 'Column dropped', message: 'It is gone.', file: 'versions/a.py', line, fingerprint });
  const { results } = render(makeReport({ proof: 'p', findings: [drop(3, 'aaaaaaaaaaaaaaaa'), drop(3, 'bbbbbbbbbbbbbbbb'), drop(4, 'cccccccccccccccc')] }));
  expect(results.map(({ partialFingerprints }) => partialFingerprints)).toEqual([
    { 'alembicGate/v1': 'aaaaaaaaaaaaaaaa', primaryLocationLineHash: 'aaaaaaaaaaaaaaaa:1' },
    { 'alembicGate/v1': 'bbbbbbbbbbbbbbbb', primaryLocationLineHash: 'bbbbbbbbbbbbbbbb:1' },
    { 'alembicGate/v1': 'cccccccccccccccc' },
  ]);
});

test('what is suppressed is a note with its reason', () => {
  const finding = makeFinding({ check: 'destructive/drop-table', title: 'Table dropped', message: 'It is gone.', suppressed: { reason: 'unused since 2.3', line: 7 } });
  const [result] = render(makeReport({ proof: 'p', findings: [finding] })).results;
  expect([result?.level, result?.suppressions, result?.properties?.['severity']]).toEqual(['note', [{ kind: 'inSource', status: 'accepted', justification: 'unused since 2.3' }], 'error']);
});

test('a finding about no file stands at its project’s configuration', () => {
  const finding = makeFinding({ check: 'models/drift', title: 'Model drift', message: 'They differ.', project: 'services/a b/alembic.ini [billing]' });
  const [result] = render(makeReport({ proof: 'p', findings: [finding] })).results;
  expect(result?.locations).toEqual([{ physicalLocation: { artifactLocation: { uri: 'services/a%20b/alembic.ini', uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } } }]);
});

test('untrusted text makes no link, and hides nothing', () => {
  const finding = makeFinding({ check: 'models/drift', title: 'Model drift', message: 'see [here](https://evil.example) \u202e\0', file: '../x y#[.py' });
  const [result] = render(makeReport({ proof: 'p', findings: [finding] })).results;
  expect(result?.message.text).toBe('see \\[here\\](https://evil.example) \\\\u{202e}\\\\x00\n\nCorrect it.');
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('../x%20y%23%5B.py');
});

test('the key keeps the uploads of several jobs apart', () => {
  const log = JSON.parse(renderSarif(reports['clean']!, { ...style, key: 'billing' })) as Log;
  expect(log.runs[0]?.automationDetails).toEqual({ id: 'alembic-gate/billing/' });
});
