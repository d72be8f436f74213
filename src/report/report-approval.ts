import type { Approval } from '../approval/approval.ts';
import type { ApprovalReport } from './report.ts';

/** What the report tells of the label; which findings it agrees to stands with them. */
export function reportApproval(approval: Approval | undefined): ApprovalReport | undefined {
  if (approval === undefined) return undefined;
  const { label } = approval;
  if (approval.state === 'set') return { label, set: { by: approval.event.by, at: approval.event.at } };
  return approval.state === 'unknown' ? { label, problem: approval.why } : { label };
}
