import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { runCommandLine } from '../../src/command/command-line.ts';
import { DisposalRegistry } from '../../src/database/disposal.ts';
import type { Report } from '../../src/report/report.ts';

/** What a run of `alembic-gate check` gave. */
export interface CheckRun {
  readonly report: Report;
  /** What a person saw. */
  readonly output: string;
  readonly exitCode: number;
}

/** Runs `alembic-gate check` in this process, with flags by name. */
export async function runCheck(directory: string, flags: Readonly<Record<string, string>>): Promise<CheckRun> {
  let output = '';
  // Outside the checkout, of which it is no part.
  const jsonFile = join(tmpdir(), `alembic-gate-report-${randomUUID()}.json`);
  const words = Object.entries({ 'working-directory': directory, 'json-file': jsonFile, ...flags }).flatMap(([name, value]) => [`--${name}`, value]);
  const exitCode = await runCommandLine(['check', ...words], {
    environment: process.env,
    currentDirectory: directory,
    bridgeScript: fileURLToPath(new URL('../../src/alembic/bridge.py', import.meta.url)),
    checkPages: fileURLToPath(new URL('../../docs/checks', import.meta.url)),
    disposals: new DisposalRegistry(),
    isTerminal: false,
    write: (text) => {
      output += text;
    },
  });
  const written = await readFile(jsonFile, 'utf8').catch((error: unknown) => {
    throw new Error(`No report was written:\n${output}`, { cause: error });
  });
  await rm(jsonFile);
  return { report: JSON.parse(written) as Report, output, exitCode };
}
