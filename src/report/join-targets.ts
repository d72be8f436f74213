import { attachProofs } from '../attach-proofs.ts';
import { sortFindings } from '../judge.ts';
import { sayUnfilled } from './measure-coverage.ts';
import { identifyDatabase } from './report-part.ts';
import type { ReportPart } from './report-part.ts';
import type { Finding, ProjectReport, RevisionReport, RowsReport } from './report.ts';
import { sayEmptyPart, sayLeftToLast } from './take-part.ts';

/** One database of one project, from all jobs that looked at a part of its revisions on it. */
export interface JoinedTarget {
  readonly config: string;
  readonly findings: readonly Finding[];
  /** Sentences of the jobs that looked at nothing else. */
  readonly notLookedAt: readonly string[];
  /** Without `target`, which is named when all are known; each revision still with the conclusion of its job. */
  readonly report: Omit<ProjectReport, 'target'>;
}

/** What one job tells of one database. */
interface Share {
  readonly from: ReportPart;
  readonly project: ProjectReport;
}

/** The databases of all projects, in the order of the reports. Findings that several jobs gave are one. Pure. */
export function joinTargets(parts: readonly ReportPart[]): JoinedTarget[] {
  const shares = parts.flatMap((from): Share[] => from.report.projects.map((project) => ({ from, project })));
  const byConfig = Map.groupBy(shares, ({ project }) => project.config);
  return [...byConfig.values()].flatMap((ofProject) => {
    const groups = Map.groupBy(ofProject, ({ project }) => identifyDatabase(project));
    // A job that came to no database tells of the revisions' files what it tells of them on each.
    const without = groups.get(undefined) ?? [];
    groups.delete(undefined);
    return (groups.size === 0 ? [without] : [...groups.values()].map((own) => [...own, ...without])).map((own) => joinShares(sortByPart(own)));
  });
}

function sortByPart(shares: readonly Share[]): readonly Share[] {
  return shares.toSorted((a, b) => (a.from.report.part?.index ?? 0) - (b.from.report.part?.index ?? 0));
}

function joinShares(shares: readonly Share[]): JoinedTarget {
  const reports = shares.map(({ project }) => project);
  const [first] = reports;
  if (first === undefined) throw new Error('A database is joined of at least one report.');
  const { dialect, server, python } = reports.find((report) => report.server !== undefined) ?? first;
  const findings = joinFindings(shares);
  const drift = reports.map((report) => report.drift).find((found) => found !== undefined && found !== 'not-compared') ?? first.drift;
  const rows = joinRows(reports);
  const base = reports.find((report) => report.base !== undefined)?.base;
  const broughtUp = reports.flatMap((report) => report.broughtUp ?? []);
  return {
    config: first.config,
    findings,
    notLookedAt: joinSentences(shares, rows),
    report: {
      config: first.config,
      ...(dialect === undefined ? {} : { dialect }),
      ...(server === undefined ? {} : { server }),
      ...(python === undefined ? {} : { python }),
      ...(base === undefined ? {} : { base }),
      heads: first.heads,
      bases: first.bases,
      // Those before all parts; what a later part came through, an earlier one looked at.
      ...(broughtUp.length === 0 ? {} : { broughtUp: broughtUp.reduce((least, count) => Math.min(least, count)) }),
      revisions: joinRevisions(reports),
      ...(drift === undefined ? {} : { drift }),
      ...(rows === undefined ? {} : { rows }),
    },
  };
}

/**
 * What each job found on this database, and what several found once. A suppression that one job found no use
 * for may have been used by another.
 */
function joinFindings(shares: readonly Share[]): readonly Finding[] {
  const told = shares.flatMap(({ from, project }) => {
    const times = new Map<string, number>();
    return from.report.findings
      .filter((finding) => finding.project === project.config && (finding.targets === undefined || project.target === undefined || finding.targets.includes(project.target)))
      .map((found) => {
        const finding = leaveOutTargets(found);
        const key = JSON.stringify(finding);
        const before = times.get(key) ?? 0;
        times.set(key, before + 1);
        return { finding, key: JSON.stringify([key, before]) };
      });
  });
  const findings = attachProofs([...new Map(told.map(({ key, finding }) => [key, takeProof(finding)])).values()]);
  const used = new Set(findings.flatMap(({ file, suppressed }) => (suppressed === undefined ? [] : [JSON.stringify([file, suppressed.line])])));
  return sortFindings(findings.filter(({ check, file, line }) => check !== 'suppressions/unused' || !used.has(JSON.stringify([file, line]))));
}

/** Which databases gave it is told anew when all are known. */
function leaveOutTargets(finding: Finding): Finding {
  const own: Mutable<Finding> = { ...finding };
  delete own.targets;
  delete own.evidenceTarget;
  return own;
}

function takeProof({ proof, ...finding }: Finding): { readonly finding: Finding; readonly proof: Finding['proof'] } {
  return { finding, proof };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The new revisions in the order of the parts, each from the job that walked it, and the old ones that are drawn beside them. */
function joinRevisions(reports: readonly ProjectReport[]): RevisionReport[] {
  const all = reports.flatMap(({ revisions }) => revisions);
  const fresh = new Map<string, RevisionReport>();
  for (const revision of all.filter((each) => each.new)) {
    const known = fresh.get(revision.id);
    if (known === undefined || (known.steps.length === 0 && revision.steps.length > 0)) fresh.set(revision.id, revision);
  }
  const old = new Map(all.filter(({ new: isNew, id }) => !isNew && !fresh.has(id)).map((revision) => [revision.id, revision]));
  return [...fresh.values(), ...[...old.values()].sort((a, b) => (a.id < b.id ? -1 : 1))];
}

function joinRows(reports: readonly ProjectReport[]): RowsReport | undefined {
  const told = reports.flatMap(({ rows }) => rows ?? []);
  if (told.length === 0) return undefined;
  const filled = new Map(told.flatMap((rows) => rows.filled.map((table) => [table.table, table])));
  const unfilled = new Map(told.flatMap((rows) => rows.unfilled.map((table) => [table.table, table])));
  return { filled: [...filled.values()], unfilled: [...unfilled.values()].filter(({ table }) => !filled.has(table)) };
}

/** Each sentence once, without those that are so of a part and not of all parts together. */
function joinSentences(shares: readonly Share[], rows: RowsReport | undefined): string[] {
  const filled = new Set(rows?.filled.map(({ table }) => table));
  const own = shares.filter(({ from }) => from.report.projects.length === 1);
  const said = own.flatMap(({ from: { report }, project }) => {
    const { part } = report;
    const ofPart = part === undefined ? [] : [sayLeftToLast(part), sayEmptyPart(part, project.config)];
    const filledElsewhere = (project.rows?.unfilled ?? []).filter(({ table }) => filled.has(table)).map(sayUnfilled);
    return report.coverage.notLookedAt.filter((sentence) => !ofPart.includes(sentence) && !filledElsewhere.includes(sentence));
  });
  const rehearsing = shares.filter(({ project }) => project.revisions.some(({ steps }) => steps.some(({ walk }) => walk === 'rehearsal'))).length;
  return [...new Set(said), ...(rehearsing > 1 ? [`The rollback was rehearsed by each of ${String(rehearsing)} jobs for its own revisions, not for those of all together.`] : [])];
}
