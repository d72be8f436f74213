import { createHash } from 'node:crypto';
import type { Finding } from '../report/report.ts';

/** Categories whose findings a label can agree to. */
const agreeable = /^(?:destructive|compatibility)\//;

/** Whether a label can agree to the findings of a check that have this severity; a note has nothing to agree to. */
export function isAgreeable(check: string, severity: Finding['severity']): boolean {
  return severity !== 'note' && agreeable.test(check);
}

/**
 * The digest of one operation: the same tomorrow, and no other's. As long as a hash must be that nobody can make two operations with
 * one digest, a harmless one to be agreed to and another to be run: 132 bits as 22 letters of base64.
 */
export function digestOperation(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64').slice(0, 22);
}

/** Whether a text has the form of such a digest: 22 letters of base64, which stand for themselves in an HTML comment. */
export function isOperationDigest(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z\d+/]{22}$/.test(text);
}

/** Whether a finding counts and a label could agree to it that does not yet. */
export function awaitsApproval({ approvable, approved, suppressed }: Finding): boolean {
  return approvable !== undefined && approved === undefined && suppressed === undefined;
}
