import type { Finding, ProjectReport, Report, RevisionReport, RoundTripGrade } from '../report/report.ts';
import { sayCount } from '../say-count.ts';
import { cutText } from './cut-text.ts';
import { codeBlock, codeSpan, escapeSentence, escapeText } from './escape-markdown.ts';
import { renderGraph } from './graph.ts';
import { listNew } from './group-by-project.ts';
import type { CheckedProject } from './group-by-project.ts';
import { fold, linkFile, severityMarks } from './render-finding.ts';
import type { FileLinks } from './render-finding.ts';
import { describeRevisionRow, describeTrip } from './revision-row.ts';

const verdicts: Readonly<Record<Report['conclusion'], string>> = {
  passed: '## ✅ Alembic Gate: passed',
  failed: '## ❌ Alembic Gate: failed',
  incomplete: '## ⚠️ Alembic Gate: not everything could be checked',
};

const severities = ['error', 'warning', 'note'] as const;
const lineLimit = 500;
const idLimit = 100;

/** The findings that count. */
export function listCounted({ findings }: Report): readonly Finding[] {
  return findings.filter(({ suppressed }) => suppressed === undefined);
}

/** Verdict, counts and proof. */
export function renderVerdict(report: Report): string {
  const counted = listCounted(report);
  const counts = severities.flatMap((severity) => {
    const count = counted.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${severityMarks[severity]} ${sayCount(count, severity)}`];
  });
  const proof = `*${escapeText(cutText(report.proof, lineLimit))}*`;
  return `${verdicts[report.conclusion]}\n\n${counts.length === 0 ? proof : `${counts.join(' · ')}<br>${proof}`}`;
}

/**
 * A project's new revisions as a table, one row each and with several databases a column for each; those that `isShown` leaves out are
 * counted below it.
 */
export function renderTable(project: CheckedProject, isShown: (revision: RevisionReport) => boolean, links: FileLinks, isOneOfMany: boolean): string {
  const { targets } = project;
  const [first, ...others] = targets;
  const fresh = listNew(project);
  if (first === undefined || fresh.length === 0) return '';
  const title = isOneOfMany ? [`### ${codeSpan(cutText(first.config, idLimit))}`] : [];
  const plainHead = ['| revision | upgrade | downgrade | again | way back | what the upgrade changed | time |', '|---|:-:|:-:|:-:|:-:|---|--:|'];
  const names = targets.map(({ target = '' }) => escapeSentence(cutText(target, idLimit), 'cell'));
  const wideHead = [`| revision | ${names.join(' | ')} | what the upgrade changed |`, `|---|${':-:|'.repeat(targets.length)}---|`];
  const head = others.length === 0 ? plainHead : wideHead;
  const rows = fresh.filter(isShown).map((revision) => (others.length === 0 ? renderRow(revision, links) : renderWideRow(revision, targets, links)));
  const left = fresh.filter((revision) => !isShown(revision));
  const said = left.length === 0 ? [] : [`*${rows.length === 0 ? sayCount(left.length, 'revision') : `and ${sayCount(left.length, 'more revision')}`}, of which ${describePassed(left)}*`];
  const legend = others.length === 0 ? explainGrades(fresh.filter(isShown)) : [];
  return [...title, ...(rows.length === 0 ? [] : [[...head, ...rows].join('\n')]), ...said, ...legend].join('\n\n');
}

/** What the words in the column of the way back mean, where one of them is not good news. */
function explainGrades(revisions: readonly RevisionReport[]): string[] {
  const seen = new Set(revisions.flatMap(({ grade }) => grade ?? []));
  const words = Object.entries(gradeWords).flatMap(([grade, meaning]) => (seen.has(grade as RoundTripGrade) ? [`**${grade}**: ${meaning}`] : []));
  return [...seen].every((grade) => grade === 'exact') ? [] : [`<sub>Way back: ${words.join(' · ')}</sub>`];
}

const gradeWords: Readonly<Record<RoundTripGrade, string>> = {
  exact: 'the schema and every row come back',
  shape: 'the schema comes back, and not all that stood in it',
  partial: 'a part of the schema does not come back, or rows or values stay that were not there',
  none: 'there is none that works',
  irreversible: 'the revision says that there is none',
};

function describePassed(revisions: readonly RevisionReport[]): string {
  const passed = revisions.filter(({ conclusion }) => conclusion === 'passed').length;
  return passed === revisions.length ? 'all passed' : `${String(passed)} passed`;
}

const outcomeMarks: Readonly<Record<string, string>> = { ok: '✅', fails: '❌', 'fails on rows': '❌ fails on rows', 'too long on rows': '⏱️ too long on rows', 'leaves a trace': '❌ leaves a trace', differs: '❌ differs', 'too long': '⏱️ too long', skipped: 'skipped' };

function renderName(revision: RevisionReport, links: FileLinks): string {
  const name = linkFile(cutText(revision.id, idLimit), revision.file, undefined, links, 'cell');
  return `${name}${revision.message === '' ? '' : `<br>${escapeText(cutText(revision.message, idLimit))}`}`;
}

/** A revision's round trip on each database, and what the upgrade changed on the first where it went up. */
function renderWideRow({ id, ...revision }: RevisionReport, targets: readonly ProjectReport[], links: FileLinks): string {
  const onEach = targets.map(({ revisions }) => revisions.find((candidate) => candidate.new && candidate.id === id));
  const trips = onEach.map((found) => (found === undefined ? '–' : describeTrip(found)));
  const changed = onEach.flatMap((found) => (found === undefined ? [] : [describeRevisionRow(found).changed])).find((text) => text !== '–') ?? '–';
  const marks = trips.map((trip) => outcomeMarks[trip] ?? (trip === '–' ? trip : `❌ ${trip}`));
  return `| ${[renderName({ id, ...revision }, links), ...marks, escapeSentence(cutText(changed, lineLimit), 'cell')].join(' | ')} |`;
}

function renderRow(revision: RevisionReport, links: FileLinks): string {
  const row = describeRevisionRow(revision);
  const mark = (outcome: string): string => outcomeMarks[outcome] ?? outcome;
  const cells = [renderName(revision, links), mark(row.upgrade), mark(row.downgrade), mark(row.again), row.grade, escapeSentence(cutText(row.changed, lineLimit), 'cell'), row.time.replace(' ', '&nbsp;')];
  return `| ${cells.join(' | ')} |`;
}

const mostKinds = 30;

/** The findings that are not shown, counted by check; `shown` is how many are. */
export function renderRest(rest: readonly Finding[], shown: number): string {
  if (rest.length === 0) return '';
  const kinds = [...Map.groupBy(rest, ({ severity, check }) => `${severity} ${check}`)].sort((a, b) => b[1].length - a[1].length);
  const rows = kinds.slice(0, mostKinds).flatMap(([, [first, ...others]]) => (first === undefined ? [] : [`| ${severityMarks[first.severity]} ${codeSpan(first.check, 'cell')} | ${String(others.length + 1)} |`]));
  const more = kinds.length > mostKinds ? `\n\n*and ${sayCount(kinds.length - mostKinds, 'more check')}*` : '';
  return `**${shown === 0 ? sayCount(rest.length, 'finding') : `And ${sayCount(rest.length, 'more finding')}`}:**\n\n| check | findings |\n|---|--:|\n${rows.join('\n')}${more}`;
}

/** What was left out of the check and what is agreed to, at most so many lines of each. */
export function renderNotLookedAt({ coverage, findings }: Report, most: number): string {
  const agreed = findings.flatMap((finding) =>
    finding.suppressed === undefined
      ? []
      : [`${codeSpan(finding.check)}${finding.file === undefined ? '' : ` in ${codeSpan(cutText(finding.file, lineLimit))}`} is agreed to: ${escapeText(cutText(finding.suppressed.reason, lineLimit))}`],
  );
  const unparsed = coverage.unparsed === 0 ? [] : [`${String(coverage.unparsed)} of ${sayCount(coverage.statements, 'statement')} could not be parsed; what they did was judged all the same.`];
  const unseen = coverage.notLookedAt.map((line) => escapeSentence(cutText(line, lineLimit)));
  const lines = [...limit(agreed, most, 'agreed to'), ...limit(unseen, most, 'not looked at'), ...unparsed];
  return lines.length === 0 ? '' : `**Not looked at, or agreed to**\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function limit(lines: readonly string[], most: number, what: string): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), most === 0 ? `${String(lines.length)} ${what}` : `and ${String(lines.length - most)} more ${what}`];
}

/** The SQL of the first round trip of some new revisions, folded; `all` is how many there are. */
export function renderSql(project: ProjectReport, shown: readonly RevisionReport[], isOneOfMany: boolean): string {
  const parts = shown.flatMap((revision) => {
    const text = writeStatements(revision);
    return text === '' ? [] : [codeBlock(text, 'sql')];
  });
  return parts.length === 0 ? '' : fold(`The SQL that the new revisions run${nameProject(project, isOneOfMany)}`, parts.join('\n\n'));
}

function writeStatements(revision: RevisionReport): string {
  return (['upgrade', 'downgrade'] as const)
    .flatMap((direction) => {
      const step = revision.steps.find((candidate) => candidate.direction === direction && candidate.attempt === 1 && candidate.walk === 'empty');
      const statements = step?.statements.map(({ sql }) => `${sql.trim().replace(/;$/, '')};`) ?? [];
      return statements.length === 0 ? [] : [`-- ${direction} ${revision.id.replaceAll(/\s+/g, ' ')}`, ...statements];
    })
    .join('\n\n');
}

/** Whether a revision ran SQL of its own. */
export function hasSql(revision: RevisionReport): boolean {
  return revision.new && writeStatements(revision) !== '';
}

/** The graph around the new revisions, folded unless it has several heads to be seen; empty where there is none to draw. */
export function foldGraph({ targets, revisions }: CheckedProject, isOneOfMany: boolean): string {
  const [first] = targets;
  const graph = renderGraph(revisions);
  if (first === undefined || graph === undefined) return '';
  const name = isOneOfMany ? ` (${cutText(first.config, idLimit)})` : '';
  return fold(`The revision graph${name}`, codeBlock(graph, 'mermaid'), first.heads.length > 1);
}

function nameProject({ config, target }: ProjectReport, isOneOfMany: boolean): string {
  const names = [...(isOneOfMany ? [config] : []), ...(target === undefined ? [] : [target])];
  return names.length === 0 ? '' : ` (${cutText(names.join(', '), idLimit)})`;
}
