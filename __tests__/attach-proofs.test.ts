import { describe, expect, it } from 'vitest';
import { attachProofs } from '../src/attach-proofs.ts';
import type { Proof } from '../src/checks/check.ts';
import type { Finding } from '../src/report/report.ts';

function makeFinding(check: string, message: string, more: Partial<Finding> = {}): Finding {
  const remedy = { text: 'Mend it.' };
  return { check, title: check, severity: 'warning', project: 'alembic.ini', revision: 'b1', message, why: 'It matters.', remedy, evidence: {}, fingerprint: check, ...more };
}

const proof: Proof = { sentence: 'Proved: it is gone.', checks: ['destructive/drop-column'], names: ['users.email'], tables: [] };
const tried = { finding: makeFinding('compatibility/old-code-breaks', 'Code cannot read `users.email`.', { evidence: { error: 'no such column' } }), proof };

function tell(finding: Finding): readonly string[] {
  return attachProofs([tried, { finding, proof: undefined }]).map(({ check, message, evidence }) => `${check}: ${message} ${JSON.stringify(evidence)}`);
}

describe('a proof', () => {
  const own = 'compatibility/old-code-breaks: Code cannot read `users.email`. {"error":"no such column"}';

  it('is said by the finding that tells the same, and is none of its own', () => {
    expect(tell(makeFinding('destructive/drop-column', 'Column `users.email` is dropped.', { evidence: { sql: 'ALTER' } }))).toEqual([
      'destructive/drop-column: Column `users.email` is dropped. Proved: it is gone. {"sql":"ALTER","error":"no such column"}',
    ]);
  });

  it.each([
    ['another column', makeFinding('destructive/drop-column', 'Column `users.name` is dropped.')],
    ['another revision', makeFinding('destructive/drop-column', 'Column `users.email` is dropped.', { revision: 'c1' })],
    ['a check that it is no proof of', makeFinding('rows/lost', 'Column `users.email` is dropped.')],
    ['words that are no name', makeFinding('destructive/drop-column', 'Column users.email is dropped.')],
  ])('stands by itself beside %s', (_name, other) => {
    expect(tell(other)).toEqual([`${other.check}: ${other.message} {}`, own]);
  });

  it('stands by itself alone', () => {
    expect(attachProofs([tried])).toEqual([tried.finding]);
  });

  it('is said once where two of them say the same', () => {
    const dropped = makeFinding('destructive/drop-column', 'Column `users.email` is dropped.');
    expect(attachProofs([tried, { ...tried, finding: { ...tried.finding } }, { finding: dropped, proof: undefined }]).map(({ message }) => message)).toEqual(['Column `users.email` is dropped. Proved: it is gone.']);
  });
});
