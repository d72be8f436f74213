import type { LoadAnswer } from '../alembic/protocol.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { ProviderName } from '../database/provider.ts';
import type { ProjectObservation } from '../observe/observation.ts';
import type { RevisionHistory } from '../revisions/history.ts';
import { buildRevisionReports } from './build-revision-reports.ts';
import { measureCoverage } from './measure-coverage.ts';
import { mergeFindings, mergeProblems } from './merge-targets.ts';
import { reportRows } from './report-rows.ts';
import { nameTargets } from './name-targets.ts';
import type { NamedTarget } from './name-targets.ts';
import type { ApprovalReport, Conclusion, Finding, Problem, ProjectReport, Report, Timing } from './report.ts';
import { writeProof } from './write-proof.ts';

/** Everything known of one project when the gate is through with it; what was not reached is absent. */
export interface ProjectResult {
  readonly config: string;
  readonly history: RevisionHistory | undefined;
  readonly dialect: Pick<Dialect, 'name' | 'title' | 'defaultSchema'> | undefined;
  /** The image that was asked for; undefined: the dialect's own. */
  readonly image: string | undefined;
  readonly server: { readonly provider: ProviderName; readonly version: string; readonly image: string | undefined } | undefined;
  readonly python: (Pick<LoadAnswer, 'python' | 'alembic' | 'sqlalchemy'> & { readonly origin: string }) | undefined;
  readonly observation: ProjectObservation | undefined;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly notLookedAt: readonly string[];
}

/** What the report is made of. */
export interface ReportParts {
  readonly version: string;
  readonly projects: readonly ProjectResult[];
  /** Problems of no single project, such as bad options. */
  readonly problems: readonly Problem[];
  readonly timings: readonly Timing[];
  /** Undefined where there was nothing for a label to agree to, or no label does. */
  readonly approval?: ApprovalReport | undefined;
  /** From which severity a finding makes the conclusion `failed`; `never` leaves the conclusion as with `error`. */
  readonly failOn: 'error' | 'warning' | 'never';
}

/** Puts together what the reporters render. Pure. */
export function buildReport(parts: ReportParts): Report {
  const targets = nameTargets(parts.projects);
  const findings = mergeFindings(targets);
  const problems = [...parts.problems, ...mergeProblems(targets)];
  const coverage = measureCoverage(targets);
  return {
    schemaVersion: 1,
    tool: { name: 'alembic-gate', version: parts.version },
    conclusion: conclude(findings, problems, parts),
    proof: writeProof(parts.projects, coverage),
    problems,
    projects: targets.map(buildProjectReport),
    findings,
    ...(parts.approval === undefined ? {} : { approval: parts.approval }),
    coverage,
    timings: parts.timings,
  };
}

/** `failed` where a finding counts; `incomplete` where something could not be looked at; else `passed`. */
function conclude(findings: readonly Finding[], problems: readonly Problem[], parts: ReportParts): Conclusion {
  const counts = (finding: Finding): boolean =>
    finding.suppressed === undefined && (finding.severity === 'error' || (finding.severity === 'warning' && parts.failOn === 'warning'));
  if (findings.some(counts)) return 'failed';
  if (problems.length > 0) return 'incomplete';
  return parts.projects.every(isProved) ? 'passed' : 'incomplete';
}

/** A new revision of which no step was made proves nothing. */
function isProved({ history, observation }: ProjectResult): boolean {
  if (history === undefined || observation === undefined) return false;
  const walked = new Set(observation.revisions.filter(({ steps }) => steps.some((step) => step.outcome !== 'skipped')).map(({ revision }) => revision));
  return [...history.newRevisions].every((id) => walked.has(id));
}

function buildProjectReport({ project, name }: NamedTarget): ProjectReport {
  const { config, dialect, server, python, history, observation } = project;
  return {
    config,
    ...(name === undefined ? {} : { target: name }),
    ...(dialect === undefined ? {} : { dialect: dialect.name }),
    ...(server === undefined || dialect === undefined
      ? {}
      : {
          server: {
            provider: server.provider,
            version: server.version,
            ...(server.image === undefined ? {} : { image: server.image }),
            title: dialect.title,
          },
        }),
    ...(python === undefined
      ? {}
      : { python: { version: python.python, alembic: python.alembic, sqlalchemy: python.sqlalchemy, origin: python.origin } }),
    ...(history?.baseName === undefined ? {} : { base: history.baseName }),
    heads: history?.graph.heads ?? [],
    bases: history?.graph.bases ?? [],
    revisions: history === undefined ? [] : buildRevisionReports(history, observation, project.findings),
    drift: describeDrift(observation),
    ...(observation?.rows === undefined || dialect === undefined ? {} : { rows: reportRows(observation.rows, dialect) }),
  };
}

function describeDrift(observation: ProjectObservation | undefined): NonNullable<ProjectReport['drift']> {
  const drift = observation?.drift;
  if (drift?.outcome === 'no-models') return 'no-models';
  if (drift?.outcome === 'compared') return drift.operations.length === 0 ? 'none' : 'found';
  return 'not-compared';
}
