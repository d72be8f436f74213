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
import { conclude } from './conclude.ts';
import type { Grounds } from './conclude.ts';
import type { ApprovalReport, Finding, Part, Problem, ProjectReport, Report, Timing } from './report.ts';
import { sayPart } from './take-part.ts';
import { writeProof } from './write-proof.ts';

/** Everything known of one project when the gate is through with it; what was not reached is absent. */
export interface ProjectResult {
  readonly config: string;
  readonly history: RevisionHistory | undefined;
  readonly dialect: Pick<Dialect, 'name' | 'title' | 'defaultSchema'> | undefined;
  /** Which of the databases that `env.py` migrates this is, where there are several. */
  readonly database?: string;
  /** The image that was asked for; undefined: the dialect's own. */
  readonly image: string | undefined;
  readonly server: { readonly provider: ProviderName; readonly version: string; readonly image: string | undefined; readonly isRestricted?: boolean } | undefined;
  readonly python: (Pick<LoadAnswer, 'python' | 'alembic' | 'sqlalchemy'> & { readonly origin: string }) | undefined;
  readonly observation: ProjectObservation | undefined;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly notLookedAt: readonly string[];
  /** There are fewer revisions than parts, and this one has none of them: there was nothing to look at. */
  readonly isEmptyPart?: boolean;
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
  readonly failOn: Grounds['failOn'];
  /** Which of several jobs this is. */
  readonly part?: Part | undefined;
  /** The commit that was looked at. */
  readonly commit?: string | undefined;
}

/** Puts together what the reporters render. Pure. */
export function buildReport(parts: ReportParts): Report {
  const targets = nameTargets(parts.projects);
  const findings = mergeFindings(targets);
  const problems = [...parts.problems, ...mergeProblems(targets)];
  const coverage = measureCoverage(targets);
  const projects = targets.map(buildProjectReport);
  return {
    schemaVersion: 1,
    tool: { name: 'alembic-gate', version: parts.version },
    ...(parts.part === undefined ? {} : { part: parts.part }),
    ...(parts.commit === undefined ? {} : { commit: parts.commit }),
    conclusion: conclude({ findings, problems, isProved: parts.projects.every(isProved), failOn: parts.failOn }),
    proof: `${writeProof(projects, coverage)}${parts.part === undefined ? '' : `; part ${sayPart(parts.part)}`}`,
    problems,
    projects,
    findings,
    ...(parts.approval === undefined ? {} : { approval: parts.approval }),
    coverage,
    timings: parts.timings,
  };
}

/** A new revision of which no step was made proves nothing. */
function isProved({ history, observation, isEmptyPart }: ProjectResult): boolean {
  if (isEmptyPart === true) return true;
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
            ...(server.isRestricted === true ? { isRestricted: true } : {}),
            title: dialect.title,
          },
        }),
    ...(python === undefined
      ? {}
      : { python: { version: python.python, alembic: python.alembic, sqlalchemy: python.sqlalchemy, origin: python.origin } }),
    ...(history?.baseName === undefined ? {} : { base: history.baseName }),
    heads: history?.graph.heads ?? [],
    bases: history?.graph.bases ?? [],
    ...(observation === undefined ? {} : { broughtUp: observation.bringUp.applied.length }),
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
