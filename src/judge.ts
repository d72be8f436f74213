import { createHash } from 'node:crypto';
import { awaitsApproval, digestOperation, isAgreeable } from './approval/approvable.ts';
import type { Approval } from './approval/approval.ts';
import { attachProofs } from './attach-proofs.ts';
import type { Check, CheckContext, FoundProblem, ObservationContext, PullsContext, Severity } from './checks/check.ts';
import { isJudgedAtHeads } from './checks/at-heads.ts';
import { findSeverity } from './checks/find-severity.ts';
import type { Severities } from './checks/find-severity.ts';
import { noReason } from './checks/suppressions/no-reason.ts';
import { unused } from './checks/suppressions/unused.ts';
import type { Finding } from './report/report.ts';
import type { Slice } from './revisions/plan.ts';
import type { Revision, Suppression } from './revisions/revision.ts';

/** What is judged, and how seriously. */
export interface JudgeRequest {
  readonly checks: readonly Check[];
  readonly severities: Severities;
  /** The project's name. */
  readonly project: string;
  /** The text of a revision file, for excerpts. */
  readonly readSource: (file: string) => string | undefined;
}

/** Findings from the files alone. */
export function judgeGraph(request: JudgeRequest, context: CheckContext): Finding[] {
  return request.checks.flatMap((check) => (check.stage === 'graph' ? settle(request, check, check.find(context)) : []));
}

/** Findings from what other open pull requests add. */
export function judgeRivals(request: JudgeRequest, context: PullsContext): Finding[] {
  return request.checks.flatMap((check) => (check.stage === 'pull-requests' ? settle(request, check, check.find(context)) : []));
}

/**
 * Findings from what happened on the database.
 * @param slice the revisions that this job looks at, where others look at the rest: what this one proves of theirs is said where all are joined
 */
export function judgeObservation(request: JudgeRequest, context: ObservationContext, slice?: Slice): Finding[] {
  return attachProofs(
    request.checks.flatMap((check) =>
      check.stage === 'observation' ? check.find(context).flatMap(({ proof, ...problem }) => (isOwn(check, problem, slice) ? settle(request, check, [problem]).map((finding) => ({ finding: slice === undefined || proof === undefined ? finding : { ...finding, proof }, proof })) : [])) : [],
    ),
  );
}

/** Whether a problem is this job's to tell, so that of all jobs one tells it. */
function isOwn({ id }: Check, { revision }: FoundProblem, slice: Slice | undefined): boolean {
  if (slice === undefined) return true;
  if (isJudgedAtHeads(id)) return slice.isLast;
  return revision === undefined || slice.revisions.has(revision);
}

/** Marks the findings that a suppression of the new revisions speaks for; one without a reason does not. Most serious first. */
export function applySuppressions({ history }: CheckContext, findings: readonly Finding[]): Finding[] {
  const revisions = listNew(history);
  return sortFindings(
    findings.map((finding): Finding => {
      const speaking = listSpeaking(finding, revisions);
      // Where several speak, the nearest gives the reason.
      const suppression = speaking.find(({ codeLine }) => codeLine === finding.line) ?? speaking.find(({ codeLine }) => codeLine !== undefined) ?? speaking[0];
      return suppression === undefined ? finding : { ...finding, suppressed: { reason: suppression.reason, line: suppression.line } };
    }),
  );
}

/** Makes notes of the findings that a label agrees to; those of a suppression stay as they are. Most serious first. */
export function applyApproval(findings: readonly Finding[], approval: Approval | undefined): Finding[] {
  if (approval?.state !== 'set') return [...findings];
  const { event, label, covers } = approval;
  return sortFindings(
    findings.map((finding): Finding => {
      const isCovered = awaitsApproval(finding) && finding.approvable?.every((operation) => covers.has(operation)) === true;
      return isCovered ? { ...finding, severity: 'note', approved: { by: event.by, at: event.at, label } } : finding;
    }),
  );
}

/**
 * Findings about suppressions that suppress none of the findings or give no reason. `isWhole` is false where not everything was looked
 * at: then no suppression can be called unused.
 */
