import type { Approval } from '../approval/approval.ts';
import type { KnownComment } from '../approval/bind-label.ts';
import { bindLabel } from '../approval/bind-label.ts';
import { readRecord } from '../approval/record.ts';
import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';
import { explainNoApproval } from './explain-no-approval.ts';
import { findComment } from './find-comment.ts';
import type { OwnComment } from './find-comment.ts';
import { openOctokit } from './open-octokit.ts';
import { findLabelEvent, hasLabel } from './read-label.ts';
import { repeatRequest } from './repeat-request.ts';

/** Where the label is looked for. */
export interface ApprovalRequest {
  readonly host: Pick<Host, 'pullRequest' | 'repository' | 'apiUrl'> & Partial<Pick<Host, 'mergeGroup'>>;
  readonly options: Pick<Options, 'approvalLabel' | 'comment' | 'githubToken'>;
  /** The hidden line by which our comment is found. */
  readonly marker: string;
}

/**
 * What the label agrees to, asked of GitHub and not of the event, which is old when a job is run again. Undefined where no label is to
 * agree to anything. Where GitHub does not tell, the state says why; only a bug is thrown.
 */
export async function readApproval({ host, options, marker }: ApprovalRequest): Promise<Approval | undefined> {
  const { approvalLabel: label, githubToken: token } = options;
  const { pullRequest, mergeGroup, repository, apiUrl } = host;
  // What a merge group adds is what its last pull request adds, with the label and the comment of that one.
  const number = pullRequest?.number ?? mergeGroup?.pullRequest;
  const isFork = pullRequest?.isFork === true;
  if (label === undefined) return undefined;
  const unknown = (why: string): Approval => ({ state: 'unknown', label, why });
  if (number === undefined || repository === undefined) return unknown('This event has no pull request that could have the label.');
  if (token === undefined) return unknown('The input `github-token` is empty.');
  if (options.comment === 'never') return unknown('With `comment: never` nothing is shown that it could agree to.');
  const octokit = openOctokit(token, apiUrl);
  const place = { owner: repository.owner, repo: repository.name, issue_number: number };
  try {
    return await repeatRequest(async () => {
      const comment = isFork ? await findComment(octokit, place, marker) : undefined;
      if (isFork && comment === undefined) return unknown(noCommentOnFork);
      if (!(await hasLabel(octokit, place, label))) return { state: 'not-set', label };
      const event = await findLabelEvent(octokit, place, label);
      if (event === undefined) return unknown("The pull request's timeline does not tell who set it. Remove the label and set it again.");
      return { state: 'set', label, event, covers: bindLabel(event, knowComment(comment ?? (await findComment(octokit, place, marker)))) };
    });
  } catch (error) {
    return unknown(explainNoApproval(error, apiUrl));
  }
}

const noCommentOnFork =
  'There is no comment yet that it could agree to; on a pull request from a fork a second workflow writes it once this run is over (`alembic-gate init --forks` makes that workflow). Set the label after that and run this job again, or agree by a suppression in the revision.';

/** The comment with what it remembers. */
export function knowComment(comment: OwnComment | undefined): KnownComment | undefined {
  return comment === undefined ? undefined : { record: readRecord(comment.body), updatedAt: comment.updatedAt };
}
