import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeRecord } from '../../src/approval/record.ts';
import { readRunMark, summarizeReport, writeRunMark } from '../../src/reporters/run-mark.ts';
import type { RunMark } from '../../src/reporters/run-mark.ts';
import { makeFinding, makeReport } from '../reports/make-report.ts';

const mark: RunMark = { head: 'c0ffee00'.repeat(5), run: 1658821493, attempt: 2, began: '2026-11-21T14:03:00.123Z', verdict: 'failed', findings: ['01234567', '89abcdef'] };
const first = '<!-- alembic-gate:default -->';

describe('readRunMark', () => {
  it('reads what was written, behind what is remembered of a label too, and as GitHub stores it', () => {
    const line = writeRunMark(mark);
    expect(line).toBe('<!-- alembic-gate-run:1 {"head":"c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00","run":1658821493,"attempt":2,"began":"2026-11-21T14:03:00.123Z","verdict":"failed","findings":["01234567","89abcdef"]} -->');
    const record = writeRecord({ shown: [{ operations: [] }] });
    for (const body of [`${first}\n${line}\n\ntext`, `${first}\r\n${line}\r\n\r\ntext`, `${first}\n${record}\n${line}\n\ntext`, `${first}\n${line}`]) expect(readRunMark(body)).toEqual(mark);
  });

  it.each([
    ['none', first],
    ['one further down', `${first}\n\n${writeRunMark(mark)}`],
    ['one behind another line', `${first}\nhello\n${writeRunMark(mark)}`],
    ['another form', `${first}\n${writeRunMark(mark).replace(':1 ', ':2 ')}`],
    ['more in it', `${first}\n${writeRunMark(mark).replace('"attempt"', '"more":1,"attempt"')}`],
    ['another order', `${first}\n${writeRunMark(mark).replace('"run":1658821493,"attempt":2', '"attempt":2,"run":1658821493')}`],
    ['something behind it', `${first}\n${writeRunMark(mark)} hello`],
    ['half of it', `${first}\n${writeRunMark(mark).slice(0, 60)}`],
    ['no commit', `${first}\n${writeRunMark({ ...mark, head: 'main' })}`],
    ['no run', `${first}\n${writeRunMark({ ...mark, run: 0 })}`],
    ['no attempt', `${first}\n${writeRunMark({ ...mark, attempt: 1.5 })}`],
    ['no time', `${first}\n${writeRunMark({ ...mark, began: '2026-13-41T14:03:00Z' })}`],
    ['no verdict', `${first}\n${writeRunMark({ ...mark, verdict: 'green' as 'passed' })}`],
    ['no fingerprints', `${first}\n${writeRunMark({ ...mark, findings: ['--> <b>'] })}`],
    ['too many of them', `${first}\n${writeRunMark({ ...mark, findings: Array.from({ length: 101 }, () => '0') })}`],
  ])('takes %s for none', (_, body) => {
    expect(readRunMark(body)).toBeUndefined();
  });

  it('throws for no text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readRunMark(`${first}\n<!-- alembic-gate-run:1 ${text} -->`) === undefined));
  });
});

describe('summarizeReport', () => {
  it('has the findings that count, each once', () => {
    const finding = (fingerprint: string): ReturnType<typeof makeFinding> => makeFinding({ check: 'models/drift', title: 'Model drift', message: 'It differs.', fingerprint });
    const agreed = { by: 'ada', at: '2026-11-21T14:03:00Z', label: 'agreed' };
    const findings = [finding('ffffffff00000001'), finding('00000000ffffffff'), finding('ffffffff00000002'), { ...finding('1111111111111111'), approved: agreed }, { ...finding('2222222222222222'), suppressed: { reason: 'known', line: 1 } }];
    expect(summarizeReport(makeReport({ proof: '', conclusion: 'failed', findings }))).toEqual({ verdict: 'failed', findings: ['00000000', 'ffffffff'] });
  });

  it('has a hundred of them at most, so that the mark can be read', () => {
    const findings = Array.from({ length: 400 }, (_, index) => makeFinding({ check: 'models/drift', title: 'Model drift', message: 'It differs.', fingerprint: `${index.toString(16).padStart(8, '0')}00000000` }));
    const summary = summarizeReport(makeReport({ proof: '', conclusion: 'incomplete', findings }));
    expect(summary.findings).toHaveLength(100);
    expect(readRunMark(`${first}\n${writeRunMark({ ...mark, ...summary })}`)).toEqual({ ...mark, ...summary });
  });
});
