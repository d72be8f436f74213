import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Files by their path; a value that is undefined makes a directory. */
export type FileTree = Readonly<Record<string, string | undefined>>;

/** A new directory with these files, as the system itself names it; gone after the test. */
export function makeDirectory(files: FileTree = {}): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'alembic-gate-test-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFiles(directory, files);
  return directory;
}

export function writeFiles(directory: string, files: FileTree): void {
  for (const [path, text] of Object.entries(files)) {
    const full = join(directory, path);
    mkdirSync(text === undefined ? full : dirname(full), { recursive: true });
    if (text !== undefined) writeFileSync(full, text);
  }
}
