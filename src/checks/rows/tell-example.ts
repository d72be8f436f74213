import type { ValueLoss } from '../../observe/observation.ts';
import type { Evidence } from '../check.ts';

const longestExample = 60;

/** Values are the walk's or the user's own; they are shown cut. */
function cut(value: string): string {
  const text = JSON.stringify(value).slice(1, -1);
  return text.length > longestExample ? `${text.slice(0, longestExample)}…` : text;
}

/** One value before and after, as the end of a sentence; nothing where none is known. */
export function tellExample(loss: ValueLoss | undefined): string {
  const example = loss?.example;
  return example?.after == null ? '' : `: \`${cut(example.before)}\` is now \`${cut(example.after)}\``;
}

/** The same as a diff of a column by its `name`. */
export function showExample(loss: ValueLoss | undefined, name: string): Evidence {
  const example = loss?.example;
  if (example?.after == null) return {};
  const where = example.row === undefined ? name : `${name} of row ${cut(example.row)}`;
  return { diff: [`- ${where}: ${cut(example.before)}`, `+ ${where}: ${cut(example.after)}`] };
}
