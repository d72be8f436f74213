import { isRefused } from './explain-no-watch.ts';
import { isFromGitHub } from './github-error.ts';
import type { Octokit } from './open-octokit.ts';
import type { RepositoryName } from './read-blobs.ts';
import { isRateLimit, repeatRequest } from './repeat-request.ts';

/**
 * The paths from which a pull request renames files, which GraphQL does not tell. Undefined where GitHub does not manage to
 * compare that one, which must not keep others from being looked at. Throws Octokit's errors.
 * https://docs.github.com/rest/pulls/pulls#list-pull-requests-files
 */
export async function readRenames(octokit: Octokit, { owner, name }: RepositoryName, number: number): Promise<string[] | undefined> {
  try {
    const files = await repeatRequest(() => octokit.paginate(octokit.rest.pulls.listFiles, { owner, repo: name, pull_number: number, per_page: 100 }));
    return files.flatMap(({ status, previous_filename: before }) => (status === 'renamed' && before !== undefined ? [before] : []));
  } catch (error) {
    if (!isFromGitHub(error) || isRefused(error) || isRateLimit(error)) throw error;
    return undefined;
  }
}
