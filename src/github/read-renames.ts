import { isFromGitHub, isRefused } from './github-error.ts';
import type { Octokit } from './open-octokit.ts';
import type { RepositoryName } from './read-blobs.ts';
import type { OpenPull } from './read-open-pulls.ts';
import { readAllPages } from './read-pages.ts';
import { isRateLimit, repeatRequest } from './repeat-request.ts';

/**
 * The paths from which pull requests rename files, by their numbers; GraphQL does not tell them, so each that renames any is asked for by
 * itself, whatever the new path: a revision may be renamed to what is none. Undefined where GitHub does not manage to compare that one,
 * which must not keep others from being looked at. Throws Octokit's errors.
 */
export async function readRenames(octokit: Octokit, repository: RepositoryName, pulls: readonly Pick<OpenPull, 'number' | 'files'>[]): Promise<ReadonlyMap<number, readonly string[] | undefined>> {
  const renamedFrom = new Map<number, readonly string[] | undefined>();
  for (const { number, files } of pulls) {
    if (files.some(({ changeType }) => changeType === 'RENAMED')) renamedFrom.set(number, await listRenamed(octokit, repository, number));
  }
  return renamedFrom;
}

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
async function listRenamed(octokit: Octokit, { owner, name }: RepositoryName, number: number): Promise<string[] | undefined> {
  const place = { owner, repo: name, pull_number: number, per_page: 100 };
  try {
    const files = await repeatRequest(() => readAllPages(octokit.paginate.iterator(octokit.rest.pulls.listFiles, place)));
    return files.flatMap(({ status, previous_filename: before }) => (status === 'renamed' && before !== undefined ? [before] : []));
  } catch (error) {
    if (!isFromGitHub(error) || isRefused(error) || isRateLimit(error)) throw error;
    return undefined;
  }
}
