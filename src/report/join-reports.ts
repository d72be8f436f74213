import { forgetApproval } from '../approval/agree-anew.ts';
import type { Approval } from '../approval/approval.ts';
import { applyApproval } from '../judge.ts';
import { sayFew } from '../say-list.ts';
import { concludeRevision } from './build-revision-reports.ts';
import { conclude } from './conclude.ts';
import type { Grounds } from './conclude.ts';
import { findMissingParts } from './find-missing-parts.ts';
import { joinTargets } from './join-targets.ts';
import { mergeNotLookedAt } from './merge-not-looked-at.ts';
import { mergeFindings } from './merge-targets.ts';
import { nameTargets } from './name-targets.ts';
import { describeReportPart } from './report-part.ts';
import type { ReportPart } from './report-part.ts';
import { reportApproval } from './report-approval.ts';
import type { Coverage, Problem, ProjectReport, Report, Timing } from './report.ts';
import { writeProof } from './write-proof.ts';

/** What a joined report is made of. */
export interface JoinRequest {
  readonly parts: readonly ReportPart[];
  /** Of files that could not be read, one each. */
  readonly problems: readonly Problem[];
  /** How many reports there must be; undefined where they tell it themselves. */
  readonly count: number | undefined;
  /** Of this program. */
  readonly version: string;
  /** The commit that this run is about. */
  readonly commit: string | undefined;
  readonly failOn: Grounds['failOn'];
  /** What this job read of the label; what other jobs say of it is not believed. */
  readonly approval: Approval | undefined;
}

/**
 * One report of the reports of several jobs: revisions of one project that were looked at in parts stand together, several databases of it
 * are its targets, several projects stand side by side. What a part says of itself as a whole is not believed but concluded anew. Pure.
 */
export function joinReports(request: JoinRequest): Report {
  const { version, commit, failOn, approval } = request;
  const parts = request.parts.map(({ file, report }) => ({ file, report: forgetApproval(report) }));
  const targets = nameTargets(
    joinTargets(parts).map((target) => {
      const { server } = target.report;
      return { ...target, findings: applyApproval(target.findings, approval), dialect: server === undefined ? undefined : { title: server.title }, server, image: server?.image };
    }),
  );
  const findings = mergeFindings(targets);
  const problems = [...findMissingParts(parts, { count: request.count, unread: request.problems.length, commit, version }), ...request.problems, ...joinProblems(parts)];
  const projects = targets.map(({ project, name }): ProjectReport => {
    const { report } = project;
    const revisions = report.revisions.map((revision) => (revision.new ? { ...revision, conclusion: concludeRevision(revision.id, revision.steps, project.findings) } : revision));
    return { ...report, ...(name === undefined ? {} : { target: name }), revisions };
  });
  const coverage = { ...addCoverage(parts, projects), notLookedAt: joinNotLookedAt(parts, targets) };
  const told = reportApproval(approval);
  return {
    schemaVersion: 1,
    tool: { name: 'alembic-gate', version },
    ...(commit === undefined ? {} : { commit }),
    conclusion: conclude({ findings, problems, isProved: parts.every((part) => part.report.conclusion !== 'incomplete') && projects.every(isProved), failOn }),
    proof: writeProof(projects, coverage, parts.length > 1 ? { jobs: parts.length } : {}),
    problems,
    projects,
    findings,
    ...(told === undefined ? {} : { approval: told }),
    coverage,
    timings: joinTimings(parts),
  };
}

/** A project that no job brought to a database, or a new revision of which no step was made, proves nothing, whatever the parts conclude. */
function isProved({ server, revisions }: ProjectReport): boolean {
  return server !== undefined && revisions.every((revision) => !revision.new || revision.steps.some(({ walk, outcome }) => walk === 'empty' && outcome !== 'skipped'));
}

/** Each problem once, with the parts that had it where not all had. */
function joinProblems(parts: readonly ReportPart[]): Problem[] {
  const told = parts.flatMap((part) => part.report.problems.map((problem) => ({ part, problem })));
  return [...Map.groupBy(told, ({ problem }) => JSON.stringify(problem)).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const owners = [...new Set(same.map(({ part }) => part))];
    if (owners.length === parts.length) return [first.problem];
    return [{ ...first.problem, what: `In ${sayFew(owners.map(describeReportPart), mostNamed)}: ${first.problem.what}` }];
  });
}

const mostNamed = 5;

/** What jobs did adds up; what they share, the project's revisions and tables, counts once. */
function addCoverage(parts: readonly ReportPart[], projects: readonly ProjectReport[]): Omit<Coverage, 'notLookedAt'> {
  const sum = (count: (coverage: Coverage) => number): number => parts.reduce((total, { report }) => total + count(report.coverage), 0);
  const byConfig = [...Map.groupBy(projects, ({ config }) => config).values()];
  const sumOfMost = (count: (project: ProjectReport) => number): number => byConfig.reduce((total, own) => total + own.reduce((most, project) => Math.max(most, count(project)), 0), 0);
  return {
    newRevisions: sumOfMost(({ revisions }) => revisions.filter((revision) => revision.new).length),
    broughtUp: sumOfMost(({ broughtUp = 0 }) => broughtUp),
    steps: sum(({ steps }) => steps),
    rowSteps: sum(({ rowSteps }) => rowSteps),
    filledTables: sumOfMost(({ rows }) => rows?.filled.length ?? 0),
    skipped: sum(({ skipped }) => skipped),
    statements: sum(({ statements }) => statements),
    unparsed: sum(({ unparsed }) => unparsed),
  };
}

/** What each database's jobs did not look at, and what jobs on several databases say, who have said already of which. */
function joinNotLookedAt(parts: readonly ReportPart[], targets: Parameters<typeof mergeNotLookedAt>[0]): string[] {
  const ofSeveral = parts.flatMap(({ report }) => (report.projects.length === 1 ? [] : report.coverage.notLookedAt));
  return [...new Set([...mergeNotLookedAt(targets), ...ofSeveral])];
}

/** What took how long in which job; they ran side by side. */
function joinTimings(parts: readonly ReportPart[]): Timing[] {
  return parts.flatMap((part) => part.report.timings.map(({ what, durationMs }) => ({ what: `${describeReportPart(part)}: ${what}`, durationMs })));
}
