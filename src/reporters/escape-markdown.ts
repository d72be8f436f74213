import { showControls } from './show-controls.ts';

/**
 * Untrusted text in GitHub's Markdown. Everything that could be markup, HTML, a mention, a link or a reference is made inert.
 * https://github.github.com/gfm/#backslash-escapes
 */
export function escapeText(text: string): string {
  return showControls(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~$^-]/g, (character) => `\\${character}`)
    // A zero-width joint keeps GitHub from seeing a mention, a reference or a link.
    .replaceAll('@', '@&#8203;')
    .replaceAll(/(https?|ftp|www)(?=[:.])/gi, '$1&#8203;');
}

/** A sentence of ours whose names stand in backticks: the names become code, the rest is escaped. */
export function escapeSentence(text: string): string {
  const parts = text.split(/(`[^`\n]+`)/);
  return parts.map((part) => (/^`[^`\n]+`$/.test(part) ? codeSpan(part.slice(1, -1)) : escapeText(part))).join('');
}

/** Text as code in a line, with more backticks than it holds. A bar would end a table's cell even there. */
export function codeSpan(text: string): string {
  const shown = showControls(text).replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(longestRun(shown, '`') + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A block of code, with a longer fence than any in it. */
export function codeBlock(text: string, language: string): string {
  const shown = showControls(text).replace(/\s+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(shown, '`') + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** Text inside HTML, such as a `<summary>`. */
export function escapeHtml(text: string): string {
  return showControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('@', '@&#8203;')
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** A label in a Mermaid picture: letters and digits stand, everything else becomes a numbered entity. */
export function escapeMermaid(text: string): string {
  return Array.from(showControls(text), (character) => (/[\p{L}\p{N} .,_-]/u.test(character) ? character : `#${String(character.codePointAt(0) ?? 0)};`)).join('');
}

function longestRun(text: string, character: string): number {
  return Math.max(0, ...(text.match(new RegExp(`${character}+`, 'g')) ?? []).map(({ length }) => length));
}
