import pc from 'picocolors';
import type { Progress } from '../progress.ts';
import type { Finding, Problem, Report } from '../report/report.ts';
import { sayCount } from '../say-count.ts';
import { cutLines } from './cut-text.ts';
import { describeAgreement, describeApproval } from './render-approval.ts';
import { describeDuration, describeRevisionRow } from './revision-row.ts';
import type { RevisionRow } from './revision-row.ts';
import { showControls } from './show-controls.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** How a terminal is written to. */
export interface ConsoleStyle {
  readonly hasColor: boolean;
}

/** Findings that come out before the report does. */
export interface EarlyFindings {
  readonly show: (findings: readonly Finding[]) => void;
  /** Fingerprints of those that were shown, which the report then names in one line. */
  readonly shown: ReadonlySet<string>;
}

/** Shows findings whole as soon as they are known. */
export function createEarlyFindings(write: (text: string) => void, { hasColor }: ConsoleStyle): EarlyFindings {
  const colors = pc.createColors(hasColor);
  const shown = new Set<string>();
  return {
    shown,
    show: (findings) => {
      for (const finding of findings.filter(({ suppressed }) => suppressed === undefined)) {
        shown.add(finding.fingerprint);
        write(`\n${renderFinding(finding, colors)}`);
      }
    },
  };
}

/**
 * The report for people on a terminal: findings with source, diff and remedy, then the revisions, then verdict and proof.
 * @param shown fingerprints of findings that were shown before; they get one line each
 */
