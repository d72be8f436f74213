import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import type { ProjectResult } from '../../src/report/build-report.ts';
import { mergeFindings } from '../../src/report/merge-targets.ts';
import { nameTargets } from '../../src/report/name-targets.ts';
import type { Finding, Report } from '../../src/report/report.ts';
import { makeFinding, makeProject } from './make-observation.ts';

const agreed = { reason: 'laptops never go back', line: 12 };

function on(version: string, findings: readonly Finding[]): ProjectResult {
  return makeProject(['b1'], { server: { provider: 'container', version, image: undefined }, findings });
}

function build(...projects: readonly ProjectResult[]): Report {
  return buildReport({ version: '0.1.0', projects, problems: [], timings: [], failOn: 'error' });
}

/** Those of PostgreSQL 1, PostgreSQL 2, and so on. */
function merge(...findings: readonly (readonly Finding[])[]): Finding[] {
  return mergeFindings(nameTargets(findings.map((own, index) => on(String(index + 1), own))));
}

const here = (...versions: readonly number[]): { targets: string[] } => ({ targets: versions.map((version) => `PostgreSQL ${String(version)}`) });
const anew: string = expect.stringMatching(/^[0-9a-f]{16}$/) as string;

describe('what one database agrees to and another does not', () => {
  const known = makeFinding({ line: 13, suppressed: agreed });
  const unknown = makeFinding({ line: 14 });

  test.each([
    ['first', [known], [unknown], 1, 2],
    ['second', [unknown], [known], 2, 1],
  ] as const)('counts, where it is agreed to on the %s', (_, first, second, knownAt, unknownAt) => {
    const { conclusion, findings } = build(on('1', first), on('2', second));
    expect(conclusion).toBe('failed');
    expect(findings).toEqual([
      { ...unknown, ...here(unknownAt), fingerprint: unknownAt === 1 ? unknown.fingerprint : anew },
      { ...known, ...here(knownAt), fingerprint: knownAt === 1 ? known.fingerprint : anew },
    ]);
  });
});

