import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { checks } from '../../src/checks/registry.ts';
import { UserError } from '../../src/errors.ts';
import { readReport, reportTextLimit } from '../../src/report/read-report.ts';
import type { Report } from '../../src/report/report.ts';
import { writeAnnotations } from '../../src/reporters/annotations.ts';
import { renderConsole } from '../../src/reporters/console.ts';
import { renderJunit } from '../../src/reporters/junit.ts';
import { renderComment } from '../../src/reporters/pull-request-comment.ts';
import { renderSarif } from '../../src/reporters/sarif.ts';
import { renderCodeQuality } from '../../src/reporters/code-quality.ts';
import { commentLimit, summaryLimit } from '../../src/reporters/text-limit.ts';
import { renderSqlFiles } from '../../src/reporters/sql-files.ts';
import { arbitraryReport } from '../reporters/arbitrary-report.ts';
import { makeReport } from '../reports/make-report.ts';
import { reports } from '../reports/reports.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const whole = makeReport({ proof: 'checked 1 new revision' });

function refusal(text: string): Pick<UserError, 'code' | 'what' | 'where' | 'details'> {
  try {
    readReport(text, 'part-1.json');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, what, where, details } = error;
    return { code, what, where, details };
  }
  throw new Error('It was read.');
}

/** As a file can hold it. */
function mend(report: Report): unknown {
  return JSON.parse(JSON.stringify(report), (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}

describe('readReport', () => {
  test.each(Object.entries(reports))('gives back the report %s as it was written', (_, report) => {
    expect(readReport(JSON.stringify(report), 'part-1.json')).toEqual(mend(report));
  });

  test('gives back any report', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        expect(readReport(JSON.stringify(report), 'a.json')).toEqual(mend(report));
      }),
      { numRuns: 15 },
    );
  });

  test('reads a file that begins as files of Windows do', () => {
    expect(readReport(`\uFEFF${JSON.stringify(whole)}`, 'a.json')).toEqual(whole);
  });

  const noReport = 'The file is no report of Alembic Gate: it does not have the form that is published in docs/report.schema.json.';
  const finding = { check: 'rows/lost', title: 'Rows lost', severity: 'error', project: 'alembic.ini', message: 'x', why: 'y', remedy: { text: 'z' }, evidence: {}, fingerprint: '0123456789abcdef' };
  test.each<[title: string, text: string, what: string, details?: string]>([
    ['nothing', ' \n', 'The file is empty.'],
    ['half of it', JSON.stringify(whole).slice(0, 100), 'The file is no JSON; it may have been cut off.'],
    ['another JSON', '{"version": "2.1.0"}', 'The file is no report of Alembic Gate: it has no `schemaVersion`.'],
    ['a list', '[1]', 'The file is no report of Alembic Gate: it has no `schemaVersion`.'],
    ['a version that is inherited', '{"__proto__": {"schemaVersion": 1}}', 'The file is no report of Alembic Gate: it has no `schemaVersion`.'],
    ['a version that is no number', '{"schemaVersion": "1"}', 'The file is no report of Alembic Gate: it has no `schemaVersion`.'],
    ['a later form', JSON.stringify({ ...whole, schemaVersion: 2 }), 'The report has the form 2, and this version of Alembic Gate reads the form 1; it was written by a newer alembic-gate.'],
    ['what is missing', JSON.stringify({ ...whole, projects: undefined }), noReport, "the report must have required property 'projects'"],
    ['a severity that is none', JSON.stringify({ ...whole, findings: [{ ...finding, severity: 'none' }] }), noReport, 'findings.0.severity must be equal to one of the allowed values'],
    ['a line before the first', JSON.stringify({ ...whole, findings: [{ ...finding, line: 0 }] }), noReport, 'findings.0.line must be >= 1'],
    ['a line between two', JSON.stringify({ ...whole, findings: [{ ...finding, line: 1.5 }] }), noReport, 'findings.0.line must be integer'],
    ['a number without end', JSON.stringify(whole).replace('"steps":0', '"steps":1e999'), noReport, 'coverage.steps must be integer'],
    ['a fingerprint with something in it', JSON.stringify({ ...whole, findings: [{ ...finding, fingerprint: '0123456789abcdef\n' }] }), noReport, 'findings.0.fingerprint must match pattern "^[0-9a-f]{16}$"'],
    ['a part beyond the last', JSON.stringify({ ...whole, part: { index: 5, of: 4 } }), 'The report says that it is part 5 of 4, which cannot be.'],
    ['brackets in brackets', `{"schemaVersion": 1, "a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'The report has more than 16 levels of brackets, which no report has.'],
    ['more than any report has', ' '.repeat(reportTextLimit + 1), 'The report is longer than 64 million characters.'],
  ])('refuses %s', (_, text, what, details) => {
    expect(refusal(text)).toEqual({ code: 'bad-report', what, where: 'part-1.json', details });
  });

  test('takes brackets in a text for text', () => {
    const report = { ...whole, proof: `"${'[{'.repeat(100)}\\"` };
    expect(readReport(JSON.stringify(report), 'a.json')).toEqual(report);
  });

  test('drops what the schema does not name, and no name reaches a prototype', () => {
    const text = JSON.stringify({ ...whole, later: 1, coverage: { ...whole.coverage, toString: 'x' } }).replace('"proof"', '"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"proof"');
    const report = readReport(text, 'a.json');
    expect(report).toEqual(whole);
    expect(Object.keys(report)).not.toContain('__proto__');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect((report as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('mends half a surrogate pair, which a URL cannot have', () => {
    expect(readReport(JSON.stringify(whole).replace('checked 1', 'checked \\ud800'), 'a.json').proof).toBe('checked \uFFFD new revision');
  });
});

/** Anything that the schema allows, whatever it means: texts of all kinds, numbers at their ends, names that lead elsewhere. */
const hostileText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', '\u0000', '../../etc/passwd', '__proto__', '`'.repeat(200), '` '.repeat(200), '<!-- -->', '::error::x', 'x'.repeat(2000)));

test('what was read is rendered by every reporter, whatever its texts say', () => {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  fc.assert(
    fc.property(arbitraryReport, hostileText, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (drawn, text, line) => {
      const spoilt = JSON.parse(JSON.stringify(drawn), (name, value: unknown) => (typeof value === 'string' && ['message', 'file', 'id', 'config', 'sql', 'project', 'proof', 'what', 'target'].includes(name) ? text : name === 'line' ? line : value)) as Report;
      const report = readReport(JSON.stringify(spoilt), 'a.json');
      renderConsole(report, { hasColor: true });
      for (const limit of [commentLimit, summaryLimit]) renderComment(report, { key: 'default', links: 'https://github.com/ada/shop/blob/1a2b3c4d', limit, elsewhere: 'elsewhere' });
      renderJunit(report, 'error');
      renderSarif(report, { key: 'default', checks, readPage: () => '' });
      renderCodeQuality(report);
      renderSqlFiles(report, (_, sql) => sql);
      writeAnnotations(report);
    }),
    { numRuns: 8 },
  );
}, 60_000);
