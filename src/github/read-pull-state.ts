import type { Octokit, PullRequestPlace } from './open-octokit.ts';

/** A pull request as it is now; the event that started a run is old when the run comes to its end. */
export interface PullState {
  readonly headSha: string;
  /** False for one that was closed or merged. */
  readonly isOpen: boolean;
}

/** Throws Octokit's errors. */
export async function readPullState(octokit: Octokit, { owner, repo, issue_number: number }: PullRequestPlace): Promise<PullState> {
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  return { headSha: data.head.sha, isOpen: data.state === 'open' };
}
