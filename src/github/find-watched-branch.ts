import { UserError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { readCheckout } from '../project/git-checkout.ts';
import { fetchCommit, listParents, resolveCommit } from '../project/git.ts';

/** The base branch that is checked out. */
export interface WatchedBranch {
  readonly name: string;
  /** The commit whose revisions are its history. */
  readonly commit: string;
}

const events = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'pull_request_target'];

/**
 * The branch that is checked out, which must be a base branch and never a pull request's: its files tell where the revisions are.
 * Throws a `UserError` (`no-watch`) with what to write in the workflow.
 */
export async function findWatchedBranch(root: string, { event, pullRequest }: Pick<Host, 'event' | 'pullRequest'>): Promise<WatchedBranch> {
  if (event === undefined || !events.includes(event)) {
    throw refuse(
      `\`mode: watch\` looks at all open pull requests from the base branch, and the event \`${event ?? 'unknown'}\` is not one for it.`,
      'Let its workflow run on `push` to the base branch, `schedule` and `pull_request_target`.',
    );
  }
  const { branch, commit } = await readCheckout(root);
  if (commit === undefined) throw refuse('Nothing is checked out.', 'Run actions/checkout before.', root);
  if (pullRequest !== undefined && (commit === pullRequest.headSha || (await listParents(root, commit)).includes(pullRequest.headSha))) {
    throw refuse(
      `The checkout is the head of pull request #${String(pullRequest.number)}, or GitHub's merge of it, and not the base branch.`,
      'Remove `ref:` (and `repository:`) from actions/checkout: on `pull_request_target` it takes the base branch by itself.',
      root,
    );
  }
  if (branch === undefined) throw refuse('A single commit is checked out and no branch, so it is not known into which branch pull requests are looked at.', 'Let actions/checkout take a branch: `ref: main`.', root);
  return { name: branch, commit };
}

/**
 * The branch as it is on GitHub now. Where it has moved since the checkout, its newest commit is fetched; gives a sentence where that
 * cannot be had and the checkout's own commit stands. Throws a `UserError` where the checkout is no commit of that branch.
 * @param tip where GitHub says the branch is; undefined where it knows no such branch
 * @param eventSha the commit that the event is about (`GITHUB_SHA`), which the branch was at a moment ago
 */
export async function followBranch(root: string, branch: WatchedBranch, tip: string | undefined, eventSha: string | undefined): Promise<{ readonly commit: string; readonly note: string | undefined }> {
  if (tip === branch.commit) return { commit: tip, note: undefined };
  if (tip === undefined) throw refuse(`GitHub knows no branch \`${branch.name}\`, which is checked out.`, 'Let actions/checkout take the base branch: `ref: main`.', root);
  if (branch.commit !== eventSha) {
    throw refuse(
      `The checkout's \`${branch.name}\` is at ${branch.commit.slice(0, 7)}, where neither the branch on GitHub (${tip.slice(0, 7)}) nor this event is.`,
      'Remove `ref:` and `repository:` from actions/checkout, and let no step before commit anything.',
      root,
    );
  }
  try {
    await fetchCommit(root, tip);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  if ((await resolveCommit(root, tip)) !== undefined) return { commit: tip, note: undefined };
  return { commit: branch.commit, note: `${branch.name} has moved on to ${tip.slice(0, 7)} since this job began, and that commit could not be fetched; the run for it will tell.` };
}

function refuse(what: string, remedy: string, where?: string): UserError {
  return new UserError('no-watch', { what, remedy, ...(where === undefined ? {} : { where }) });
}
