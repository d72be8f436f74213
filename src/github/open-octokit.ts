import { getOctokit } from '@actions/github';

export type Octokit = ReturnType<typeof getOctokit>;

/** How long one request may take. */
const requestLimitMs = 30_000;

/** GitHub's API at `apiUrl`, which on GitHub Enterprise is the company's own. Nothing is asked yet. */
export function openOctokit(token: string, apiUrl: string): Octokit {
  const octokit = getOctokit(token, { baseUrl: apiUrl });
  octokit.hook.before('request', (options) => {
    options.request = { ...options.request, signal: AbortSignal.timeout(requestLimitMs) };
  });
  return octokit;
}

/** A pull request, which to much of the API is an issue. */
export interface PullRequestPlace {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}