export function renderConsole(report: Report, { hasColor }: ConsoleStyle, shown: ReadonlySet<string> = new Set()): string {
  const colors = pc.createColors(hasColor);
  const counted = report.findings.filter(({ suppressed }) => suppressed === undefined);
  return [
    counted.filter(({ fingerprint }) => shown.has(fingerprint)).map((finding) => `${renderHeading(finding, colors)}  (above)`).join('\n'),
    ...counted.filter(({ fingerprint }) => !shown.has(fingerprint)).map((finding) => renderFinding(finding, colors)),
    ...report.problems.map((problem) => renderProblem(problem, colors)),
    renderRevisions(report, colors),
    renderCoverage(report, colors),
    showLine(describeApproval(report) ?? ''),
    renderVerdict(report, counted, colors),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function renderHeading({ severity, check, file, line, targets }: Finding, colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan }[severity];
  const place = file === undefined ? '' : `  ${colors.dim(showLine(`${file}${line === undefined ? '' : `:${String(line)}`}`))}`;
  const on = targets === undefined ? '' : `  ${colors.dim(showLine(`on ${targets.join(', ')}`))}`;
  return `${paint(colors.bold(severity))} ${colors.bold(check)}${place}${on}`;
}

function renderFinding(finding: Finding, colors: Colors): string {
  const blocks = [
    renderHeading(finding, colors),
    indent(show(finding.message)),
    renderExcerpt(finding, colors),
    renderEvidenceTarget(finding, colors),
    cutLines((finding.evidence.diff ?? []).join('\n'), evidenceLimit).split('\n').map((line) => (line === '' ? '' : `    ${paintDiff(show(line), colors)}`)).join('\n'),
    finding.evidence.sql === undefined ? '' : indent(colors.dim(show(cutLines(finding.evidence.sql.trim(), evidenceLimit))), 4),
    ...(finding.approved === undefined ? renderRemedy(finding, colors) : [indent(`${colors.green('Agreed to')} ${showLine(describeAgreement(finding.approved))}`)]),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

/** Nothing of it for what somebody agreed to. */
function renderRemedy({ why, remedy }: Finding, colors: Colors): string[] {
  return [indent(colors.dim(`Why: ${show(why)}`)), indent(`${colors.green('Write:')} ${show(remedy.text)}`), remedy.code === undefined ? '' : indent(colors.green(show(remedy.code)), 4)];
}

/** Above the difference or the statement, where it looks otherwise on another database. */
function renderEvidenceTarget({ evidence, evidenceTarget }: Finding, colors: Colors): string {
  const isShown = evidence.sql !== undefined || (evidence.diff?.length ?? 0) > 0;
  return evidenceTarget === undefined || !isShown ? '' : indent(colors.dim(`As on ${showLine(evidenceTarget)}:`));
}

/** Characters of a difference or a statement; the JSON report has all of it. */
const evidenceLimit = 4000;

function renderExcerpt({ excerpt, line }: Finding, colors: Colors): string {
  if (excerpt === undefined) return '';
  const width = String(excerpt.firstLine + excerpt.lines.length).length;
  return excerpt.lines
    .map((text, index) => {
      const number = excerpt.firstLine + index;
      const isSubject = number === line;
      const gutter = `${isSubject ? '>' : ' '} ${String(number).padStart(width)} |`;
      return `  ${isSubject ? colors.red(gutter) : colors.dim(gutter)} ${show(text)}`;
    })
    .join('\n');
}

function paintDiff(line: string, colors: Colors): string {
  if (line.startsWith('+')) return colors.green(line);
  if (line.startsWith('-')) return colors.red(line);
  return line.startsWith('~') ? colors.yellow(line) : line;
}

/** A user error as it stands alone: what happened, where, what to do. */
export function renderProblem(problem: Problem, colors: Colors, label = 'not checked'): string {
  const where = problem.where === undefined ? '' : `  ${colors.dim(showLine(problem.where))}`;
  return [
    `${colors.magenta(colors.bold(label))} ${colors.bold(problem.code)}${where}`,
    indent(show(problem.what)),
    indent(`${colors.green('Do:')} ${show(problem.remedy)}`),
    problem.details === undefined ? '' : indent(colors.dim(show(keepEnd(problem.details.trim()))), 4),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

const mostDetailLines = 14;

/** Of a traceback the end, which says what happened; it begins with Alembic's own frames. The JSON report has all of it. */
function keepEnd(details: string): string {
  const lines = details.split('\n');
  return lines.length <= mostDetailLines || !details.startsWith('Traceback ') ? details : ['…', ...lines.slice(1 - mostDetailLines)].join('\n');
}

function renderRevisions({ projects }: Report, colors: Colors): string {
  const isMany = new Set(projects.map(({ config }) => config)).size > 1;
  const groups = projects
    .map(({ config, target, revisions }) => ({ title: [...(isMany ? [config] : []), ...(target === undefined ? [] : [target])].join(' on '), rows: revisions.filter((revision) => revision.new).map(describeRevisionRow).map(showRow) }))
    // Where nothing was walked, a problem above says why.
    .filter(({ rows }) => rows.some(({ upgrade }) => upgrade !== '–'));
  if (groups.length === 0) return '';
  const heads = { revision: 'revision', upgrade: 'upgrade', downgrade: 'downgrade', again: 'again', grade: 'way back', changed: 'changed', time: 'time' };
  const widths = columns.map((column) => Math.max(...[heads, ...groups.flatMap(({ rows }) => rows)].map((row) => row[column].length)));
  const line = (row: RevisionRow): string => `  ${columns.map((column, index) => row[column].padEnd(widths[index] ?? 0)).join('  ').trimEnd()}`;
  const lines = groups.flatMap(({ title, rows }) => [...(title === '' ? [] : [`  ${colors.bold(showLine(title))}`]), ...foldRuns(rows).map((row) => (typeof row === 'string' ? `  ${colors.dim(row)}` : line(row)))]);
  return [colors.dim(line(heads)), ...lines].join('\n');
}

/** How many rows of a run of the same kind are shown; of a longer one the first ones and the number of the others. */
const mostOfARun: Readonly<Record<string, number>> = { skipped: 5, ok: 20 };

/** What fails early may leave out hundreds, and in a long history most revisions are well. */
function foldRuns(rows: readonly RevisionRow[]): (RevisionRow | string)[] {
  const folded: (RevisionRow | string)[] = [];
  for (let first = 0; first < rows.length; ) {
    const kind = describeKind(rows[first]);
    const most = mostOfARun[kind] ?? rows.length;
    let end = first + 1;
    while (end < rows.length && describeKind(rows[end]) === kind) end += 1;
    const isLong = end - first > most;
    folded.push(...rows.slice(first, isLong ? first + most - 1 : end));
    if (isLong) folded.push(`… and ${String(end - first - most + 1)} more ${kind}`);
    first = end;
  }
  return folded;
}

function describeKind(row: RevisionRow | undefined): string {
  if (row?.upgrade === 'skipped') return 'skipped';
  const isWell = row !== undefined && [row.upgrade, row.downgrade, row.again].every((outcome) => outcome === 'ok') && row.grade === 'exact';
  return isWell ? 'ok' : 'other';
}

const columns = ['revision', 'upgrade', 'downgrade', 'again', 'grade', 'time', 'changed'] as const;

/** Each cell in one line, as wide as it will be seen. */
function showRow(row: RevisionRow): RevisionRow {
  return { ...row, revision: showLine(row.revision), changed: showLine(row.changed) };
}

function renderCoverage({ coverage, findings }: Report, colors: Colors): string {
  const suppressed = findings.flatMap((finding) =>
    finding.suppressed === undefined ? [] : [`${finding.check}${finding.revision === undefined ? '' : ` of ${finding.revision}`} is suppressed: ${finding.suppressed.reason}`],
  );
  const unparsed = coverage.unparsed === 0 ? [] : [`${String(coverage.unparsed)} of ${String(coverage.statements)} statements could not be parsed; their effects were judged all the same.`];
  const lines = [...coverage.notLookedAt, ...unparsed, ...suppressed];
  return lines.length === 0 ? '' : [colors.dim('Not looked at, or agreed to:'), ...lines.map((line) => `  ${showLine(line)}`)].join('\n');
}

function renderVerdict(report: Report, counted: readonly Finding[], colors: Colors): string {
  const verdict = { passed: colors.green('passed'), failed: colors.red('failed'), incomplete: colors.magenta('incomplete') }[report.conclusion];
  const counts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = counted.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [sayCount(count, severity)];
  });
  return `${colors.bold(verdict)}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}\n${showLine(report.proof)}`;
}

const show = showControls;

function showLine(text: string): string {
  return show(text.replaceAll(/\s+/g, ' '));
}

function indent(text: string, by = 2): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`)
    .join('\n');
}

/** Progress as plain lines, one a chapter; steps only where they did not go well. */
export function createConsoleProgress(write: (line: string) => void, style: ConsoleStyle): Progress {
  const colors = pc.createColors(style.hasColor);
  return {
    phase: (title) => write(colors.dim(`… ${show(title)}`)),
    step: ({ revision, label, outcome, durationMs, index, total }) => {
      const mark = outcome === 'applied' ? colors.green('✓') : colors.red('✗');
      write(`${mark} ${colors.dim(`${String(index + 1)}/${String(total)}`)} ${show(revision)} ${label} ${colors.dim(describeDuration(durationMs))}`);
    },
    detail: (line) => write(colors.dim(`  ${show(line)}`)),
  };
}
