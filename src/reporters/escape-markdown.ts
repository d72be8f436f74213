import { showControls } from './show-controls.ts';

/**
 * Untrusted text in GitHub's and in GitLab's Markdown, as one line: a comment written to a file may be posted on either. Everything that could be
 * markup, HTML, a mention, a link, a reference, a formula, an emoji or a command is made inert. https://github.github.com/gfm/#backslash-escapes
 */
export function escapeText(text: string): string {
  return escapeBeginning(escapeInLine(toLine(text)));
}

/** A sentence of ours whose names stand in backticks: the names become code, the rest is escaped. */
export function escapeSentence(text: string, place: CodePlace = 'text'): string {
  const parts = toLine(text).split(/(`[^`]+`)/);
  return parts.reduce((written, part, index) => {
    if (place === 'html') return `${written}${index % 2 === 0 ? escapeInHtml(part, markHtml) : codeSpan(part.slice(1, -1), place)}`;
    if (index % 2 === 0) return `${written}${written === '' ? escapeBeginning(escapeInLine(part)) : escapeInLine(part)}`;
    // Two backticks in a row would be another fence.
    return `${written}${written.endsWith('`') ? joint : ''}${codeSpan(part.slice(1, -1), place)}`;
  }, '');
}

/** In a table's cell a bar ends the cell, even in code; inside HTML, such as a `<summary>`, Markdown is not read. */
export type CodePlace = 'text' | 'cell' | 'html';

/** Text as code in a line, with more backticks than it holds. */
export function codeSpan(text: string, place: CodePlace = 'text'): string {
  const shown = showControls(text).replaceAll(/\s*\n\s*/g, ' ');
  if (shown.trim() === '') return place === 'html' ? '<code> </code>' : '` `';
  if (place === 'html') return `<code>${escapeInHtml(shown, markHtml)}</code>`;
  if (place === 'cell' && shown.includes('|')) return `<code>${escapeInHtml(shown, (mark) => `&#${codeOf(mark)};`)}</code>`;
  const fence = '`'.repeat(longestRun(shown, '`') + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/**
 * A block of code, with a longer fence than any in it. GitLab carries out a line of a note that begins with a slash (`/merge`), and knows by a
 * search for three backticks alone that one is in code: no line begins with one.
 * https://docs.gitlab.com/user/project/quick_actions/ https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/gitlab/quick_actions/extractor.rb
 */
export function codeBlock(text: string, language: string): string {
  const shown = showControls(text).replace(/\s+$/, '').replaceAll(/^\//gm, ' /');
  const fence = '`'.repeat(Math.max(3, longestRun(shown, '`') + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** Text inside HTML, such as a `<summary>`, as one line. */
export function escapeHtml(text: string): string {
  return escapeInHtml(toLine(text), markHtml);
}

/** A path in an address: nothing in it ends the link or begins another part of the address. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');
}

/**
 * A label in a Mermaid picture: letters and digits stand, and what joins them to a word; everything else becomes a numbered entity,
 * so that no quote ends the label and no list, emphasis or directive begins in it. https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function escapeMermaid(text: string): string {
  return toLine(text).replaceAll(/(?<joins>(?<=[\p{L}\p{N}])[._-](?=[\p{L}\p{N}]))|[^\p{L}\p{N} ,]/gu, (character, joins: string | undefined) => joins ?? `#${codeOf(character)};`);
}

/** A zero-width joint, which keeps GitHub and GitLab from seeing a reference. */
const joint = '&#8203;';

/** Characters that a backslash does not protect everywhere: the bar of a table, GitHub's formulas. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;', $: '<span>$</span>' };
/** GitLab's formulas begin inside of HTML too; GitHub's do not know a backslash. */
const dollar = '<span>\\$</span>';

function escapeInLine(line: string): string {
  return replaceActive(line, {
    mark: (mark) => (mark === '$' ? dollar : (entities[mark] ?? (mark === '"' ? mark : `\\${mark}`))),
    // Code is read as no reference, and can still be copied; a part of a longer word is better not torn out of it.
    commit: (id, before, after) => (before === '-' || after === '-' ? breakCommit(id) : `${before === '`' ? joint : ''}${codeSpan(id)}`),
    reference: (beginning) => `${beginning.replaceAll(/[#!%&~*[{-]/g, '\\$&')}${joint}`,
  });
}

function escapeInHtml(line: string, mark: Replacements['mark']): string {
  return replaceActive(line, { mark, commit: breakCommit, reference: (beginning) => `${beginning.replaceAll(/[&~*[]/g, mark)}${joint}` });
}

function markHtml(mark: string): string {
  return entities[mark] ?? (mark === '"' ? '&quot;' : mark);
}

function breakCommit(id: string): string {
  return id.replaceAll(/.{6}(?=.)/g, `$&${joint}`);
}

/** What would begin a list, a heading, a rule or a command of GitLab's. */
function escapeBeginning(line: string): string {
  return line.replace(/^[-+#=/]/, '\\$&').replace(/^(\d+)([.)])(?= |$)/, '$1\\$2');
}

interface Replacements {
  /** A character that could be markup. */
  readonly mark: (mark: string) => string;
  /** What could be taken for a commit's id. */
  readonly commit: (id: string, before: string, after: string) => string;
  /** What a mention, an issue, an address or an emoji begins with. */
  readonly reference: (beginning: string) => string;
}

/** What GitHub makes into something. https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls */
const gitHub = String.raw`@|#(?=\d)|(?<!\w)gh-(?=\d)|(?:https?|ftp|www|mailto|xmpp)(?=[:.])|:(?=[\w+-]+:)`;
/**
 * What only GitLab does: merge requests, milestones and placeholders, labels, epics, iterations, references and wiki pages in brackets, changes
 * such as `[+ added +]`, addresses of every scheme and of none. https://docs.gitlab.com/user/markdown/#gitlab-specific-references
 */
const gitLab = String.raw`!(?=\d)|%(?=[\w"{])|~(?=[\w"])|&(?=\d)|\*iteration(?=:)|\[(?=[+\-[]|\w+:)|\{(?=[+\-])|(?<!\w)gl-(?=\d)|:(?=\/\/)`;
/** In plain text, with and without Markdown: commits, then references by their beginnings, then marks. */
const active = new RegExp(String.raw`(?<commit>(?<!\w)(?=[a-f]*\d)[\da-f]{7,40}(?!\w))|(?<reference>${gitHub}|${gitLab})|[&<>|$"\\${'`'}*_[\]~]`, 'gi');

function replaceActive(line: string, replacements: Replacements): string {
  return line.replaceAll(active, (match: string, commit: string | undefined, reference: string | undefined, at: number) => {
    if (commit !== undefined) return replacements.commit(commit, line.charAt(at - 1), line.charAt(at + commit.length));
    return reference === undefined ? replacements.mark(match) : replacements.reference(reference);
  });
}

function toLine(text: string): string {
  return showControls(text).replaceAll(/\s+/g, ' ').trim();
}

function codeOf(character: string): string {
  return String(character.codePointAt(0) ?? 0);
}

function longestRun(text: string, character: string): number {
  // As arguments of a function there could be too many of them.
  return (text.match(new RegExp(`${character}+`, 'g')) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
