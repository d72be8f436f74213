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
  octokit.hook.after('request', ({ status, data, headers }) => {
    // Octokit gives text where JSON was cut off or a proxy answered with a page of its own. What leads elsewhere is an empty page with GitHub too.
    if (status < 300 && typeof data === 'string' && /^(?:application\/json|text\/html)\b/.test(headers['content-type'] ?? '')) {
      throw Object.assign(new Error('The answer was cut short, or is not GitHub\'s'), { status: 502 });
    }
  });
  return octokit;
}

/** A pull request, which to much of the API is an issue. */
export interface PullRequestPlace {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}
