import { expect, test } from 'vitest';
import { detectHost } from '../../src/host/detect-host.ts';
import type { Host } from '../../src/host/host.ts';
import { describeMergeRequestJob } from '../gitlab/gitlab-stand-in.ts';

type Environment = Readonly<Record<string, string>>;

const [head, merge, target, mergeBase, before] = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(40)) as [string, string, string, string, string];
const zeros = '0'.repeat(40);

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
const job: Environment = {
  CI: 'true',
  GITLAB_CI: 'true',
  CI_API_V4_URL: 'https://gitlab.example/api/v4',
  CI_COMMIT_BEFORE_SHA: zeros,
  CI_COMMIT_SHA: head,
  CI_DEFAULT_BRANCH: 'main',
  CI_PIPELINE_SOURCE: 'push',
  CI_PROJECT_ID: '5',
  CI_PROJECT_URL: 'https://gitlab.example/shop/api',
  // GitLab's own runner may run on a machine of GitHub's; what it leaves about is not of this job.
  GITHUB_SHA: merge,
};

const mergeRequestJob = describeMergeRequestJob({
  ...job,
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_MERGE_REQUEST_EVENT_TYPE: 'detached',
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'release/2',
  CI_MERGE_REQUEST_DIFF_BASE_SHA: mergeBase,
});

const onGitLab: Host = {
  name: 'gitlab',
  isGitea: false,
  base: { kind: 'branch', name: 'main' },
  pullRequest: undefined,
  mergeRequest: undefined,
  repository: undefined,
  apiUrl: 'https://api.github.com',
  serverUrl: 'https://github.com',
  isGitHubHostedRunner: false,
  fileLinks: `https://gitlab.example/shop/api/-/blob/${head}`,
  headSha: head,
  runUrl: undefined,
  run: undefined,
  event: undefined,
  mergeGroup: undefined,
  workflowRun: undefined,
};

const onMergeRequest: Host = {
  ...onGitLab,
  base: { kind: 'branch', name: 'release/2', mergeBase },
  mergeRequest: { iid: 12, projectId: '5', projectUrl: 'https://gitlab.example/shop/api', apiUrl: 'https://gitlab.example/api/v4', isFork: false },
};

const fork: Environment = { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '77', CI_MERGE_REQUEST_SOURCE_PROJECT_URL: 'https://gitlab.example/grace/api' };
const ofFork = { fileLinks: `https://gitlab.example/grace/api/-/blob/${head}`, mergeRequest: { ...onMergeRequest.mergeRequest!, isFork: true } };

test.each<[title: string, environment: Environment, host: Host]>([
  ['a merge request', mergeRequestJob, onMergeRequest],
  [
    'the merged result of one: HEAD is the merge, and links lead to what was pushed',
    { ...mergeRequestJob, CI_COMMIT_SHA: merge, CI_MERGE_REQUEST_EVENT_TYPE: 'merged_result', CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: target },
    { ...onMergeRequest, base: { kind: 'merge-base', ref: 'release/2', sha: target, headSha: head } },
  ],
  ['one from a fork, in a pipeline of this project', { ...mergeRequestJob, ...fork }, { ...onMergeRequest, ...ofFork }],
  [
    'one from a fork, in the fork’s own pipeline, whose `origin` is the fork',
    { ...mergeRequestJob, ...fork, CI_PROJECT_ID: '77', CI_PROJECT_URL: 'https://gitlab.example/grace/api' },
    { ...onMergeRequest, ...ofFork, base: { kind: 'merge-base', ref: 'release/2', sha: mergeBase } },
  ],
  ['one of an old GitLab that does not tell the merge base', { ...mergeRequestJob, CI_MERGE_REQUEST_DIFF_BASE_SHA: '' }, { ...onMergeRequest, base: { kind: 'branch', name: 'release/2' } }],
  ['one whose number is none', { ...mergeRequestJob, CI_MERGE_REQUEST_IID: '12/../13' }, { ...onMergeRequest, mergeRequest: undefined }],
  [
    'a pull request of GitHub’s',
    { ...job, CI_PIPELINE_SOURCE: 'external_pull_request_event', CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME: 'main', CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA: target },
    { ...onGitLab, base: { kind: 'merge-base', ref: 'main', sha: target } },
  ],
  ['a push to the default branch', { ...job, CI_COMMIT_BRANCH: 'main', CI_COMMIT_BEFORE_SHA: before }, { ...onGitLab, base: { kind: 'commit', sha: before } }],
  ['a push to another branch', { ...job, CI_COMMIT_BRANCH: 'topic', CI_COMMIT_BEFORE_SHA: before }, onGitLab],
  ['a push of a tag', { ...job, CI_COMMIT_TAG: 'v1' }, onGitLab],
  [
    'a schedule on the default branch',
    { ...job, CI_COMMIT_BRANCH: 'main', CI_PIPELINE_SOURCE: 'schedule' },
    { ...onGitLab, base: { kind: 'none', because: 'the pipeline (schedule) on the default branch has nothing to compare with' } },
  ],
  [
    'a job that tells nothing',
    { GITLAB_CI: 'true' },
    { ...onGitLab, base: { kind: 'default-branch' }, fileLinks: undefined, headSha: undefined },
  ],
])('%s', (_, environment, host) => {
  expect(detectHost(environment, () => '{}')).toEqual(host);
});
