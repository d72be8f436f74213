import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { renderCodeQuality } from '../../src/reporters/code-quality.ts';
import type { CodeQualityEntry } from '../../src/reporters/code-quality.ts';
import { makeFinding, makeProjectReport, makeReport } from '../reports/make-report.ts';
import { reports } from '../reports/reports.ts';
import { arbitraryReport } from './arbitrary-report.ts';

/** The properties of https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format, and nothing else. */
const isCodeQuality = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', pattern: String.raw`^\S[^\n\t]*$`, maxLength: 1100 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{16,32}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string', pattern: '^(?![.]?/)' },
          lines: { type: 'object', required: ['begin'], additionalProperties: false, properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

function render(report: Report): CodeQualityEntry[] {
  const text = renderCodeQuality(report);
  const entries = JSON.parse(text) as CodeQualityEntry[];
  expect(isCodeQuality(entries), JSON.stringify(isCodeQuality.errors)).toBe(true);
  // GitLab shows one entry of each fingerprint.
  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  // It takes no byte order mark.
  expect(text).toMatch(/^\[/);
  return entries;
}

describe.each(Object.entries(reports))('the report %s', (name, report) => {
  test('as code quality report', async () => {
    render(report);
    // Too long to be looked at.
    if (name !== 'huge') await expect(renderCodeQuality(report)).toMatchFileSnapshot(`../reports/${name}/code-quality.json`);
  });
});

test('every report there can be keeps to the format', () => {
  fc.assert(fc.property(arbitraryReport, (report) => void render(report)), { numRuns: 60 });
});

const finding = makeFinding({ check: 'destructive/drop-column', title: 'A column is dropped', message: '`users.email` is dropped.', file: 'migrations/versions/a1.py', line: 7 });

function renderOne(words: Partial<Report>): CodeQualityEntry | undefined {
  return render(makeReport({ proof: 'checked', ...words }))[0];
}

test('a finding stands at its line', () => {
  expect(renderOne({ findings: [finding] })).toEqual({
    description: 'A column is dropped: `users.email` is dropped. What to write: Correct it.',
    check_name: 'destructive/drop-column',
    fingerprint: '0123456789abcdef',
    severity: 'critical',
    location: { path: 'migrations/versions/a1.py', lines: { begin: 7 } },
  });
});

test.each([
  ['error', 'critical'],
  ['warning', 'minor'],
  ['note', 'info'],
] as const)('the severity %s is GitLab’s %s', (severity, expected) => {
  expect(renderOne({ findings: [{ ...finding, severity }] })?.severity).toBe(expected);
});

test('what a label agrees to is info, and says who agreed', () => {
  const approved = { by: 'ada', at: '2026-11-21T14:03:00Z', label: 'migration-approved' };
  const entry = renderOne({ findings: [{ ...finding, severity: 'error', approved }] });
  expect(entry).toMatchObject({ severity: 'info', description: 'A column is dropped: `users.email` is dropped. Agreed to by @ada on 2026-11-21 14:03 UTC, by the label `migration-approved`.' });
});

test('what a suppression speaks for is left out', () => {
  expect(render(makeReport({ proof: 'checked', findings: [{ ...finding, suppressed: { reason: 'unused', line: 6 } }] }))).toEqual([]);
});

test('what is about no file stands at its project’s configuration', () => {
  const homeless = makeFinding({ check: 'revisions/multiple-heads', title: 'Two heads', message: 'There are two.', project: 'db/alembic.ini [billing]' });
  expect(renderOne({ findings: [homeless] })?.location).toEqual({ path: 'db/alembic.ini', lines: { begin: 1 } });
});

test('a path begins at the repository’s root', () => {
  expect(renderOne({ findings: [{ ...finding, file: './migrations/a1.py' }] })?.location.path).toBe('migrations/a1.py');
});

test('the same finding of two databases is two entries, with the same fingerprints in each run', () => {
  const twice = makeReport({ proof: 'checked', findings: [finding, { ...finding, targets: ['PostgreSQL 15.6'] }] });
  const fingerprints = render(twice).map(({ fingerprint }) => fingerprint);
  expect(fingerprints[0]).toBe('0123456789abcdef');
  expect(render(twice).map(({ fingerprint }) => fingerprint)).toEqual(fingerprints);
});

test('what could not be checked is a blocker at the configuration that it is about', () => {
  const projects = [makeProjectReport([]), makeProjectReport([], { config: 'billing/alembic.ini' })];
  const problem = { code: 'no-server', what: 'No server came up.', where: 'billing/alembic.ini', remedy: 'Start Docker.' };
  expect(renderOne({ conclusion: 'incomplete', projects, problems: [problem] })).toMatchObject({
    description: 'Not checked: No server came up. (billing/alembic.ini) Start Docker.',
    check_name: 'problem/no-server',
    severity: 'blocker',
    location: { path: 'billing/alembic.ini', lines: { begin: 1 } },
  });
});

test('a hostile message stays text in one line', () => {
  const message = '<img src=x> %{danger_start}\u202ered\u0000\nfoo';
  expect(renderOne({ findings: [{ ...finding, message }] })?.description).toBe('A column is dropped: <img src=x> % {danger_start}\\u{202e}red\\x00 foo. What to write: Correct it.');
});