describe('the same finding of two databases', () => {
  test('is one where only the evidence differs, and says of which it is', () => {
    const [quoted, plain] = [makeFinding({ evidence: { sql: 'DROP TABLE "old"' } }), makeFinding({ evidence: { sql: 'DROP TABLE old' } })];
    expect(merge([quoted], [plain])).toEqual([{ ...quoted, evidenceTarget: 'PostgreSQL 1' }]);
    expect(merge([quoted], [], [plain])).toEqual([{ ...quoted, ...here(1, 3), evidenceTarget: 'PostgreSQL 1' }]);
    expect(merge([quoted], [quoted])).toEqual([quoted]);
  });

  test.each<[string, Partial<Finding>]>([
    ['remedy', { remedy: { text: 'Correct it.', code: 'with op.batch_alter_table("t") as batch_op:', language: 'python' } }],
    ['file', { file: 'versions/b2.py' }],
    ['line', { line: 14 }],
    ['message', { message: 'Otherwise.' }],
    ['severity', { severity: 'note' }],
  ])('is two where the %s differs', (_, words) => {
    const [plain, other] = [makeFinding(), makeFinding(words)];
    expect(merge([plain], [other])).toEqual([{ ...plain, ...here(1) }, { ...other, ...here(2), fingerprint: anew }]);
  });

  test('is two where one database gives it twice, each told from the other', () => {
    const finding = makeFinding();
    const merged = merge([finding, finding, finding], [finding]);
    expect(merged).toEqual([finding, { ...finding, ...here(1), fingerprint: anew }, { ...finding, ...here(1), fingerprint: anew }]);
    expect(new Set(merged.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });
});

const someFinding = fc
  .record({
    severity: fc.constantFrom('error' as const, 'warning' as const, 'note' as const),
    message: fc.constantFrom('so', 'otherwise'),
    line: fc.constantFrom(13, 14),
    remedy: fc.constantFrom({ text: 'Correct it.' }, { text: 'Correct it.', code: 'op.drop_table("t")', language: 'python' as const }),
    evidence: fc.constantFrom({}, { sql: 'DROP TABLE t' }, { sql: 'DROP TABLE "t"' }),
    fingerprint: fc.constantFrom('0123456789abcdef', 'fedcba9876543210'),
    suppressed: fc.option(fc.constant(agreed), { nil: undefined }),
  })
  .map(({ suppressed, ...words }) => makeFinding({ ...words, ...(suppressed === undefined ? {} : { suppressed }) }));
const someTargets = fc.array(fc.array(someFinding, { maxLength: 5 }), { minLength: 1, maxLength: 4 });

/** What a reader of the report is told of one database. */
function tellOf(findings: readonly Finding[], version: number): string[] {
  const own = findings.filter(({ targets }) => targets === undefined || targets.includes(`PostgreSQL ${String(version)}`));
  return own.map(({ severity, message, line, remedy, suppressed }) => JSON.stringify([severity, message, line, remedy, suppressed])).sort();
}

test('of each database the report tells what it gave, no more and no less, whatever the others gave', () => {
  fc.assert(
    fc.property(someTargets, (targets) => {
      const merged = merge(...targets);
      for (const [index, own] of targets.entries()) expect(tellOf(merged, index + 1)).toEqual(tellOf(own, index + 1));
      expect(new Set(merged.map(({ fingerprint }) => fingerprint)).size).toBe(merged.length);
    }),
  );
});

test('the conclusion is failed where it is on one of the databases alone, in whatever order', () => {
  fc.assert(
    fc.property(someTargets, (targets) => {
      const results = targets.map((own, index) => on(String(index + 1), own));
      const alone = results.map((result) => build(result).conclusion);
      const expected = alone.includes('failed') ? 'failed' : 'passed';
      expect(build(...results).conclusion).toBe(expected);
      expect(build(...results.toReversed()).conclusion).toBe(expected);
      expect(build(...results.toReversed()).findings.length).toBe(build(...results).findings.length);
    }),
  );
});

describe('the same finding with other rows', () => {
  const lost = (message: string, check = 'rows/lost') => makeFinding({ check, message });

  test('is one, whose numbers are the first’s', () => {
    const [four, five] = [lost('`users.phone`: 4 of 5 values lost.'), lost('`users.phone`: 5 of 5 values lost.')];
    expect(merge([four], [five])).toEqual([{ ...four, evidenceTarget: 'PostgreSQL 1' }]);
    expect(merge([four], [four])).toEqual([four]);
  });

  test('is one with another example', () => {
    const [ada, ruth] = [lost('2 of 2 values came back different: `Ada` is now `ada`.', 'rows/changed'), lost('2 of 2 values came back different: `Ruth` is now `ruth`.', 'rows/changed')];
    expect(merge([ada], [ruth])).toEqual([{ ...ada, evidenceTarget: 'PostgreSQL 1' }]);
  });

  test('is two where it is about something else, or no finding of rows', () => {
    expect(merge([lost('`a`: 1 row lost.')], [lost('`b`: 1 row lost.')])).toHaveLength(2);
    expect(merge([lost('Statement 4 of 5 rows fails.', 'round-trip/upgrade-fails')], [lost('Statement 3 of 5 rows fails.', 'round-trip/upgrade-fails')])).toHaveLength(2);
  });
});

describe('what a label can agree to', () => {
  const on1 = makeFinding({ line: 13, approvable: ['one'] });
  const on2 = makeFinding({ line: 13, approvable: ['two'] });

  test('is agreed to on all databases whose findings are told as one', () => {
    expect(merge([on1], [on1])).toEqual([on1]);
    expect(merge([on1], [on2])).toEqual([{ ...on1, approvable: ['one', 'two'] }]);
  });

  test('counts where it is agreed to on one of them alone', () => {
    const approved = { by: 'ada', at: '2026-11-21T14:03:00Z', label: 'agreed' };
    const agreedOn2 = { ...on2, severity: 'note' as const, approved };
    expect(merge([on1], [agreedOn2])).toEqual([{ ...on1, ...here(1) }, { ...agreedOn2, ...here(2), fingerprint: anew }]);
    expect(build(on('1', [on1]), on('2', [agreedOn2])).conclusion).toBe('failed');
  });
});
