import { findConfiguration } from '../project/name-project.ts';
import { findPythonOption, listPythonSteps, useAction } from './gate-steps.ts';
import type { Step } from './gate-steps.ts';
import { isPlainPath } from './plain-names.ts';
import type { Workflow, WorkflowComment, WorkflowValue } from './render-workflow.ts';
import type { Setup } from './setup.ts';

/** The workflow's name, which the one for forks waits for. */
const gateName = 'Alembic Gate';
/** The job's id, which is the name of the check to require. */
export const gateJob = 'alembic-gate';
/** The commit status that `mode: watch` sets. */
export const watchStatus = 'alembic-gate/skew';
/** Holds the report for the workflow that may comment; what `mode: comment` takes by default. */
const artifact = 'alembic-gate';
const reportFile = 'alembic-gate.json';
const timeoutMinutes = 30;

/** The workflow that checks pull requests, and what a merge queue is about to merge. */
export function writeGateWorkflow(setup: Setup, { hasForks }: { readonly hasForks: boolean }): Workflow {
  // Empty, so that env.py does not fail at once; what it really needs, people have to say.
  const environment = Object.fromEntries(setup.variables.map(({ name }) => [name, '']));
  const gate = useAction(
    'gate',
    { ...setup.options, ...findPythonOption(setup.installations), ...(hasForks ? { 'json-file': reportFile } : {}) },
    setup.variables.length === 0 ? {} : { env: environment },
  );
  const steps: Step[] = [
    // The whole history, because the base has to be there and there are no credentials left to fetch it with.
    useAction('checkout', { 'fetch-depth': 0, 'persist-credentials': false }),
    ...listPythonSteps(setup),
    gate,
    ...(hasForks ? [useAction('uploadArtifact', { name: artifact, path: reportFile, 'if-no-files-found': 'ignore' }, { if: '${{ !cancelled() }}' })] : []),
  ];
  return {
    heading: [`Written by \`alembic-gate init${hasForks ? ' --forks' : ''}\`.`],
    content: {
      name: gateName,
      on: { pull_request: { types: ['opened', 'reopened', 'synchronize', 'labeled', 'unlabeled'] }, merge_group: null },
      concurrency: { group: 'alembic-gate-${{ github.ref }}', 'cancel-in-progress': true },
      jobs: {
        [gateJob]: { 'runs-on': 'ubuntu-latest', 'timeout-minutes': timeoutMinutes, permissions: { contents: 'read', 'pull-requests': 'write' }, steps: steps.map(toValue) },
      },
    },
    comments: [
      {
        path: ['on', 'pull_request'],
        above: ['A required check that `paths` skips stays pending for ever. Only where this one is not required, add:', `paths: [${listPaths(setup).join(', ')}]`],
      },
      ...commentSteps(gateJob, steps),
      ...setup.variables.map(({ name, file }) => ({ path: ['jobs', gateJob, 'steps', steps.indexOf(gate), 'env', name], after: `${file} cannot do without` })),
    ],
  };
}

/** The workflow that writes the comment where the pull request comes from a fork. */
export function writeCommentWorkflow(): Workflow {
  return {
    heading: ['Written by `alembic-gate init --forks`.', 'The token of a run for a fork may not comment. This one may, and so runs nothing and checks out nothing of the fork.'],
    content: {
      name: `${gateName} comment`,
      on: { workflow_run: { workflows: [gateName], types: ['completed'] } },
      jobs: {
        comment: {
          if: "github.event.workflow_run.event == 'pull_request'",
          'runs-on': 'ubuntu-latest',
          'timeout-minutes': 5,
          permissions: { actions: 'read', contents: 'read', 'pull-requests': 'write' },
          steps: [toValue(useAction('gate', { mode: 'comment' }))],
        },
      },
    },
    comments: [{ path: ['on', 'workflow_run'], above: ['zizmor: ignore[dangerous-triggers]'] }],
  };
}

/** The workflow that tells open pull requests that the base branch has moved past their revisions. */
export function writeWatchWorkflow(branch: string): Workflow {
  const steps = [useAction('checkout', { 'persist-credentials': false }), useAction('gate', { mode: 'watch' })];
  return {
    heading: ['Written by `alembic-gate init --watch`.'],
    content: {
      name: `${gateName} watch`,
      on: {
        push: { branches: [branch] },
        schedule: [{ cron: '17 */6 * * *' }],
        workflow_dispatch: null,
        // `edited` comes where a pull request gets another base branch, whose required status would stay pending.
        pull_request_target: { types: ['opened', 'reopened', 'synchronize', 'edited'] },
      },
      concurrency: { group: 'alembic-gate-watch-${{ github.ref }}', 'cancel-in-progress': false },
      jobs: { watch: { 'runs-on': 'ubuntu-latest', 'timeout-minutes': 10, permissions: { contents: 'read', 'pull-requests': 'read', statuses: 'write' }, steps: steps.map(toValue) } },
    },
    comments: [
      { path: ['on', 'pull_request_target'], above: ["Reads the base branch's files and GitHub's API alone: nothing of the pull request is checked out or run.", 'zizmor: ignore[dangerous-triggers]'] },
      ...commentSteps('watch', steps),
    ],
  };
}

/** What a pull request may change that the gate has an opinion of. */
function listPaths({ projects, installations }: Setup): string[] {
  const files = [...projects.map(({ name }) => findConfiguration(name)), ...installations.flatMap((one) => one.files)];
  return ['**.py', ...new Set(files.filter(isPlainPath))].map((path) => `'${path}'`);
}

/** Its comment is none of the file's content; what is missing must not stand there as undefined. */
function toValue(step: Step): WorkflowValue {
  return Object.fromEntries(Object.entries(step).filter((entry): entry is [string, Exclude<Step[keyof Step], undefined>] => entry[0] !== 'comment' && entry[1] !== undefined));
}

function commentSteps(job: string, steps: readonly Step[]): WorkflowComment[] {
  return steps.flatMap(({ comment }, index) => (comment === undefined ? [] : [{ path: ['jobs', job, 'steps', index, 'uses'], after: comment }]));
}
