import { describe, expect, it } from 'vitest';
import { agreeAnew, forgetApproval } from '../../src/approval/agree-anew.ts';
import type { Approval } from '../../src/approval/approval.ts';
import type { Conclusion, Finding } from '../../src/report/report.ts';
import { makeFinding, makeReport } from '../reports/make-report.ts';

const digest = 'A'.repeat(22);
const by = { by: 'mallory', at: '2026-11-21T14:00:00Z', label: 'agreed' };
const dropped = makeFinding({ check: 'destructive/drop-column', title: 'Column dropped', message: 'Column `a.b` is dropped.', approvable: [digest] });
const claimed: Finding = { ...dropped, severity: 'note', approved: by };
const make = (findings: readonly Finding[], conclusion: Conclusion = 'passed'): ReturnType<typeof makeReport> => makeReport({ proof: '', conclusion, findings, approval: { label: 'agreed', set: { by: 'mallory', at: by.at } } });
const set: Approval = { state: 'set', label: 'agreed', event: { id: 7, by: 'ada', at: '2026-11-21T15:00:00Z' }, covers: new Set([digest]) };

describe('agreeAnew', () => {
  it('takes the label from GitHub alone', () => {
    const agreed = { ...dropped, severity: 'note', approved: { by: 'ada', at: '2026-11-21T15:00:00Z', label: 'agreed' } };
    expect(agreeAnew(make([claimed]), set)).toMatchObject({ unfounded: 0, report: { conclusion: 'passed', findings: [agreed], approval: { label: 'agreed', set: { by: 'ada', at: '2026-11-21T15:00:00Z' } } } });
    expect(agreeAnew(make([dropped], 'failed'), set)).toMatchObject({ unfounded: 0, report: { conclusion: 'failed', findings: [agreed] } });
  });

  it.each<[string, Approval | undefined, object | undefined]>([
    ['is not set', { state: 'not-set', label: 'agreed' }, { label: 'agreed' }],
    ['was set for something else', { ...set, covers: new Set(['B'.repeat(22)]) }, { label: 'agreed', set: { by: 'ada', at: '2026-11-21T15:00:00Z' } }],
    ['is not known', { state: 'unknown', label: 'agreed', why: 'GitHub is away.' }, { label: 'agreed', problem: 'GitHub is away.' }],
    ['is switched off', undefined, undefined],
  ])('does not believe what the report calls agreed to where the label %s', (_, approval, told) => {
    const { report, unfounded } = agreeAnew(make([claimed]), approval);
    expect([unfounded, report.conclusion, report.findings, report.approval]).toEqual([1, 'failed', [dropped], told]);
  });

  it.each<[string, Conclusion, Partial<Finding>, Conclusion]>([
    ['an error fails what is incomplete besides', 'incomplete', {}, 'failed'],
    ['a warning does not', 'incomplete', { check: 'destructive/drop-index' }, 'incomplete'],
    ['one that its file suppresses does not', 'passed', { suppressed: { reason: 'unused since 2.3', line: 2 } }, 'passed'],
  ])('of what the report calls agreed to and is not, %s', (_, before, words, after) => {
    expect(agreeAnew(make([{ ...claimed, ...words }], before), undefined)).toMatchObject({ unfounded: 1, report: { conclusion: after } });
  });

  it('leaves a report that calls nothing agreed to as it is', () => {
    const report = makeReport({ proof: '', conclusion: 'failed', findings: [makeFinding({ check: 'models/drift', title: 'Model drift', message: 'It differs.' })] });
    expect(agreeAnew(report, undefined)).toEqual({ report, unfounded: 0 });
  });
});

describe('forgetApproval', () => {
  it('gives a finding the usual severity of its check, and never that of a note', () => {
    const forget = (check: string): unknown => forgetApproval(make([{ ...claimed, check }])).findings[0]?.severity;
    expect([forget('destructive/drop-column'), forget('destructive/drop-index'), forget('compatibility/rename-column'), forget('what/is-this')]).toEqual(['error', 'warning', 'warning', 'error']);
  });

  it('keeps only digests of exactly our form, and only where a label can agree', () => {
    const forget = (words: Partial<Finding>): unknown => forgetApproval(make([{ ...dropped, ...words }])).findings[0]?.approvable;
    expect([forget({}), forget({ approvable: [digest, '--> <b>'] }), forget({ approvable: [`${digest}A`] }), forget({ check: 'round-trip/downgrade-fails' }), forget({ severity: 'note' })]).toEqual([[digest], undefined, undefined, undefined, undefined]);
  });
});
