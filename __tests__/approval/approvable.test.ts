import { expect, test } from 'vitest';
import { awaitsApproval, digestOperation, isAgreeable } from '../../src/approval/approvable.ts';
import { makeFinding } from '../reports/make-report.ts';

test('a label can agree to what is destroyed and what breaks a running release, unless it is a note', () => {
  const checks = ['destructive/drop-column', 'compatibility/rename-column', 'locks/table-rewrite', 'round-trip/downgrade-fails', 'rows/lost', 'destructive', 'my-destructive/x'];
  expect(checks.filter((check) => isAgreeable(check, 'warning'))).toEqual(['destructive/drop-column', 'compatibility/rename-column']);
  expect((['error', 'warning', 'note'] as const).filter((severity) => isAgreeable('destructive/drop-column', severity))).toEqual(['error', 'warning']);
});

test('a digest is the same tomorrow, and another for parts that are put together otherwise', () => {
  expect(digestOperation(['destructive/drop-column', 'alembic.ini', 'b1', 'users.email'])).toBe('1NuX6hK79ipgXGGiv4sa1A');
  expect(new Set([['ab', 'c'], ['a', 'bc'], ['abc'], ['a', 'b', 'c']].map(digestOperation)).size).toBe(4);
});

test('a finding waits until it is agreed to or suppressed', () => {
  const finding = makeFinding({ check: 'destructive/drop-column', title: 'Column dropped', message: 'It is.', approvable: ['A'] });
  const other = makeFinding({ check: 'destructive/drop-column', title: 'Column dropped', message: 'It is.' });
  const agreed = { ...finding, approved: { by: 'ada', at: '2026-11-21T14:03:00Z', label: 'agreed' } };
  expect([finding, other, agreed, { ...finding, suppressed: { reason: 'unused', line: 3 } }].map(awaitsApproval)).toEqual([true, false, false, false]);
});
