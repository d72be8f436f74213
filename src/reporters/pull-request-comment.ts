import type { ProjectReport, Report, RevisionReport } from '../report/report.ts';
import { codeBlock, codeSpan, escapeSentence, escapeText } from './escape-markdown.ts';
import { renderGraph } from './graph.ts';
import { fold, renderFinding, renderProblem, severityMarks } from './render-finding.ts';
import type { FileLinks } from './render-finding.ts';
import { describeRevisionRow } from './revision-row.ts';

/** GitHub takes 65,536 characters; some of its storage counts bytes, so bytes are kept below as well. */
export const commentLimit = 65_000;
/** The job summary's: 1 MiB a step. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary */
export const summaryLimit = 1_000_000;

export interface CommentStyle {
  readonly key: string;
  readonly links: FileLinks;
  /** Bytes and characters that it may have. */
  readonly limit: number;
}

/** The hidden line by which a comment is found again. */
export function writeMarker(key: string): string {
  return `<!-- alembic-gate:${encodeURIComponent(key).replaceAll('-', '%2D')} -->`;
}

/** What is left out, step by step, until the comment fits. */
interface Fullness {
  readonly hasSql: boolean;
  readonly hasGraph: boolean;
  readonly revisions: 'all' | 'not-passed' | 'none';
  readonly findings: number;
  readonly said: string;
}

const elsewhere = 'The job summary has the whole report.';
const ladder: readonly Fullness[] = [
  { hasSql: true, hasGraph: true, revisions: 'all', findings: Number.POSITIVE_INFINITY, said: '' },
  { hasSql: false, hasGraph: true, revisions: 'all', findings: Number.POSITIVE_INFINITY, said: `The executed SQL is left out, because GitHub takes no longer comment. ${elsewhere}` },
  { hasSql: false, hasGraph: false, revisions: 'not-passed', findings: 30, said: `The executed SQL, revisions that passed and findings after the 30th are left out, because GitHub takes no longer comment. ${elsewhere}` },
  { hasSql: false, hasGraph: false, revisions: 'none', findings: 5, said: `Only the first findings are shown, because GitHub takes no longer comment. ${elsewhere}` },
  { hasSql: false, hasGraph: false, revisions: 'none', findings: 0, said: `Only the counts are shown, because GitHub takes no longer comment. ${elsewhere}` },
];

/** The report as the pull-request comment: verdict and proof first. Pure. */
export function renderComment(report: Report, style: CommentStyle): string {
  const forms = ladder.map((fullness) => () => renderAt(report, style, fullness));
  for (const form of forms) {
    const text = form();
    if (Buffer.byteLength(text) <= style.limit) return text;
  }
  return `${writeMarker(style.key)}\n${renderVerdict(report)}\n\n${elsewhere}\n`;
}

function renderAt(report: Report, style: CommentStyle, fullness: Fullness): string {
  const counted = report.findings.filter(({ suppressed }) => suppressed === undefined);
  const shown = counted.slice(0, fullness.findings);
  return [
    writeMarker(style.key),
    renderVerdict(report),
    ...report.projects.map((project) => renderProject(project, fullness, report.projects.length > 1)),
    ...(shown.length === 0 ? [] : ['### Findings', ...shown.map((finding) => renderFinding(finding, style.links))]),
    ...(report.problems.length === 0 ? [] : ['### Not checked', ...report.problems.map(renderProblem)]),
    renderNotLookedAt(report),
    ...(fullness.hasSql ? report.projects.map(renderSql) : []),
    ...(fullness.hasGraph ? report.projects.flatMap((project) => foldGraph(project)) : []),
    fullness.said === '' ? '' : `> ${fullness.said}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

const verdicts: Readonly<Record<Report['conclusion'], string>> = {
  passed: '## ✅ Alembic Gate: passed',
  failed: '## ❌ Alembic Gate: failed',
  incomplete: '## ⚠️ Alembic Gate: not everything could be checked',
};

function renderVerdict(report: Report): string {
  const counted = report.findings.filter(({ suppressed }) => suppressed === undefined);
  const counts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = counted.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${severityMarks[severity]} ${String(count)} ${severity}${count === 1 ? '' : 's'}`];
  });
  const proof = `*${escapeText(report.proof)}*`;
  return `${verdicts[report.conclusion]}\n\n${counts.length === 0 ? proof : `${counts.join(' · ')}<br>${proof}`}`;
}

function renderProject(project: ProjectReport, fullness: Fullness, isOneOfMany: boolean): string {
  const rows = project.revisions.filter((revision) => revision.new && (fullness.revisions === 'all' || (fullness.revisions === 'not-passed' && revision.conclusion !== 'passed')));
  if (rows.length === 0) return '';
  const title = isOneOfMany ? [`### ${codeSpan(project.config)}`] : [];
  const head = ['| revision | upgrade | downgrade | again | what the upgrade changed | time |', '|---|:-:|:-:|:-:|---|--:|'];
  return [...title, [...head, ...rows.map(renderRow)].join('\n')].join('\n\n');
}

const outcomeMarks: Readonly<Record<string, string>> = { ok: '✅', fails: '❌', 'leaves a trace': '❌ leaves a trace', differs: '❌ differs', 'too long': '⏱️ too long', skipped: 'skipped' };

function renderRow(revision: RevisionReport): string {
  const row = describeRevisionRow(revision);
  const mark = (outcome: string): string => outcomeMarks[outcome] ?? outcome;
  const message = revision.message === '' ? '' : `<br>${escapeText(revision.message)}`;
  const cells = [`${codeSpan(revision.id)}${message}`, mark(row.upgrade), mark(row.downgrade), mark(row.again), escapeSentence(row.changed), escapeText(row.time)];
  return `| ${cells.join(' | ')} |`;
}

function renderNotLookedAt({ coverage, findings }: Report): string {
  const agreed = findings.flatMap((finding) =>
    finding.suppressed === undefined ? [] : [`${codeSpan(finding.check)} in ${codeSpan(finding.file ?? '')} is agreed to: ${escapeText(finding.suppressed.reason)}`],
  );
  const unparsed = coverage.unparsed === 0 ? [] : [`${String(coverage.unparsed)} of ${String(coverage.statements)} statements could not be parsed; what they did was judged all the same.`];
  const lines = [...agreed, ...coverage.notLookedAt.map(escapeSentence), ...unparsed];
  return lines.length === 0 ? '' : `**Not looked at, or agreed to**\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function renderSql(project: ProjectReport): string {
  const parts = project.revisions
    .filter((revision) => revision.new)
    .flatMap((revision) => {
      const text = (['upgrade', 'downgrade'] as const).flatMap((direction) => {
        const step = revision.steps.find((candidate) => candidate.direction === direction && candidate.attempt === 1 && candidate.walk === 'empty');
        const statements = step?.statements.map(({ sql }) => `${sql.trim().replace(/;$/, '')};`) ?? [];
        return statements.length === 0 ? [] : [`-- ${direction} ${revision.id}`, ...statements];
      });
      return text.length === 0 ? [] : [codeBlock(text.join('\n\n'), 'sql')];
    });
  return parts.length === 0 ? '' : fold('The SQL that the new revisions run', parts.join('\n\n'));
}

function foldGraph(project: ProjectReport): string[] {
  const graph = renderGraph(project);
  return graph === undefined ? [] : [fold('The revision graph', codeBlock(graph, 'mermaid'))];
}
