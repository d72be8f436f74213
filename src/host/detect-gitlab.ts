import { readVariable } from './environment.ts';
import type { Environment } from './environment.ts';
import type { BaseRequest, Host, MergeRequest } from './host.ts';

type GitLabParts = Pick<Host, 'base' | 'mergeRequest' | 'fileLinks' | 'headSha'>;

/** What a job of GitLab's knows. https://docs.gitlab.com/ci/variables/predefined_variables/ */
export function detectGitLab(environment: Environment): GitLabParts {
  const read = (name: string): string | undefined => readVariable(environment, name);
  // On a merged result's pipeline CI_COMMIT_SHA is a merge that no page shows once it is renewed.
  const headSha = read('CI_MERGE_REQUEST_SOURCE_BRANCH_SHA') ?? read('CI_COMMIT_SHA');
  const projectUrl = read('CI_MERGE_REQUEST_SOURCE_PROJECT_URL') ?? read('CI_PROJECT_URL');
  return {
    base: findBaseRequest(read),
    mergeRequest: readMergeRequest(read),
    fileLinks: projectUrl === undefined || headSha === undefined ? undefined : `${projectUrl}/-/blob/${headSha}`,
    headSha,
  };
}

type Read = (name: string) => string | undefined;

function readMergeRequest(read: Read): MergeRequest | undefined {
  const [iid, projectId, projectUrl, apiUrl] = [read('CI_MERGE_REQUEST_IID'), read('CI_MERGE_REQUEST_PROJECT_ID'), read('CI_MERGE_REQUEST_PROJECT_URL'), read('CI_API_V4_URL')];
  if (iid === undefined || !/^[1-9]\d{0,14}$/.test(iid) || projectId === undefined || projectUrl === undefined || apiUrl === undefined) return undefined;
  return { iid: Number(iid), projectId, projectUrl, apiUrl, isFork: read('CI_MERGE_REQUEST_SOURCE_PROJECT_ID') !== projectId };
}

/** As on GitHub: a merge request's merge base, a branch's with the default branch, and on that the push before. */
function findBaseRequest(read: Read): BaseRequest {
  const target = read('CI_MERGE_REQUEST_TARGET_BRANCH_NAME');
  if (target !== undefined) return findMergeRequestBase(read, target);
  const external = read('CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME');
  if (external !== undefined) return { kind: 'merge-base', ref: external, sha: read('CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA') };
  const defaultBranch = read('CI_DEFAULT_BRANCH');
  if (defaultBranch === undefined) return { kind: 'default-branch' };
  if (read('CI_COMMIT_BRANCH') !== defaultBranch) return { kind: 'branch', name: defaultBranch };
  const before = read('CI_COMMIT_BEFORE_SHA');
  if (before !== undefined && !/^0+$/.test(before)) return { kind: 'commit', sha: before };
  return { kind: 'none', because: `the pipeline (${read('CI_PIPELINE_SOURCE') ?? 'of an unknown source'}) on the default branch has nothing to compare with` };
}

/** Only the pipeline of a merged result knows the target branch's commit, and then HEAD is the merge of the source branch into it. */
function findMergeRequestBase(read: Read, target: string): BaseRequest {
  const [targetSha, headSha, mergeBase] = [read('CI_MERGE_REQUEST_TARGET_BRANCH_SHA'), read('CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'), read('CI_MERGE_REQUEST_DIFF_BASE_SHA')];
  const head = headSha === undefined ? {} : { headSha };
  if (targetSha !== undefined) return { kind: 'merge-base', ref: target, sha: targetSha, ...head };
  // In a fork's own pipeline `origin` is the fork, whose branch of that name may be years old.
  if (mergeBase !== undefined && read('CI_PROJECT_ID') !== read('CI_MERGE_REQUEST_PROJECT_ID')) return { kind: 'merge-base', ref: target, sha: mergeBase, ...head };
  return { kind: 'branch', name: target, ...(mergeBase === undefined ? {} : { mergeBase }), ...head };
}
