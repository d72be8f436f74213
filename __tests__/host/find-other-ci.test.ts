import { expect, test } from 'vitest';
import { detectHost } from '../../src/host/detect-host.ts';
import type { BaseRequest } from '../../src/host/host.ts';

const head = 'a'.repeat(40);
const toRelease: BaseRequest = { kind: 'branch', name: 'release/2' };
const unknown: BaseRequest = { kind: 'default-branch' };

/** What each CI sets, by its documentation; the addresses are beside the table that is tested. */
test.each<[title: string, environment: Readonly<Record<string, string>>, base: BaseRequest]>([
  ['Jenkins, a change', { JENKINS_URL: 'https://ci.example/', BUILD_NUMBER: '4', CHANGE_ID: '7', CHANGE_TARGET: 'release/2', BRANCH_NAME: 'PR-7' }, toRelease],
  ['Jenkins, a branch', { JENKINS_URL: 'https://ci.example/', BUILD_NUMBER: '4', BRANCH_NAME: 'topic' }, unknown],
  ['CircleCI, which tells no target', { CI: 'true', CIRCLECI: 'true', CIRCLE_PULL_REQUEST: 'https://github.com/ada/shop/pull/7' }, unknown],
  [
    'Azure Pipelines, a pull request of its own',
    { TF_BUILD: 'True', SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/release/2', SYSTEM_PULLREQUEST_SOURCECOMMITID: head },
    { ...toRelease, headSha: head },
  ],
  ['Azure Pipelines, a pull request of GitHub’s', { TF_BUILD: 'True', SYSTEM_PULLREQUEST_TARGETBRANCH: 'release/2' }, toRelease],
  ['Azure Pipelines, a push', { TF_BUILD: 'True', BUILD_SOURCEBRANCH: 'refs/heads/topic' }, unknown],
  ['Bitbucket, a pull request', { CI: 'true', BITBUCKET_BUILD_NUMBER: '4', BITBUCKET_PR_ID: '7', BITBUCKET_PR_DESTINATION_BRANCH: 'release/2' }, toRelease],
  ['Bitbucket, a branch', { CI: 'true', BITBUCKET_BUILD_NUMBER: '4', BITBUCKET_BRANCH: 'topic' }, unknown],
  ['Buildkite, a pull request', { CI: 'true', BUILDKITE: 'true', BUILDKITE_PULL_REQUEST: '7', BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'release/2' }, toRelease],
  ['Buildkite, a branch', { CI: 'true', BUILDKITE: 'true', BUILDKITE_PULL_REQUEST: 'false', BUILDKITE_PULL_REQUEST_BASE_BRANCH: '' }, unknown],
  ['Drone, a pull request', { CI: 'true', DRONE: 'true', DRONE_PULL_REQUEST: '7', DRONE_TARGET_BRANCH: 'release/2' }, toRelease],
  ['Drone, a push, whose target is the branch itself', { CI: 'true', DRONE: 'true', DRONE_TARGET_BRANCH: 'topic' }, unknown],
  ['Woodpecker, a pull request', { CI: 'woodpecker', CI_COMMIT_PULL_REQUEST: '7', CI_COMMIT_TARGET_BRANCH: 'release/2' }, toRelease],
  ['Woodpecker, a push', { CI: 'woodpecker', CI_COMMIT_BRANCH: 'topic', CI_COMMIT_PULL_REQUEST: '', CI_COMMIT_TARGET_BRANCH: '' }, unknown],
  ['a CI that is not known', { CI: '1', CHANGE_TARGET: 'release/2' }, unknown],
])('%s', (_, environment, base) => {
  const host = detectHost(environment, () => '{}');
  expect({ name: host.name, base: host.base, mergeRequest: host.mergeRequest, pullRequest: host.pullRequest }).toEqual({ name: 'ci', base, mergeRequest: undefined, pullRequest: undefined });
});
