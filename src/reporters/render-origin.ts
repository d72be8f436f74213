import { sayCount } from '../say-count.ts';
import { escapeText } from './escape-markdown.ts';

/** The run that a comment was written for by another workflow. */
export interface CommentOrigin {
  /** An address of ours. */
  readonly runUrl: string;
  /** As GitHub calls it: `success`, `failure`. */
  readonly conclusion: string | undefined;
  readonly isFork: boolean;
  /** Findings that the report calls agreed to and GitHub does not. */
  readonly unfounded: number;
}

/** What a reader must know of a report that a stranger could have written, as Markdown. */
export function renderOrigin({ runUrl, conclusion, isFork, unfounded }: CommentOrigin): string {
  const whose = isFork ? 'a pull request from a fork' : "a pull request of Dependabot's";
  const ended = conclusion === undefined ? '' : `, which ended with **${escapeText(conclusion)}**`;
  const said = `Written from the report of [a run](${runUrl}) on ${whose}, whose own code could have it say anything. What counts is the check of that run${ended}.`;
  const [is, it] = unfounded === 1 ? ['is', 'it'] : ['are', 'they'];
  const claimed = `The report calls ${sayCount(unfounded, 'finding')} agreed to that ${is} not, as GitHub has the label: ${it} ${is} shown with the usual severity of ${unfounded === 1 ? 'its check' : 'their checks'}, because the report does not have the real one.`;
  return `> ℹ️ ${said}${unfounded === 0 ? '' : `\n>\n> ⚠️ ${claimed}`}`;
}
