import { readFileSync } from 'node:fs';
import pc from 'picocolors';
import { ServerPool } from '../database/server-pool.ts';
import type { Examination } from '../doctor/examination.ts';
import { examineProject } from '../doctor/examine-project.ts';
import { detectHost } from '../host/detect-host.ts';
import type { OptionName } from '../options/definitions.ts';
import { findProjects } from '../project/find-projects.ts';
import { findRepositoryRoot } from '../project/git.ts';
import { createConsoleProgress, renderProblem } from '../reporters/console.ts';
import { showControls } from '../reporters/show-controls.ts';
import { usesColor } from './check.ts';
import type { CheckTools } from './check.ts';
import { readFlags } from './read-flags.ts';
import type { Flags } from './read-flags.ts';

/** The options of `check` that say how a project is run. */
export const doctorOptions: readonly OptionName[] = ['working-directory', 'config', 'ini-section', 'x-arguments', 'python', 'dialect', 'database', 'image', 'database-env', 'role', 'setup-sql', 'timeout'];

/**
 * `alembic-gate doctor`: what of each project was found, what is missing, and what mends it. Exit code 0 where nothing is missing, else 2.
 * Throws a `UserError` where there is no project at all.
 */
export async function runDoctor(flags: Flags, tools: CheckTools): Promise<number> {
  const options = readFlags(flags, tools.currentDirectory);
  const colors = pc.createColors(usesColor(tools));
  const host = detectHost(tools.environment, (path) => readFileSync(path, 'utf8'));
  const progress = createConsoleProgress((line) => tools.write(`${line}\n`), { hasColor: usesColor(tools) });
  const servers = new ServerPool(options, { disposals: tools.disposals, progress, host });
  let isWhole = true;
  try {
    const root = (await findRepositoryRoot(options.workingDirectory)) ?? options.workingDirectory;
    for (const project of await findProjects(options, root)) {
      const examination = await examineProject(project, options, { ...tools, servers });
      tools.write(`${renderExamination(examination, colors)}\n\n`);
      isWhole &&= examination.missing.length === 0;
    }
  } finally {
    await servers.dispose();
  }
  tools.write(isWhole ? `${colors.green('Nothing is missing.')} Try: alembic-gate check\n` : `${colors.magenta('Something is missing.')} What it is and what mends it stands above.\n`);
  return isWhole ? 0 : 2;
}

const widest = 'configuration'.length;

/** The examination of one project as text for a terminal. */
export function renderExamination({ project, found, missing }: Examination, colors: ReturnType<typeof pc.createColors>): string {
  return [
    colors.bold(showControls(project)),
    ...found.map(({ what, text }) => `  ${colors.green('✓')} ${what.padEnd(widest)}  ${showControls(text)}`),
    ...missing.map((problem) => `\n${renderProblem(problem, colors)}`),
  ].join('\n');
}
