import { readFileSync } from 'node:fs';
import { runGate } from '../gate.ts';
import type { DisposalRegistry } from '../database/disposal.ts';
import { detectHost } from '../host/detect-host.ts';
import { optionNames } from '../options/read-options.ts';
import { deliverResult } from './deliver-result.ts';
import { readFlags } from './read-flags.ts';
import type { Flags } from './read-flags.ts';
import { createConsoleProgress, createEarlyFindings, renderConsole } from '../reporters/console.ts';

/** What the command line lends. */
export interface CheckTools {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly currentDirectory: string;
  readonly bridgeScript: string;
  readonly disposals: DisposalRegistry;
  /** Absolute path of the folder with a page for every check, `<category>/<name>.md`. */
  readonly checkPages: string;
  readonly isTerminal: boolean;
  readonly write: (text: string) => void;
}

/** `alembic-gate check`: the same gate as the action. Gives the exit code: 0 passed, 1 failed, 2 incomplete. */
export async function runCheck(flags: Flags, tools: CheckTools): Promise<number> {
  const options = readFlags(flags, tools.currentDirectory);
  const style = { hasColor: usesColor(tools) };
  const early = createEarlyFindings((text) => tools.write(`${text}\n`), style);
  const host = detectHost(tools.environment, (path) => readFileSync(path, 'utf8'));
  const report = await runGate(options, {
    host,
    environment: tools.environment,
    progress: createConsoleProgress((line) => tools.write(`${line}\n`), style),
    disposals: tools.disposals,
    bridgeScript: tools.bridgeScript,
    onGraphFindings: early.show,
  });
  tools.write(`\n${renderConsole(report, style, early.shown)}\n`);
  const first = report.findings.find(({ suppressed }) => suppressed === undefined);
  if (first !== undefined) tools.write(`More about a check, with examples: alembic-gate explain ${first.check}\n`);
  return deliverResult(report, options, host, tools);
}

export { optionNames };

/** https://no-color.org, https://force-color.org */
export function usesColor({ environment, isTerminal }: CheckTools): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  return isTerminal || (environment['FORCE_COLOR'] ?? '') !== '';
}
