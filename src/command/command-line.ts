import { Command, Option } from 'commander';
import pc from 'picocolors';
import { listProblems } from '../describe-error.ts';
import { identity } from '../identity.ts';
import type { OptionName } from '../options/definitions.ts';
import { renderProblem } from '../reporters/console.ts';
import { optionNames, runCheck, usesColor } from './check.ts';
import type { CheckTools } from './check.ts';
import { doctorOptions, runDoctor } from './doctor.ts';
import { runExplain } from './explain.ts';
import type { ExplainTools } from './explain.ts';
import { graphOptions, runGraph } from './graph.ts';
import { runInit } from './init.ts';
import type { InitFlags } from './init.ts';
import { optionHelp } from './option-help.ts';
import { reportOptions, runReport } from './report.ts';

/** What an entry lends to all commands. */
export type CommandTools = CheckTools & ExplainTools;

const checkExamples = `
Examples:
  $ alembic-gate check
      the revisions that this branch adds, uncommitted ones too
  $ alembic-gate check --revisions all --database embedded
      every revision, on a PostgreSQL that needs no Docker
  $ alembic-gate check --base origin/release --fail-on warning

Each flag but --shard is also a key under [tool.alembic-gate] in pyproject.toml.
One that takes several values can be given several times.
Exit code: 0 passed, 1 failed, 2 not everything could be checked.`;

const graphExamples = `
Examples:
  $ alembic-gate graph
  $ alembic-gate graph --revisions all`;

const doctorExamples = `
Examples:
  $ alembic-gate doctor
  $ alembic-gate doctor --python .venv/bin/python --database embedded

It runs env.py on an empty database, and no revision.
Exit code: 0 nothing is missing, 2 something is.`;

const explainExamples = `
Examples:
  $ alembic-gate explain
  $ alembic-gate explain round-trip
  $ alembic-gate explain round-trip/downgrade-leaves-trace`;

const reportExamples = `
Examples:
  $ alembic-gate check --shard 1/2 --json-file part-1.json
  $ alembic-gate check --shard 2/2 --json-file part-2.json
  $ alembic-gate report part-1.json part-2.json
      as if one run had looked at all of it
  $ alembic-gate report 'reports/*.json' --parts 3 --markdown-file comment.md

What is missing, or there twice, makes it incomplete.
Exit code: 0 passed, 1 failed, 2 not everything could be checked.`;

const initExamples = `
Examples:
  $ alembic-gate init --dry-run
  $ alembic-gate init --forks --watch

It runs nothing of the repository. Exit code: 0 written, 2 not written.`;

/** Runs a command line and gives its exit code. */
export async function runCommandLine(words: readonly string[], tools: CommandTools): Promise<number> {
  let exitCode = 0;
  const program = new Command('alembic-gate')
    .description('Proves on a throw-away database that every new Alembic revision upgrades, downgrades and upgrades again.')
    .version(identity.version)
    .exitOverride()
    .configureOutput({ writeOut: tools.write, writeErr: tools.write });
  const check = program.command('check').description('take the new revisions up, down and up again, and judge what happened').addHelpText('after', checkExamples);
  for (const name of optionNames) if (!notOfCheck.has(name)) check.addOption(describeFlag(name));
  check.action(async (flags: Record<string, string | undefined>) => {
    exitCode = await runCheck(flags, tools);
  });
  const graph = program.command('graph').description('draw the revisions from their files, without Python or a database').addHelpText('after', graphExamples);
  for (const name of graphOptions) graph.addOption(describeFlag(name));
  graph.action((flags: Record<string, string | undefined>) => runGraph(flags, tools));
  const report = program.command('report').argument('[files...]', 'JSON reports, paths or globs').description('join the reports of several runs: shards, databases, projects').addHelpText('after', reportExamples);
  for (const name of reportOptions) report.addOption(describeFlag(name));
  report.action(async (files: readonly string[], flags: Record<string, string | undefined>) => {
    exitCode = await runReport(files, flags, tools);
  });
  const doctor = program.command('doctor').description('say what of each project was found, what is missing to check it, and what mends it').addHelpText('after', doctorExamples);
  for (const name of doctorOptions) doctor.addOption(describeFlag(name));
  doctor.action(async (flags: Record<string, string | undefined>) => {
    exitCode = await runDoctor(flags, tools);
  });
  program
    .command('explain')
    .argument('[check]', "a check's id or name, or a category; without it, all are listed")
    .description('say what a check finds, why, and what to write instead')
    .addHelpText('after', explainExamples)
    .action((word: string | undefined) => runExplain(word, tools, { hasColor: usesColor(tools) }));
  program
    .command('init')
    .description('look at the repository and write a workflow for GitHub Actions')
    .option('--dry-run', 'print what would be written, and write nothing')
    .option('--forks', 'write also the workflow that comments on pull requests from forks')
    .option('--watch', 'write also the workflow that tells open pull requests when the base branch moved past their revisions')
    .option('--force', 'replace workflows that are there and differ')
    .addHelpText('after', initExamples)
    .action(async ({ dryRun = false, forks = false, watch = false, force = false }: Partial<InitFlags>) => {
      exitCode = await runInit({ dryRun, forks, watch, force }, tools, { hasColor: usesColor(tools) });
    });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('commander.')) {
      return 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
    }
    const problems = listProblems(error);
    if (problems === undefined) throw error;
    tools.write(`${problems.map((problem) => renderProblem(problem, pc.createColors(usesColor(tools)), words[0] === 'init' ? 'not written' : undefined)).join('\n\n')}\n`);
    return 2;
  }
}

function describeFlag(name: OptionName): Option {
  const { group, isOnlyInActions = false, value, text } = optionHelp[name];
  const option = new Option(`--${name} <${value}>`, text).helpGroup(group).hideHelp(isOnlyInActions);
  return several.has(name) ? option.argParser((given: string, before: string | undefined) => (before === undefined ? given : `${before}\n${given}`)) : option;
}

/** Options without meaning for `check` on a command line. */
const notOfCheck: ReadonlySet<OptionName> = new Set(['github-token', 'reports', 'parts']);

/** Those that take several values, one a line: each time that one is given adds to those before. Of the others the last counts. */
const several: ReadonlySet<OptionName> = new Set([
  'baseline', 'baseline-sql', 'checks', 'config', 'database-env', 'dialect', 'heads', 'image', 'ini-section', 'revisions', 'seed-sql', 'setup-sql', 'small-tables', 'x-arguments',
]); // prettier-ignore
