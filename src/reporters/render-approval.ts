import { awaitsApproval } from '../approval/approvable.ts';
import type { Agreement, Finding, Report } from '../report/report.ts';
import { sayCount } from '../say-count.ts';
import { escapeSentence } from './escape-markdown.ts';

/**
 * What a label agrees to and what it does not, sentences in plain text with names in backticks; undefined where there was nothing to agree
 * to, or no label does.
 */
export function describeApproval({ approval, findings }: Report): string | undefined {
  if (approval === undefined) return undefined;
  const { set, problem } = approval;
  const label = `\`${approval.label.replaceAll('`', "'")}\``;
  const open = findings.filter(awaitsApproval).length;
  const agreed = findings.filter(({ approved }) => approved !== undefined).length;
  const [it, is] = open === 1 ? ['it', 'is'] : ['them', 'are'];
  if (problem !== undefined) return `Whether the label ${label} agrees to ${sayCount(open, 'operation')} is not known. ${problem}`;
  if (set === undefined) {
    const these = open === 1 ? 'this one' : 'these';
    return `${sayCount(open, 'operation')} ${open === 1 ? 'waits' : 'wait'} for somebody's agreement. Where ${open === 1 ? 'it is' : 'they are'} meant, set the label ${label}, and run this job again where the workflow does not run on \`labeled\`. It agrees to ${these} alone: what a later push adds is asked about again.`;
  }
  const whoAndWhen = `${describePerson(set.by)} on ${describeMoment(set.at)}`;
  if (open === 0) return `${describePerson(set.by)} agreed to ${sayCount(agreed, 'operation')} by setting the label ${label} on ${describeMoment(set.at)}.`;
  if (agreed === 0) return `The label ${label} was set by ${whoAndWhen}, before the pull-request comment showed ${open === 1 ? 'the operation' : `the ${sayCount(open, 'operation')}`} found now, so it ${open === 1 ? 'does not agree to it' : 'agrees to none of them'}. Where ${open === 1 ? 'it is' : 'they are'} meant, remove the label and set it again.`;
  return `The label ${label} was set by ${whoAndWhen} for ${sayCount(agreed, 'operation')}. ${String(open)} ${is} new since: remove the label and set it again to agree to ${it}.`;
}

/** The same in the comment; of what waits, `left` has what the comment had to leave out. */
export function renderApproval(report: Report, left: readonly Finding[]): string {
  const text = describeApproval(report);
  if (text === undefined) return '';
  const hidden = left.filter(awaitsApproval).length;
  const unseen = hidden === 0 ? '' : ` The label agrees to what this comment shows; ${sayCount(hidden, 'operation')} did not fit in and ${hidden === 1 ? 'comes' : 'come'} up when the others are agreed to.`;
  const mark = report.findings.some(awaitsApproval) ? '🏷️' : '🤝';
  return `> ${mark} ${escapeSentence(`${text}${unseen}`)}`;
}

/** Who agreed to a finding: `by @ada on 2026-11-21 14:03 UTC`. */
export function describeAgreement({ by, at, label }: Agreement): string {
  return `by ${describePerson(by)} on ${describeMoment(at)}, by the label \`${label.replaceAll('`', "'")}\``;
}

function describePerson(login: string): string {
  const name = login.replaceAll('`', "'");
  return name.endsWith('[bot]') ? `the bot @${name.replace(/\[bot\]$/, '')}` : `@${name}`;
}

/** To the minute. */
function describeMoment(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
