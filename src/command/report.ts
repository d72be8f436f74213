import { readFileSync } from 'node:fs';
import { detectHost } from '../host/detect-host.ts';
import { joinParts } from '../join-parts.ts';
import type { OptionName } from '../options/definitions.ts';
import { renderConsole } from '../reporters/console.ts';
import { usesColor } from './check.ts';
import type { CheckTools } from './check.ts';
import { deliverResult } from './deliver-result.ts';
import { readFlags } from './read-flags.ts';
import type { Flags } from './read-flags.ts';

/** The options that joining uses. */
export const reportOptions: readonly OptionName[] = ['parts', 'fail-on', 'comment', 'comment-key', 'json-file', 'markdown-file', 'sarif-file', 'junit-file', 'code-quality-file', 'sql-directory'];

/**
 * `alembic-gate report`: the reports that several runs wrote with `--json-file` as one. Gives the exit code of `check`.
 * @param files paths or globs, one a word
 */
export async function runReport(files: readonly string[], flags: Flags, tools: CheckTools): Promise<number> {
  const options = readFlags({ ...flags, ...(files.length === 0 ? {} : { reports: files.join('\n') }) }, tools.currentDirectory);
  const host = detectHost(tools.environment, (path) => readFileSync(path, 'utf8'));
  const report = await joinParts(options, { directory: tools.currentDirectory, commit: host.headSha });
  tools.write(`\n${renderConsole(report, { hasColor: usesColor(tools) })}\n`);
  return deliverResult(report, options, host, tools);
}
