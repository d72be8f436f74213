import { keepWhole } from '../keep-whole.ts';

/** A text of at most so many characters, no character halved, that says how many are missing. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = keepWhole(text.slice(0, most));
  return `${kept}… (${String(text.length - kept.length)} more characters)`;
}

/** As `cutText`, for text of several lines: cut after a line where that leaves most of it. */
export function cutLines(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = keepWhole(text.slice(0, most));
  const end = start.lastIndexOf('\n');
  if (end < start.length / 2) return `${start}\n… ${String(text.length - start.length)} more characters`;
  const left = text.slice(end + 1).split('\n').length;
  return `${start.slice(0, end)}\n… ${String(left)} more ${left === 1 ? 'line' : 'lines'}`;
}
