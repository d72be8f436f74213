import type { ValueLoss } from '../../observe/observation.ts';
import type { Evidence } from '../check.ts';

const longestExample = 60;

/**
 * Values are the walk's or the user's own: line ends and other control characters are shown as Python writes them, blanks at the ends with
 * quotes, and no more than the beginning where it is long.
 */
function show(value: string): string {
  const characters = Array.from(value);
  const begun = characters.length > longestExample ? `${characters.slice(0, longestExample).join('')}…` : value;
  const text = begun.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).replaceAll('\\u000a', '\\n').replaceAll('\\u000d', '\\r').replaceAll('\\u0009', '\\t');
  return /^\s|\s$|^$/.test(value) ? `"${text}"` : text;
}

/** In a sentence backticks end what they begin. */
function quote(value: string): string {
  return `\`${show(value).replaceAll('`', "'")}\``;
}

/** One value before and after, as the end of a sentence; nothing where none is known. */
export function tellExample(loss: ValueLoss | undefined): string {
  const example = loss?.example;
  return example?.after == null ? '' : `: ${quote(example.before)} is now ${quote(example.after)}`;
}

/** The same as a diff of a column by its `name`. */
export function showExample(loss: ValueLoss | undefined, name: string): Evidence {
  const example = loss?.example;
  if (example?.after == null) return {};
  const where = example.row === undefined ? name : `${name} of row ${show(example.row)}`;
  return { diff: [`- ${where}: ${show(example.before)}`, `+ ${where}: ${show(example.after)}`] };
}
