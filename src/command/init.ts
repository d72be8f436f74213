import pc from 'picocolors';
import { UserError } from '../errors.ts';
import { describeFound, describeNext, describeOpen } from '../init/describe-setup.ts';
import { findSetup } from '../init/find-setup.ts';
import { isOtherHost } from '../init/other-host.ts';
import { isPlainBranch } from '../init/plain-names.ts';
import { renderWorkflow } from '../init/render-workflow.ts';
import { compareFiles, saveFiles } from '../init/save-files.ts';
import type { FileState, WrittenFile } from '../init/save-files.ts';
import type { Setup } from '../init/setup.ts';
import { writeCommentWorkflow, writeGateWorkflow, writeWatchWorkflow } from '../init/write-workflows.ts';
import { findRepositoryRoot } from '../project/git.ts';
import { showControls } from '../reporters/show-controls.ts';
import { readFlags } from './read-flags.ts';

/** The flags of `alembic-gate init`. */
export interface InitFlags {
  readonly dryRun: boolean;
  readonly forks: boolean;
  readonly watch: boolean;
  readonly force: boolean;
}

/** What `init` needs of the command line. */
export interface InitTools {
  readonly currentDirectory: string;
  readonly write: (text: string) => void;
}

type Colors = ReturnType<typeof pc.createColors>;

/**
 * `alembic-gate init`: looks at the repository and writes workflows for GitHub Actions. Gives the exit code: 2 where a file is there that
 * differs, and nothing was written.
 * Throws a `UserError` outside a repository, without a project, and for a repository on GitLab.
 */
export async function runInit(flags: InitFlags, { currentDirectory, write }: InitTools, { hasColor }: { readonly hasColor: boolean }): Promise<0 | 2> {
  const colors = pc.createColors(hasColor);
  const root = await findRepositoryRoot(currentDirectory);
  if (root === undefined) {
    throw new UserError('no-repository', { what: 'This is no git repository (or git is not installed).', where: currentDirectory, remedy: 'Run `git init`, or change into the repository that the workflow is for.' });
  }
  const setup = await findSetup(root, (directory) => readFlags({}, directory));
  if (!flags.dryRun) refuseOtherHosts(setup);
  const files = compareFiles(root, listFiles(setup, flags));
  write(`${renderFound(setup, flags, colors)}\n\n`);
  if (flags.dryRun) {
    write(`${files.map((file) => `${colors.bold(file.path)}${colors.dim(` (${describeState(file)})`)}\n\n${file.text}`).join('\n')}\n`);
  } else if (files.some(({ state }) => state === 'different') && !flags.force) {
    const different = files.filter(({ state }) => state === 'different');
    write(`${different.map(({ difference }) => paintDifference(difference, colors)).join('\n\n')}\n\n`);
    write(`${different.map(({ path }) => path).join(' and ')} ${different.length === 1 ? 'is' : 'are'} there already and would change as above. Nothing was written; --force writes it.\n`);
    return 2;
  } else {
    saveFiles(root, files);
    write(`${files.map((file) => `${colors.green({ new: 'wrote', different: 'replaced', same: 'unchanged' }[file.state])} ${file.path}`).join('\n')}\n\n`);
  }
  write(`${describeNext({ hasForks: flags.forks, hasWatch: flags.watch }).join('\n')}\n`);
  return 0;
}

function refuseOtherHosts({ remoteHost }: Setup): void {
  if (remoteHost === undefined || !isOtherHost(remoteHost)) return;
  throw new UserError('not-github', {
    what: `The remote \`origin\` is on ${remoteHost}, and \`init\` writes workflows for GitHub Actions.`,
    remedy: 'For GitLab and others see https://github.com/alembic-gate/alembic-gate/blob/main/docs/other-ci.md; `--dry-run` prints what it would write for GitHub.',
  });
}

function listFiles(setup: Setup, flags: InitFlags): WrittenFile[] {
  const at = (name: string): string => `.github/workflows/${name}.yml`;
  return [
    { path: at('alembic-gate'), text: renderWorkflow(writeGateWorkflow(setup, { hasForks: flags.forks })) },
    ...(flags.forks ? [{ path: at('alembic-gate-comment'), text: renderWorkflow(writeCommentWorkflow()) }] : []),
    ...(flags.watch ? [{ path: at('alembic-gate-watch'), text: renderWorkflow(writeWatchWorkflow(requireBranch(setup))) }] : []),
  ];
}

function requireBranch({ defaultBranch }: Setup): string {
  if (defaultBranch !== undefined && isPlainBranch(defaultBranch)) return defaultBranch;
  throw new UserError('no-base', {
    what: defaultBranch === undefined ? 'git does not tell which branch is the default one.' : `The default branch ${showControls(defaultBranch)} has a name that means something else in a workflow.`,
    remedy: 'Run `git remote set-head origin --auto`, or leave `--watch` out.',
  });
}

function renderFound(setup: Setup, flags: InitFlags, colors: Colors): string {
  const rows = describeFound(setup);
  const width = Math.max(...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, value }) => `  ${colors.bold(label.padEnd(width))}  ${showControls(value)}`);
  const open = describeOpen(setup, { hasForks: flags.forks }).map((sentence) => `  ${colors.yellow('!')} ${showControls(sentence)}`);
  return ['Found', ...lines, ...open].join('\n');
}

function describeState({ state }: FileState): string {
  return { new: 'new', same: 'there already', different: 'there already, and differs' }[state];
}

function paintDifference(difference: string, colors: Colors): string {
  const paint = (line: string): string => (line.startsWith('+') ? colors.green(line) : line.startsWith('-') ? colors.red(line) : line);
  return difference.split('\n').map((line) => paint(showControls(line))).join('\n');
}
