/** The title of a comment or summary: its first line that is a heading of the second level. */
export function titleOf(text = ''): string | undefined {
  return text.split(/\r?\n/).find((line) => line.startsWith('## '));
}
