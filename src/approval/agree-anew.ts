import { checks } from '../checks/registry.ts';
import { applyApproval } from '../judge.ts';
import { reportApproval } from '../report/report-approval.ts';
import type { Finding, Report } from '../report/report.ts';
import { isAgreeable, isOperationDigest } from './approvable.ts';
import type { Approval } from './approval.ts';

/** A report with the label as GitHub has it. */
export interface AgreedAnew {
  readonly report: Report;
  /** How many findings the report called agreed to that GitHub does not. */
  readonly unfounded: number;
}

/**
 * Takes away what a report says of a label. A finding that it calls agreed to gets its check's usual severity back, because its own is not
 * in the report.
 */
export function forgetApproval(report: Report): Report {
  const copy: { -readonly [name in keyof Report]: Report[name] } = { ...report, findings: report.findings.map(forgetAgreement) };
  delete copy.approval;
  return copy;
}

/**
 * The report of another run with what GitHub tells of the label in place of what the report says, which a stranger may have written. Pure.
 * @param approval what was read of the label for this report; undefined where no label agrees to anything
 */
export function agreeAnew(report: Report, approval: Approval | undefined): AgreedAnew {
  const forgotten = forgetApproval(report);
  const findings = applyApproval(forgotten.findings, approval);
  const claimed = new Set(report.findings.flatMap(({ approved, fingerprint }) => (approved === undefined ? [] : [fingerprint])));
  const unfounded = findings.filter(({ approved, fingerprint }) => approved === undefined && claimed.has(fingerprint));
  const isFailed = unfounded.some(({ severity, suppressed }) => suppressed === undefined && severity === 'error');
  const told = reportApproval(approval);
  return { report: { ...forgotten, findings, ...(isFailed ? { conclusion: 'failed' } : {}), ...(told === undefined ? {} : { approval: told }) }, unfounded: unfounded.length };
}

function forgetAgreement({ approved, approvable, ...finding }: Finding): Finding {
  const severity = approved === undefined ? finding.severity : findUsualSeverity(finding.check);
  // Digests go into the comment's hidden line as they are.
  const isFit = approvable?.every(isOperationDigest) === true && isAgreeable(finding.check, severity);
  return { ...finding, severity, ...(isFit ? { approvable } : {}) };
}

/** Of something that needed agreement, so never a note. */
function findUsualSeverity(check: string): Finding['severity'] {
  const severity = checks.find(({ id }) => id === check)?.severity ?? 'error';
  return severity === 'note' ? 'warning' : severity;
}
