import type { Finding, Report, RevisionReport } from '../report/report.ts';
import { sayCount } from '../say-count.ts';
import { sayList } from '../say-list.ts';
import { foldGraph, hasSql, listCounted, renderNotLookedAt, renderRest, renderSql, renderTable, renderVerdict } from './comment-parts.ts';
import { groupByProject, listOnePerDialect, listNew } from './group-by-project.ts';
import type { CheckedProject } from './group-by-project.ts';
import { renderApproval } from './render-approval.ts';
import { renderFinding, renderProblem } from './render-finding.ts';
import type { FileLinks } from './render-finding.ts';
import { commentLimit } from './text-limit.ts';
import type { TextLimit } from './text-limit.ts';

/** Where a shortened report can be read whole. */
export const inFile = 'The file of the option `json-file` has everything.';
export const inSummaryAndFile = `The job summary shows more. ${inFile}`;

export interface CommentStyle {
  readonly key: string;
  readonly links: FileLinks;
  readonly limit: TextLimit;
  /** Where what had to be left out can be read, a sentence of ours in Markdown. */
  readonly elsewhere: string;
  /** What is to be said of where the report is from, below the verdict: Markdown of ours. */
  readonly origin?: string | undefined;
  /** The hidden lines, behind its first, of a comment that shows these operations for a label to agree to; empty for none. */
  readonly writeHidden?: ((operations: readonly string[]) => string) | undefined;
}

/** The hidden line by which a comment is found again. */
export function writeMarker(key: string): string {
  return `<!-- alembic-gate:${encodeURIComponent(key.toWellFormed()).replaceAll('-', '%2D')} -->`;
}

/** How much is shown; the first so many of each. */
interface Fullness {
  /** New revisions whose SQL is shown. */
  readonly sql: number;
  readonly hasGraph: boolean;
  /** Rows of tables; revisions that did not pass go first. */
  readonly rows: number;
  readonly findings: number;
  /** Characters that each piece of evidence may have. */
  readonly evidence: number;
  /** Lines of what was not looked at, of what is agreed to, and problems. */
  readonly lines: number;
}

/** A way of being shorter: as much of one thing as fits, between `least` and `most`. */
interface Rung {
  readonly least: number;
  readonly most: number;
  readonly at: (size: number) => Fullness;
}

const evidenceLimit = 8000;
/** More findings than a reader takes in at once; then warnings and notes are folded. */
const mostInFull = 4;
const all = Number.MAX_SAFE_INTEGER;

/** What goes first when there is too much: SQL, the graph, revisions that passed, long evidence, the least serious findings, the rest. */
function listRungs(report: Report, limit: TextLimit): Rung[] {
  const scale = Math.max(1, limit.most / commentLimit.most);
  const fresh = groupByProject(report).flatMap(listNew);
  const revisions = fresh.length;
  const failed = fresh.filter(({ conclusion }) => conclusion !== 'passed').length;
  const findings = listCounted(report).length;
  const whole: Fullness = { sql: all, hasGraph: true, rows: all, findings: all, evidence: evidenceLimit, lines: 100 };
  const short: Fullness = { ...whole, sql: 0, hasGraph: false, lines: 10 };
  return [
    { least: all, most: all, at: () => whole },
    { least: 0, most: revisions, at: (sql) => ({ ...whole, sql }) },
    { least: failed, most: revisions, at: (rows) => ({ ...short, rows }) },
    { least: Math.min(10, findings), most: findings, at: (shown) => ({ ...short, rows: Math.floor(30 * scale), evidence: Math.min(evidenceLimit, 1000 * scale), findings: shown }) },
    { least: 1, most: findings, at: (shown) => ({ ...short, rows: 10, evidence: 300, lines: 5, findings: shown }) },
    { least: 0, most: 0, at: () => ({ ...short, rows: 0, evidence: 0, lines: 0, findings: 0 }) },
  ];
}

/**
 * The report as the pull-request comment: verdict and proof first. Where it is too long, what matters least is left out, and the end says
 * what. Pure.
 */
export function renderComment(report: Report, style: CommentStyle): string {
  const fits = (fullness: Fullness): boolean => style.limit.measure(renderAt(report, style, fullness)) <= style.limit.most;
  for (const { least, most, at } of listRungs(report, style.limit)) {
    if (least <= most && fits(at(least))) return renderAt(report, style, at(findMost(least, most, (size) => fits(at(size)))));
  }
  return [writeHead(style, []), renderVerdict(report), style.origin ?? ''].filter((part) => part !== '').join('\n\n').concat('\n');
}

/** The hidden lines. A finding that is left out was not shown, so no label agrees to it. */
function writeHead({ key, writeHidden }: CommentStyle, shown: readonly Finding[]): string {
  const hidden = writeHidden?.(shown.flatMap(({ approvable = [] }) => approvable)) ?? '';
  return hidden === '' ? writeMarker(key) : `${writeMarker(key)}\n${hidden}`;
}

