import { describe, expect, it } from 'vitest';
import { digestOperation } from '../../src/approval/approvable.ts';
import { readRecord, recordLimit, writeRecord } from '../../src/approval/record.ts';
import type { ApprovalRecord } from '../../src/approval/record.ts';

const [a, b] = [digestOperation(['a']), digestOperation(['b'])];
const record: ApprovalRecord = {
  shown: [{ since: '2026-11-21T14:00:00Z', operations: [a] }, { operations: [a, b] }],
  agreed: { event: 6430296748, at: '2026-11-21T14:03:00Z', operations: [a] },
};

function comment(line: string): string {
  return `<!-- alembic-gate:default -->\r\n${line}\r\n\r\n## ✅ Alembic Gate: passed`;
}

describe('the record', () => {
  it('is read as it was written, as GitHub stores it', () => {
    for (const one of [record, { shown: record.shown }, { shown: [{ operations: [] }] }]) expect(readRecord(comment(writeRecord(one)))).toEqual(one);
  });

  it('is one HTML comment that ends at its end', () => {
    const many = Array.from({ length: 2000 }, (_, index) => digestOperation([String(index)]));
    const line = writeRecord({ ...record, shown: [{ operations: many }] });
    expect(line.slice(4).indexOf('--')).toBe(line.length - 4 - '-->'.length);
    expect(line).not.toContain('\n');
  });

  it.for([
    ['no line', ''],
    ['a verdict', '## ✅ Alembic Gate: passed'],
    ['another version', writeRecord(record).replace(':1 ', ':2 ')],
    ['no JSON', '<!-- alembic-gate-approval:1 {"shown": -->'],
    ['null', '<!-- alembic-gate-approval:1 null -->'],
    ['a list', '<!-- alembic-gate-approval:1 [] -->'],
    ['nothing shown', '<!-- alembic-gate-approval:1 {"shown":[]} -->'],
    ['more than we write', writeRecord(record).replace('{"shown"', '{"by":"mallory","shown"')],
    ['more of what was shown', writeRecord({ shown: [{ operations: [a], by: 'mallory' } as ApprovalRecord['shown'][number]] })],
    ['a digest that is none', writeRecord({ shown: [{ operations: ['<img src=x>'] }] })],
    ['a digest that is too short', writeRecord({ shown: [{ operations: [a.slice(1)] }] })],
    ['a time that is none', writeRecord({ shown: [{ since: 'yesterday', operations: [a] }] })],
    ['an open time before the last', writeRecord({ shown: [{ operations: [a] }, { operations: [b] }] })],
    ['times that go back', writeRecord({ shown: [{ since: '2026-11-21T14:00:01Z', operations: [a] }, { since: '2026-11-21T14:00:00Z', operations: [b] }] })],
    ['an event without a number', writeRecord({ ...record, agreed: { event: '7' as unknown as number, at: '2026-11-21T14:03:00Z', operations: [a] } })],
    ['an event without a time', writeRecord({ ...record, agreed: { event: 7, at: '', operations: [a] } })],
    ['a line that is too long', writeRecord({ shown: [{ operations: Array.from({ length: recordLimit / 20 }, () => a) }] })],
    ['two lines in one', `${writeRecord(record)}${writeRecord(record)}`],
  ] as const)('is none that is %s', ([, line]) => {
    expect(readRecord(comment(line))).toBeUndefined();
  });

  it('stands in the second line and nowhere else', () => {
    const line = writeRecord(record);
    expect(readRecord(`${line}\n\n## Alembic Gate`)).toBeUndefined();
    expect(readRecord(`<!-- alembic-gate:default -->\n\n${line}\n`)).toBeUndefined();
    expect(readRecord('')).toBeUndefined();
  });
});
