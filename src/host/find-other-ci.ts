import { readVariable } from './environment.ts';
import type { Environment } from './environment.ts';
import type { BaseRequest } from './host.ts';

/** How a CI tells that it runs us, and of a pull request what it is to be merged into. */
interface OtherCi {
  /** A variable that it sets always; with a value where others set it too. */
  readonly mark: string;
  readonly value?: string;
  /** The branch that a pull request is to be merged into. */
  readonly target?: string;
  /** A variable that only a pull request's job has, where `target` is set in others too. */
  readonly onlyWith?: string;
  /** The pull request's own head, where what is checked out is a merge of it into the target branch. */
  readonly head?: string;
}

/** One line for each, under its name and where its variables are told. */
const others: readonly OtherCi[] = [
  // Jenkins: https://docs.cloudbees.com/docs/cloudbees-ci/latest/multibranch-pipelines/ and the page /env-vars.html of every Jenkins
  { mark: 'JENKINS_URL', target: 'CHANGE_TARGET' },
  // CircleCI, which tells no target branch: https://circleci.com/docs/reference/variables/
  { mark: 'CIRCLECI' },
  // Azure Pipelines: https://learn.microsoft.com/azure/devops/pipelines/build/variables#system-variables
  { mark: 'TF_BUILD', target: 'SYSTEM_PULLREQUEST_TARGETBRANCH', head: 'SYSTEM_PULLREQUEST_SOURCECOMMITID' },
  // Bitbucket: https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
  { mark: 'BITBUCKET_BUILD_NUMBER', target: 'BITBUCKET_PR_DESTINATION_BRANCH' },
  // Buildkite: https://buildkite.com/docs/pipelines/configure/environment-variables
  { mark: 'BUILDKITE', target: 'BUILDKITE_PULL_REQUEST_BASE_BRANCH' },
  // Drone: https://docs.drone.io/pipeline/environment/reference/
  { mark: 'DRONE', target: 'DRONE_TARGET_BRANCH', onlyWith: 'DRONE_PULL_REQUEST' },
  // Woodpecker: https://woodpecker-ci.org/docs/usage/environment
  { mark: 'CI', value: 'woodpecker', target: 'CI_COMMIT_TARGET_BRANCH', onlyWith: 'CI_COMMIT_PULL_REQUEST' },
];

/** The base in a job of another CI; undefined where none is known to run us. */
export function findOtherCi(environment: Environment): BaseRequest | undefined {
  const read = (name: string): string | undefined => readVariable(environment, name);
  const ci = others.find(({ mark, value }) => (value === undefined ? read(mark) !== undefined : read(mark) === value));
  if (ci === undefined) return undefined;
  const isPullRequest = ci.onlyWith === undefined || read(ci.onlyWith) !== undefined;
  const target = ci.target === undefined || !isPullRequest ? undefined : read(ci.target)?.replace(/^refs\/heads\//, '');
  const headSha = ci.head === undefined ? undefined : read(ci.head);
  return target === undefined ? { kind: 'default-branch' } : { kind: 'branch', name: target, ...(headSha === undefined ? {} : { headSha }) };
}
