import { Command } from 'commander';
import pc from 'picocolors';
import { listProblems } from '../describe-error.ts';
import { identity } from '../identity.ts';
import { renderProblem } from '../reporters/console.ts';
import { optionNames, runCheck } from './check.ts';
import type { CheckTools } from './check.ts';
import { graphOptions, runGraph } from './graph.ts';
import { optionHelp } from './option-help.ts';

/** Runs a command line and gives its exit code. */
export async function runCommandLine(words: readonly string[], tools: CheckTools): Promise<number> {
  let exitCode = 0;
  const program = new Command('alembic-gate')
    .description('Proves on a throw-away database that every new Alembic revision upgrades, downgrades and upgrades again.')
    .version(identity.version)
    .exitOverride()
    .configureOutput({ writeOut: tools.write, writeErr: tools.write });
  const check = program.command('check').description('look at the new revisions; exit code 0 passed, 1 failed, 2 not checked');
  for (const name of optionNames) if (name !== 'github-token') check.option(`--${name} <value>`, optionHelp[name]);
  check.action(async (flags: Record<string, string | undefined>) => {
    exitCode = await runCheck(flags, tools);
  });
  const graph = program.command('graph').description('draw the revisions from their files, without Python or a database');
  for (const name of graphOptions) graph.option(`--${name} <value>`, optionHelp[name]);
  graph.action((flags: Record<string, string | undefined>) => runGraph(flags, tools));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('commander.')) {
      return 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
    }
    const problems = listProblems(error);
    if (problems === undefined) throw error;
    tools.write(`${problems.map((problem) => renderProblem(problem, pc.createColors(tools.isTerminal))).join('\n\n')}\n`);
    return 2;
  }
}
