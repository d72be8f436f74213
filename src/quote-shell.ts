/** A word for a POSIX shell, to be pasted. */
export function quoteShell(word: string): string {
  return /^[\w./@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
