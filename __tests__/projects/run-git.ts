import { execa } from 'execa';

/** Runs git in a directory, with nobody's own settings. */
export async function runGit(directory: string, words: readonly string[]): Promise<void> {
  const settings = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false', '-c', 'core.autocrlf=false'];
  // Always the same, so that the commits are, which findings name.
  const date = '2026-01-01T00:00:00Z';
  await execa('git', [...settings, ...words], { cwd: directory, env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } });
}
