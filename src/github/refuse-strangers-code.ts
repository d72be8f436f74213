import { UserError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { listParents, resolveCommit } from '../project/git.ts';

const remedy = 'Run on `pull_request`. For the comment on pull requests from forks, `alembic-gate init --forks` writes a second workflow.';

/**
 * Throws a `UserError` (`wrong-event`) where the code of strangers would run beside a token that may write: on `pull_request_target`, where
 * without that nothing of the pull request would be looked at; and on `workflow_run` with a fork's commit in the checkout.
 * https://docs.github.com/actions/reference/security/securely-using-pull_request_target
 * @param directory a folder of the checkout
 */
export async function refuseStrangersCode({ event, workflowRun, repository }: Pick<Host, 'event' | 'workflowRun' | 'repository'>, directory: string): Promise<void> {
  if (event === 'pull_request_target') {
    throw new UserError('wrong-event', {
      what: 'On `pull_request_target` the base branch is checked out, and the token may write: with `mode: check` either nothing of the pull request is looked at, or the code of strangers runs beside that token.',
      remedy,
    });
  }
  if (event !== 'workflow_run' || workflowRun === undefined) return;
  if (repository !== undefined && workflowRun.headRepository === `${repository.owner}/${repository.name}`) return;
  const commits = [await resolveCommit(directory, 'HEAD'), ...(await listParents(directory, 'HEAD'))];
  if (!commits.includes(workflowRun.headSha)) return;
  throw new UserError('wrong-event', {
    what: `The checkout is the commit ${workflowRun.headSha.slice(0, 7)} of ${workflowRun.headRepository ?? 'a fork'}, and on \`workflow_run\` the token may write: with \`mode: check\` the code of strangers would run beside it.`,
    remedy,
  });
}
