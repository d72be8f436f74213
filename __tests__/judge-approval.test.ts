import { describe, expect, test } from 'vitest';
import type { Approval } from '../src/approval/approval.ts';
import type { FoundProblem, GraphCheck, Severity } from '../src/checks/check.ts';
import { applyApproval, judgeGraph } from '../src/judge.ts';
import { buildReport } from '../src/report/build-report.ts';
import type { Finding } from '../src/report/report.ts';
import { makeHistory, writeRevision } from './make-history.ts';
import { makeProject } from './report/make-observation.ts';

const file = 'versions/b1.py';

/** What a check of this id gives for these problems. */
function judge(id: string, problems: readonly Partial<FoundProblem>[], more: { readonly severity?: Severity; readonly severities?: ReadonlyMap<string, Severity | 'off'>; readonly project?: string } = {}): Finding[] {
  const whole = problems.map((problem): FoundProblem => ({ revision: 'b1', file, line: 8, message: 'It happened.', remedy: { text: 'Write this.' }, identity: ['b1', 'account.name'], ...problem }));
  const check: GraphCheck = { id, stage: 'graph', severity: more.severity ?? 'error', title: 'Title', why: 'Why.', find: () => whole };
  const history = makeHistory({ 'versions/a1.py': writeRevision('a1', null), [file]: writeRevision('b1', 'a1') }, ['versions/a1.py']);
  return judgeGraph({ checks: [check], severities: more.severities ?? new Map(), project: more.project ?? 'alembic.ini', readSource: () => undefined }, { history, downgrades: 'required', expectedHeads: 1, smallTables: [] });
}

const digestOf = (...words: Parameters<typeof judge>): readonly string[] => judge(...words).flatMap(({ approvable = [] }) => approvable);

function agree(findings: readonly Finding[]): Approval {
  return { state: 'set', label: 'agreed', event: { id: 7, by: 'ada', at: '2026-11-21T14:03:00Z' }, covers: new Set(findings.flatMap(({ approvable = [] }) => approvable)) };
}

describe('what a label agrees to', () => {
  test('is one operation: the same tomorrow, and no other', () => {
    const id = 'destructive/narrow-type';
    const first = digestOf(id, [{ operation: ['varchar(120)', 'varchar(50)'] }]);
    // Where it stands, how it is told and how many rows there were make no other operation.
    expect(digestOf(id, [{ operation: ['varchar(120)', 'varchar(50)'], line: 12, message: 'It happened to 7 rows.', evidence: { sql: 'ALTER TABLE' }, severity: 'warning' }])).toEqual(first);
    const others = [
      digestOf(id, [{ operation: ['varchar(120)', 'varchar(5)'] }]),
      digestOf(id, [{ operation: ['varchar(120)', 'varchar(50)'], identity: ['b1', 'account.email'] }]),
      digestOf(id, [{ operation: ['varchar(50)'], identity: ['b1', 'account.name', 'varchar(120)'] }]),
      digestOf('destructive/drop-column', [{ operation: ['varchar(120)', 'varchar(50)'] }]),
      digestOf(id, [{ operation: ['varchar(120)', 'varchar(50)'] }], { project: 'bank/alembic.ini' }),
      digestOf(id, [{}]),
      digestOf(id, [{ message: 'Something else happened.' }]),
    ];
    expect(new Set([first, ...others].flat()).size).toBe(8);
  });

  test('is nothing of another category, and no note', () => {
    expect([digestOf('locks/table-rewrite', [{}]), digestOf('destructive/drop-index', [{}], { severity: 'note' }), digestOf('destructive/drop-table', [{}], { severities: new Map([['destructive', 'note']]) })]).toEqual([[], [], []]);
    expect([digestOf('compatibility/rename-column', [{}], { severity: 'warning' }), digestOf('destructive/drop-index', [{}], { severity: 'note', severities: new Map([['destructive/drop-index', 'error']]) })].map(({ length }) => length)).toEqual([1, 1]);
  });
});

describe('a label', () => {
  const [city, street] = [judge('destructive/drop-column', [{ identity: ['city'] }]), judge('destructive/drop-column', [{ identity: ['street'] }])];
  const trace = judge('round-trip/downgrade-leaves-trace', [{}]);
  const approved = { by: 'ada', at: '2026-11-21T14:03:00Z', label: 'agreed' };

  test('makes notes of what it agrees to, and leaves the rest as it is', () => {
    const findings = [...city, ...street, ...trace];
    expect(applyApproval(findings, agree(city))).toEqual([...street, ...trace, ...city.map((finding) => ({ ...finding, severity: 'note', approved }))]);
    expect(applyApproval(findings, { state: 'not-set', label: 'agreed' })).toEqual(findings);
    expect(applyApproval(findings, { state: 'unknown', label: 'agreed', why: 'GitHub is away.' })).toEqual(findings);
    expect(applyApproval(findings, undefined)).toEqual(findings);
  });

  test('leaves a suppression as it is', () => {
    const suppressed = city.map((finding) => ({ ...finding, suppressed: { reason: 'unused', line: 7 } }));
    expect(applyApproval(suppressed, agree(city))).toEqual(suppressed);
  });

  test('agrees to all that is told as one, or to nothing of it', () => {
    const merged = city.map((finding) => ({ ...finding, approvable: [...city, ...street].flatMap(({ approvable = [] }) => approvable) }));
    expect(applyApproval(merged, agree(city))).toEqual(merged);
    expect(applyApproval(merged, agree([...city, ...street]))[0]?.approved).toEqual(approved);
  });

  test.each(['error', 'warning', 'never'] as const)('lets a job pass with `fail-on: %s`', (failOn) => {
    const conclude = (findings: readonly Finding[]): string => buildReport({ version: '1', projects: [makeProject(['b1'], { findings })], problems: [], timings: [], failOn }).conclusion;
    expect([conclude(city), conclude(applyApproval(city, agree(city))), conclude(applyApproval([...city, ...trace], agree(city)))]).toEqual(['failed', 'passed', 'failed']);
    const warning = judge('compatibility/rename-column', [{}], { severity: 'warning' });
    expect([conclude(warning), conclude(applyApproval(warning, agree(warning)))]).toEqual([failOn === 'warning' ? 'failed' : 'passed', 'passed']);
  });
});