/** The largest size that fits, where the least one does and a larger one is longer. */
function findMost(least: number, most: number, fits: (size: number) => boolean): number {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function renderAt(report: Report, style: CommentStyle, fullness: Fullness): string {
  const groups = groupByProject(report);
  const isMany = groups.length > 1;
  const counted = listCounted(report);
  const [shown, rest] = [counted.slice(0, fullness.findings), counted.slice(fullness.findings)];
  const rows = chooseRows(groups, Math.min(fullness.rows, countRowsWorthShowing(groups)));
  const ran = groups.flatMap(listRan);
  const ranShown = new Set(ran.slice(0, fullness.sql));
  const findingStyle = { links: style.links, hasProject: isMany, hasLabel: report.approval !== undefined, evidenceLimit: fullness.evidence, isBrief: counted.length > mostInFull };
  const problems = report.problems.slice(0, fullness.lines);
  return [
    writeHead(style, shown),
    renderVerdict(report),
    style.origin ?? '',
    renderApproval(report, rest),
    ...groups.map((project) => renderTable(project, (revision) => rows.has(revision), style.links, isMany)),
    counted.length === 0 ? '' : '### Findings',
    ...shown.map((finding) => renderFinding(finding, findingStyle)),
    renderRest(rest, shown.length),
    problems.length === 0 ? '' : '### Not checked',
    ...problems.map((problem) => renderProblem(problem, fullness.evidence)),
    renderNotLookedAt(report, fullness.lines),
    ...groups.flatMap((project) => renderSqlOf(project, ranShown, isMany)),
    ...groups.map((project) => (fullness.hasGraph ? foldGraph(project, isMany) : '')),
    sayLeftOut(groups, fullness, { evidence: shown.some((finding) => hasLonger(finding, fullness.evidence)) || problems.some(({ details = '' }) => details.length > fullness.evidence), sql: ran.length - ranShown.size, findings: rest.length, problems: report.problems.length - problems.length }, style),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** The new revisions that ran SQL of their own on any of the databases. */
function listRan(project: CheckedProject): RevisionReport[] {
  const ids = new Set(listOnePerDialect(project).flatMap(({ revisions }) => revisions.filter(hasSql).map(({ id }) => id)));
  return listNew(project).filter(({ id }) => ids.has(id));
}

/** The SQL of some of a project's revisions, a fold for each dialect. */
function renderSqlOf(project: CheckedProject, shown: ReadonlySet<RevisionReport>, isOneOfMany: boolean): string[] {
  const ids = new Set(project.revisions.filter((revision) => shown.has(revision)).map(({ id }) => id));
  return listOnePerDialect(project).map((report) => renderSql(report, report.revisions.filter(({ id }) => ids.has(id)), isOneOfMany));
}

/** A longer list of revisions that passed tells no more than their number. */
const mostRows = 60;

/** Every revision that did not pass, and others up to so many. */
function countRowsWorthShowing(groups: readonly CheckedProject[]): number {
  const fresh = groups.flatMap(listNew);
  return Math.min(fresh.length, Math.max(mostRows, fresh.filter(({ conclusion }) => conclusion !== 'passed').length));
}

/** The rows that are shown where not all can be: those of revisions that did not pass, then others, in their order. */
function chooseRows(groups: readonly CheckedProject[], most: number): ReadonlySet<RevisionReport> {
  const fresh = groups.flatMap(listNew);
  return new Set([...fresh.filter(({ conclusion }) => conclusion !== 'passed'), ...fresh.filter(({ conclusion }) => conclusion === 'passed')].slice(0, most));
}

/** Whether a finding has code or evidence of more characters than it may show. */
function hasLonger({ remedy, evidence }: Finding, most: number): boolean {
  return [remedy.code, evidence.diff?.join('\n'), evidence.sql, evidence.error].some((text) => text !== undefined && text.length > most);
}

interface LeftOut {
  /** Whether some of it was cut. */
  readonly evidence: boolean;
  readonly sql: number;
  readonly findings: number;
  readonly problems: number;
}

function sayLeftOut(groups: readonly CheckedProject[], fullness: Fullness, left: LeftOut, style: CommentStyle): string {
  const rows = countRowsWorthShowing(groups) - fullness.rows;
  const hasGraph = groups.some((project) => foldGraph(project, false) !== '');
  const parts = [
    ...(left.sql > 0 ? [`the SQL of ${sayCount(left.sql, 'revision')}`] : []),
    ...(!fullness.hasGraph && hasGraph ? ['the revision graph'] : []),
    ...(rows > 0 ? [`${sayCount(rows, 'row')} of the ${groups.length > 1 ? 'tables' : 'table'}`] : []),
    ...(left.findings > 0 ? [sayCount(left.findings, 'finding')] : []),
    ...(left.problems > 0 ? [sayCount(left.problems, 'problem')] : []),
    ...(left.evidence ? ['the ends of long evidence'] : []),
  ];
  if (parts.length === 0) return '';
  return `> **Shortened**, because ${style.limit.why ?? 'GitHub takes nothing longer'}: left out are ${sayList(parts)}. ${style.elsewhere}`;
}
