import { awaitsApproval } from '../approval/approvable.ts';
import { categoryOf } from '../checks/categories.ts';
import { identity } from '../identity.ts';
import type { Finding, Problem } from '../report/report.ts';
import { cutLines, cutText } from './cut-text.ts';
import { codeBlock, codeSpan, encodePath, escapeHtml, escapeSentence, escapeText } from './escape-markdown.ts';
import type { CodePlace } from './escape-markdown.ts';
import { describeAgreement } from './render-approval.ts';

export const severityMarks: Readonly<Record<Finding['severity'], string>> = { error: '🔴', warning: '🟡', note: '🔵' };

/** Where files are looked at, such as `https://github.com/o/r/blob/<sha>`; undefined without links. */
export type FileLinks = string | undefined;

/** How a finding is written. */
export interface FindingStyle {
  readonly links: FileLinks;
  /** Whether its project is named, because there are several. */
  readonly hasProject: boolean;
  /** Whether it is said of what a label could agree to that none does. */
  readonly hasLabel: boolean;
  /** Characters that each piece of code or evidence may have. */
  readonly evidenceLimit: number;
  /** Whether warnings and notes are one line or two each that unfold, because there are many findings. */
  readonly isBrief: boolean;
}

const sentenceLimit = 2000;
const placeLimit = 200;

/** One finding as Markdown: what, why, what to write; evidence folded. Where it is brief, only what is in sight. */
export function renderFinding(finding: Finding, style: FindingStyle): string {
  const { severity, title, message, why, remedy, approved } = finding;
  const places = listPlaces(finding, style).join(' · ');
  const said = escapeSentence(cutText(message, sentenceLimit));
  const rest = [...(approved === undefined ? renderRemedy(why, remedy, style) : [`**Agreed to** ${escapeSentence(describeAgreement(approved))}.`]), renderEvidence(finding, style.evidenceLimit)];
  if (style.isBrief && severity !== 'error' && approved === undefined) {
    return foldUnder(summarize(finding, style), joinParts([places, ...(message.length > briefLimit ? [said] : []), ...rest]));
  }
  return joinParts([`#### ${severityMarks[severity]} ${escapeText(title)}`, places, said, ...rest]);
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function listPlaces(finding: Finding, style: FindingStyle): string[] {
  const { check, project, targets } = finding;
  return [
    ...renderPlace(finding, style.links),
    `[${codeSpan(check)}](${identity.checkPagesUrl}/${encodePath(check)}.md)`,
    ...(style.hasProject ? [codeSpan(cutText(project, placeLimit))] : []),
    ...(style.hasLabel && awaitsApproval(finding) ? ['**not agreed to**'] : []),
    ...(targets === undefined ? [] : [`on ${escapeText(cutText(targets.join(', '), placeLimit))}`]),
  ];
}

/** Characters of a message beside a folded finding; a longer one is repeated inside. */
const briefLimit = 300;

/** As HTML: what was found, where, and whether somebody is to agree to it. */
function summarize(finding: Finding, { hasLabel }: FindingStyle): string {
  const { severity, title, message } = finding;
  const place = namePlace(finding);
  const head = [`<strong>${escapeHtml(title)}</strong>`, ...(place === undefined ? [] : [codeSpan(place, 'html')]), ...(hasLabel && awaitsApproval(finding) ? ['<strong>not agreed to</strong>'] : [])];
  return `${severityMarks[severity]} ${head.join(' · ')}<br>${escapeSentence(cutText(message, briefLimit), 'html')}`;
}

/** Nothing of it for what somebody agreed to. */
function renderRemedy(why: string, { text, code, language }: Finding['remedy'], { evidenceLimit }: FindingStyle): string[] {
  return [
    `**Why it matters:** ${escapeSentence(why)}`,
    `**What to write:** ${escapeSentence(cutText(text, sentenceLimit))}`,
    ...(code === undefined ? [] : [codeBlock(cutLines(code, evidenceLimit), language ?? '')]),
  ];
}

/** The file's name, which is enough to know it by, and its line. */
function namePlace({ file, line }: Finding): string | undefined {
  if (file === undefined) return undefined;
  return `${cutText(file.split('/').at(-1) ?? file, placeLimit)}${line === undefined ? '' : `:${String(line)}`}`;
}

/** The same with a link to the line. */
function renderPlace(finding: Finding, links: FileLinks): string[] {
  const { file, line } = finding;
  const name = namePlace(finding);
  return file === undefined || name === undefined ? [] : [linkFile(name, file, line, links)];
}

/** Longer ones are not opened by every browser and fill the comment. */
const longestAddress = 2000;

/** A name as code, leading to its file where there are links. */
export function linkFile(name: string, file: string, line: number | undefined, links: FileLinks, place: CodePlace = 'text'): string {
  const code = codeSpan(name, place);
  const address = `${links ?? ''}/${encodePath(file)}${line === undefined ? '' : `#L${String(line)}`}`;
  return links === undefined || address.length > longestAddress ? code : `[${code}](${address})`;
}

function renderEvidence({ check, evidence, evidenceTarget }: Finding, limit: number): string {
  const on = evidenceTarget === undefined ? '' : ` (${cutText(evidenceTarget, placeLimit)})`;
  const parts = [
    ...(evidence.diff === undefined ? [] : [fold(`${categoryOf(check) === 'locks' ? 'Measured' : 'Difference'}${on}`, codeBlock(cutLines(evidence.diff.join('\n'), limit), 'diff'))]),
    ...(evidence.sql === undefined ? [] : [fold(`Statement${on}`, codeBlock(cutLines(evidence.sql.trim(), limit), 'sql'))]),
    ...(evidence.error === undefined ? [] : [fold(`Error${on}`, codeBlock(cutLines(evidence.error.trim(), limit), ''))]),
  ];
  return parts.join('\n');
}

/** What could not be checked. */
export function renderProblem({ what, where, remedy, details }: Problem, evidenceLimit: number): string {
  return [
    `#### ⚪ ${escapeSentence(cutText(what, sentenceLimit))}`,
    ...(where === undefined ? [] : [`Where: ${where.includes('`') ? escapeSentence(cutText(where, placeLimit)) : codeSpan(cutText(where, placeLimit))}`]),
    `**What to do:** ${escapeSentence(cutText(remedy, sentenceLimit))}`,
    ...(details === undefined ? [] : [fold('Details', codeBlock(cutLines(details.trim(), evidenceLimit), ''))]),
  ].join('\n\n');
}

/** A folded part; the blank lines let GitHub read Markdown inside of HTML. */
export function fold(summary: string, body: string, isOpen = false): string {
  return foldUnder(escapeHtml(summary), body, isOpen);
}

/** The same under HTML of ours, in one line. */
function foldUnder(summary: string, body: string, isOpen = false): string {
  return `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
