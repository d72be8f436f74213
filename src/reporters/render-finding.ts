import { identity } from '../identity.ts';
import type { Finding, Problem } from '../report/report.ts';
import { codeBlock, codeSpan, escapeHtml, escapeSentence, escapeText } from './escape-markdown.ts';

export const severityMarks: Readonly<Record<Finding['severity'], string>> = { error: '🔴', warning: '🟡', note: '🔵' };

/** Where files are looked at, such as `https://github.com/o/r/blob/<sha>`; undefined without links. */
export type FileLinks = string | undefined;

const evidenceLimit = 8000;

/** One finding as Markdown: what, why, what to write; evidence folded. */
export function renderFinding(finding: Finding, links: FileLinks): string {
  const { severity, title, check, message, why, remedy } = finding;
  return [
    `#### ${severityMarks[severity]} ${escapeText(title)}`,
    [...renderPlace(finding, links), `[${codeSpan(check)}](${identity.checkPagesUrl}/${check}.md)`].join(' · '),
    escapeSentence(message),
    `**Why it matters:** ${escapeSentence(why)}`,
    `**What to write:** ${escapeSentence(remedy.text)}`,
    ...(remedy.code === undefined ? [] : [codeBlock(cut(remedy.code), remedy.language ?? '')]),
    renderEvidence(finding),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The file's name, which is enough to know it by, and a link to the line. */
function renderPlace({ file, line }: Finding, links: FileLinks): string[] {
  if (file === undefined) return [];
  const place = codeSpan(`${file.split('/').at(-1) ?? file}${line === undefined ? '' : `:${String(line)}`}`);
  if (links === undefined) return [place];
  return [`[${place}](${links}/${file.split('/').map(encodeURIComponent).join('/')}${line === undefined ? '' : `#L${String(line)}`})`];
}

function renderEvidence({ evidence }: Finding): string {
  const parts = [
    ...(evidence.diff === undefined ? [] : [fold('Difference', codeBlock(cut(evidence.diff.join('\n')), 'diff'))]),
    ...(evidence.sql === undefined ? [] : [fold('Statement', codeBlock(cut(evidence.sql.trim()), 'sql'))]),
    ...(evidence.error === undefined ? [] : [fold('Error', codeBlock(cut(evidence.error.trim()), ''))]),
  ];
  return parts.join('\n');
}

/** What could not be checked. */
export function renderProblem({ what, where, remedy, details }: Problem): string {
  return [
    `#### ⚪ ${escapeSentence(what)}`,
    ...(where === undefined ? [] : [`Where: ${codeSpan(where)}`]),
    `**What to do:** ${escapeSentence(remedy)}`,
    ...(details === undefined ? [] : [fold('Details', codeBlock(cut(details), ''))]),
  ].join('\n\n');
}

/** A folded part; the blank lines let GitHub read Markdown inside of HTML. */
export function fold(summary: string, body: string): string {
  return `<details><summary>${escapeHtml(summary)}</summary>\n\n${body}\n\n</details>`;
}

function cut(text: string): string {
  return text.length <= evidenceLimit ? text : `${text.slice(0, evidenceLimit)}\n… ${String(text.length - evidenceLimit)} more characters`;
}
