import type { WorkflowRun } from '../host/host.ts';
import type { Octokit } from './open-octokit.ts';
import { readAllPages } from './read-pages.ts';

/** The pull request of a run, or why there is none to write on, a sentence. */
export type RunPull = { readonly number: number } | { readonly because: string };

/**
 * The one open pull request whose head is a run's commit, as GitHub has it now: nothing that the run itself says has a part in it. GitHub
 * leaves a fork's pull requests out of the event and of those associated with a commit, so it is looked for by branch, and believed only
 * where repository and commit are the run's too. Throws Octokit's errors.
 * https://docs.github.com/rest/pulls/pulls#list-pull-requests https://github.com/orgs/community/discussions/25220
 */
export async function findRunPull(octokit: Octokit, { owner, repo }: { readonly owner: string; readonly repo: string }, run: WorkflowRun): Promise<RunPull> {
  const { headRepository, headBranch, headSha } = run;
  if (headRepository === undefined || headBranch === undefined) return { because: 'The branch that it is of, or its repository, was deleted.' };
  const head = `${headRepository.split('/')[0] ?? ''}:${headBranch}`;
  const all = await readAllPages(octokit.paginate.iterator(octokit.rest.pulls.list, { owner, repo, state: 'open', head, per_page: 100 }));
  const pulls = all.filter((pull) => (pull.head.repo as { readonly full_name: string } | null)?.full_name === headRepository && pull.head.ref === headBranch);
  const [first, ...others] = pulls.filter((pull) => pull.head.sha === headSha);
  if (first !== undefined && others.length === 0) return { number: first.number };
  if (first !== undefined) return { because: `${String(others.length + 1)} open pull requests have its commit, and which of them it ran for GitHub does not tell.` };
  if (pulls.length === 0) return { because: 'No open pull request has its branch; it was closed or merged meanwhile.' };
  return { because: `Its commit ${headSha.slice(0, 10)} is not the head of the pull request any more; the run of the newer commit is written there.` };
}
