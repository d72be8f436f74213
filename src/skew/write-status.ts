import { keepWhole } from '../keep-whole.ts';
import { showControls } from '../reporters/show-controls.ts';

/** Characters that GitHub takes: "description is too long (maximum is 140 characters)". */
export const descriptionLimit = 140;

/**
 * The description of a commit status: the first text that fits, else the last one cut. Plain text, so nothing in it is markup; what cannot
 * be seen is shown by its code.
 * @param more how many more defects there are, told at the end
 */
export function writeDescription(texts: readonly string[], more = 0): string {
  const end = more === 0 ? '' : ` (+${String(more)} more)`;
  const lines = texts.map((text) => showControls(text).replaceAll(/\s+/g, ' ').trim());
  const room = descriptionLimit - end.length;
  const fitting = lines.find((line) => line.length <= room);
  return `${fitting ?? cut(lines.at(-1) ?? '', room)}${end}`;
}

function cut(line: string, room: number): string {
  return `${keepWhole(line.slice(0, room - 1))}…`;
}
