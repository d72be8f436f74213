import { quoteShell } from '../quote-shell.ts';

/** The command that joins heads with a merge revision, to be pasted into a POSIX shell. */
export function writeMerge(heads: readonly string[]): string {
  return `alembic merge -m "merge heads" ${heads.map(quoteShell).join(' ')}`;
}