export function judgeSuppressions(request: JudgeRequest, { history }: CheckContext, findings: readonly Finding[], isWhole: boolean): Finding[] {
  const revisions = listNew(history);
  const used = new Set(findings.flatMap((finding) => listSpeaking(finding, revisions)));
  const about = revisions.flatMap((revision) => revision.suppressions.map((suppression) => ({ revision, suppression })));
  const unreasoned = about.filter(({ suppression }) => suppression.reason === '').map(describeUnreasoned);
  const idle = isWhole ? about.filter(({ suppression }) => suppression.reason !== '' && !used.has(suppression)).map(describeUnused) : [];
  return sortFindings([...settle(request, noReason, unreasoned), ...settle(request, unused, idle)]);
}

function listNew({ newRevisions, graph }: CheckContext['history']): Revision[] {
  return [...newRevisions].flatMap((id) => graph.revisions.get(id) ?? []);
}

/** The suppressions with a reason that speak for a finding. */
function listSpeaking(finding: Finding, revisions: readonly Revision[]): readonly Suppression[] {
  const revision = revisions.find(({ file }) => file === finding.file);
  return revision?.suppressions.filter((candidate) => candidate.reason !== '' && speaksFor(candidate, finding, revision)) ?? [];
}

/** A suppression of a line speaks for findings at that line, and on a `def` line for its whole function. */
function speaksFor({ checks, codeLine }: Suppression, finding: Finding, { lines }: Revision): boolean {
  const category = finding.check.split('/')[0] ?? '';
  if (!checks.includes(finding.check) && !checks.includes(category)) return false;
  if (codeLine === undefined || codeLine === finding.line) return true;
  if (finding.line === undefined) return false;
  const [first, second] = [lines.upgrade, lines.downgrade].sort((a, b) => a - b);
  if (codeLine === first) return finding.line >= codeLine && (second === undefined || second === first || finding.line < second);
  return codeLine === second && finding.line >= codeLine;
}

interface Suppressing {
  readonly revision: Revision;
  readonly suppression: Suppression;
}

function describeUnreasoned({ revision, suppression }: Suppressing): FoundProblem {
  return {
    revision: revision.id,
    file: revision.file,
    line: suppression.line,
    message: `The suppression of ${suppression.checks.join(', ')} gives no reason, so it does not count.`,
    remedy: { text: 'Say why:', code: `# alembic-gate: ignore[${suppression.checks.join(', ')}] the reason`, language: 'python' },
    identity: [revision.id, ...suppression.checks],
  };
}

function describeUnused({ revision, suppression }: Suppressing): FoundProblem {
  return {
    revision: revision.id,
    file: revision.file,
    line: suppression.line,
    message: `The suppression of ${suppression.checks.join(', ')} suppresses nothing.`,
    remedy: { text: 'Remove the comment, or correct the check it names.' },
    identity: [revision.id, ...suppression.checks],
  };
}

function settle(request: JudgeRequest, check: Check, problems: readonly FoundProblem[]): Finding[] {
  return problems.flatMap((problem) => {
    const asked = findSeverity(request.severities, check.id, problem.file);
    if (asked === 'off') return [];
    const { identity, operation, evidence, severity: own, ...rest } = problem;
    const excerpt = takeExcerpt(request, problem);
    const severity = asked ?? own ?? check.severity;
    return {
      check: check.id,
      title: check.title,
      severity,
      project: request.project,
      ...rest,
      why: check.why,
      evidence: evidence ?? {},
      fingerprint: createHash('sha256').update(JSON.stringify([check.id, request.project, ...identity])).digest('hex').slice(0, 16),
      ...(isAgreeable(check.id, severity) ? { approvable: [digestOperation([check.id, request.project, ...identity, '', ...(operation ?? [problem.message])])] } : {}),
      ...(excerpt === undefined ? {} : { excerpt }),
    };
  });
}

const linesAround = 2;

function takeExcerpt({ readSource }: JudgeRequest, { file, line }: FoundProblem): Finding['excerpt'] {
  if (file === undefined || line === undefined) return undefined;
  const lines = readSource(file)?.split(/\r?\n/);
  if (lines === undefined || line > lines.length) return undefined;
  const firstLine = Math.max(1, line - linesAround);
  return { firstLine, lines: lines.slice(firstLine - 1, line + linesAround) };
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Most serious first, then by place. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return findings.toSorted(
    (a, b) =>
      Number(a.suppressed !== undefined) - Number(b.suppressed !== undefined) ||
      ranks[a.severity] - ranks[b.severity] ||
      compare(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.check, b.check),
  );
}
