import type { Host } from '../host/host.ts';
import { isSameComment } from '../reporters/same-comment.ts';
import { explainNoComment } from './explain-no-comment.ts';
import { findComment } from './find-comment.ts';
import type { OwnComment } from './find-comment.ts';
import { openOctokit } from './open-octokit.ts';
import type { Octokit, PullRequestPlace } from './open-octokit.ts';
import { repeatRequest } from './repeat-request.ts';

/** Where a comment goes and what it says. */
export interface CommentRequest {
  readonly host: Host;
  readonly token: string;
  /** The hidden line by which ours is found. */
  readonly marker: string;
  /** The text that is to stand in the place of what is there. */
  readonly render: (stored: OwnComment | undefined) => string;
  /** False leaves the pull request alone where we have no comment on it yet. */
  readonly mayCreate: boolean;
}

export interface CommentPosted {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'not-wanted';
  readonly url: string | undefined;
}

/**
 * Creates or updates our one comment on the pull request; leaves it alone where it says the same already.
 * Gives undefined where there is no pull request. Throws a `UserError` (`no-comment`) with what to do where it could not be written.
 */
export async function postComment(request: CommentRequest): Promise<CommentPosted | undefined> {
  const { pullRequest, repository, apiUrl } = request.host;
  if (pullRequest === undefined || repository === undefined) return undefined;
  const octokit = openOctokit(request.token, apiUrl);
  const place = { owner: repository.owner, repo: repository.name, issue_number: pullRequest.number };
  try {
    // Looked for anew each time: a creation that seemed to fail may have left the comment there.
    return await repeatRequest(() => writeComment(octokit, place, request));
  } catch (error) {
    throw explainNoComment(error, { isFork: pullRequest.isFork, apiUrl });
  }
}

async function writeComment(octokit: Octokit, place: PullRequestPlace, { marker, render, mayCreate }: CommentRequest): Promise<CommentPosted> {
  const ours = await findComment(octokit, place, marker);
  const body = render(ours);
  if (ours === undefined) {
    if (!mayCreate) return { outcome: 'not-wanted', url: undefined };
    const { data } = await octokit.rest.issues.createComment({ ...place, body });
    return { outcome: 'created', url: data.html_url };
  }
  if (isSameComment(ours.body, body)) return { outcome: 'unchanged', url: ours.url };
  const { data } = await octokit.rest.issues.updateComment({ owner: place.owner, repo: place.repo, comment_id: ours.id, body });
  return { outcome: 'updated', url: data.html_url };
}
