import type { CatalogChange } from '../catalog/change.ts';
import { describeChange } from '../catalog/describe.ts';
import { isDifference } from '../catalog/diff.ts';
import type { ProjectObservation, Rewrite, StepObservation } from '../observe/observation.ts';
import type { RevisionHistory } from '../revisions/history.ts';
import type { Revision } from '../revisions/revision.ts';
import { gradeRoundTrip } from './grade-round-trip.ts';
import type { Finding, RevisionReport, RewriteReport, StatementReport, StepReport } from './report.ts';

/** One entry a new revision, in the order they were walked, and one for each old revision drawn beside them. */
export function buildRevisionReports(
  history: RevisionHistory,
  observation: ProjectObservation | undefined,
  findings: readonly Finding[],
): RevisionReport[] {
  const { graph, newRevisions } = history;
  const walked = [...new Set(observation?.revisions.map(({ revision }) => revision).filter((id) => newRevisions.has(id)))];
  const notWalked = [...newRevisions].filter((id) => !walked.includes(id)).sort();
  const neighbours = findNeighbours(history);
  const report = (id: string): RevisionReport[] => {
    const revision = graph.revisions.get(id);
    return revision === undefined ? [] : [reportRevision(revision, history, observation, findings)];
  };
  return [...walked, ...notWalked, ...neighbours].flatMap(report);
}

/** Old revisions that a new one hangs on, and the other heads. */
function findNeighbours({ graph, newRevisions }: RevisionHistory): string[] {
  const neighbours = new Set<string>(graph.heads);
  for (const id of newRevisions) {
    for (const parent of graph.revisions.get(id)?.parents ?? []) neighbours.add(parent);
  }
  return [...neighbours].filter((id) => !newRevisions.has(id)).sort();
}

function reportRevision(
  revision: Revision,
  history: RevisionHistory,
  observation: ProjectObservation | undefined,
  findings: readonly Finding[],
): RevisionReport {
  const isNew = history.newRevisions.has(revision.id);
  const trip = isNew ? observation?.revisions.find((candidate) => candidate.revision === revision.id) : undefined;
  const rehearsed = isNew ? (observation?.rehearsal?.steps.filter((step) => step.revision === revision.id) ?? []) : [];
  const withRows = isNew ? observation?.rows?.revisions.find((candidate) => candidate.revision === revision.id) : undefined;
  // That the walk with rows did not come to it is told by the coverage.
  const rowSteps = withRows?.steps.filter(({ outcome }) => outcome !== 'skipped') ?? [];
  const steps = [...(trip?.steps ?? []), ...rowSteps, ...rehearsed];
  const grade = isNew && observation !== undefined ? gradeRoundTrip(revision, observation) : undefined;
  const firstUpgrade = trip?.steps.find((step) => step.direction === 'upgrade' && step.attempt === 1);
  return {
    id: revision.id,
    parents: revision.parents,
    dependsOn: revision.dependsOn,
    file: revision.file,
    message: revision.message,
    new: isNew,
    isHead: history.graph.heads.includes(revision.id),
    conclusion: concludeRevision(revision.id, steps, findings),
    ...(hasDifference(trip?.trace) ? { leavesTrace: true } : {}),
    ...(hasDifference(trip?.repeat) ? { differsAgain: true } : {}),
    ...(grade === undefined ? {} : { grade }),
    changes: firstUpgrade?.changes.map((change) => describeChange(change, 'upgrade')) ?? [],
    steps: steps.map(reportStep),
  };
}

function hasDifference(changes: readonly CatalogChange[] | undefined): boolean {
  return changes?.some(isDifference) === true;
}

/** What a revision's steps and the findings about it come to. */
export function concludeRevision(id: string, steps: readonly Pick<StepObservation, 'outcome'>[], findings: readonly Finding[]): RevisionReport['conclusion'] {
  const own = findings.filter((finding) => finding.revision === id && finding.suppressed === undefined);
  if (own.some(({ severity }) => severity === 'error')) return 'failed';
  if (steps.length === 0) return 'not-walked';
  if (steps.some(({ outcome }) => outcome === 'skipped')) return 'skipped';
  return own.some(({ severity }) => severity === 'warning') ? 'warned' : 'passed';
}

function reportStep(step: StepObservation): StepReport {
  const { walk, direction, attempt, outcome, durationMs, error, skippedBecause } = step;
  return {
    walk,
    direction,
    attempt,
    outcome,
    durationMs,
    ...(error === undefined
      ? {}
      : {
          error: {
            type: error.type,
            message: error.message,
            ...(error.code === undefined ? {} : { code: error.code }),
            ...(error.traceback === undefined ? {} : { traceback: error.traceback }),
          },
        }),
    ...(skippedBecause === undefined ? {} : { skippedBecause }),
    statements: step.statements.filter(({ isBookkeeping }) => !isBookkeeping).map(reportStatement),
  };
}

function reportStatement(statement: StepObservation['statements'][number]): StatementReport {
  const { sql, file, line, durationMs, parsed, isFailed, impact } = statement;
  return {
    sql,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    durationMs,
    ...(parsed.parsed ? { operations: parsed.operations.map(({ kind }) => kind) } : {}),
    ...(isFailed ? { isFailed } : {}),
    ...(impact === undefined || impact.locks.length === 0 ? {} : { locks: impact.locks.map(({ schema, name, mode, blocks }) => ({ schema, table: name, mode, blocks })) }),
    ...(impact === undefined || impact.rewrites.length === 0 ? {} : { rewrites: impact.rewrites.map(reportRewrite) }),
  };
}

function reportRewrite({ kind, schema, table, name }: Rewrite): RewriteReport {
  return { schema, table, ...(kind === 'index' ? { index: name } : {}) };
}
