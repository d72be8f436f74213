import { detectGitLab } from './detect-gitlab.ts';
import { readVariable } from './environment.ts';
import type { Environment } from './environment.ts';
import { findOtherCi } from './find-other-ci.ts';
import type { BaseRequest, Host, MergeGroup, PullRequest, WorkflowRun } from './host.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Where we run, from the environment and the event's payload.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 * @param readFile reads the file that `GITHUB_EVENT_PATH` names
 */
export function detectHost(environment: Environment, readFile: (path: string) => string): Host {
  if (environment['GITHUB_ACTIONS'] === 'true') return detectGitHub(environment, readFile);
  if (environment['GITLAB_CI'] === 'true') return { ...nowhere, name: 'gitlab', ...detectGitLab(environment) };
  const base = findOtherCi(environment);
  if (base !== undefined) return { ...nowhere, name: 'ci', base };
  return { ...nowhere, name: readVariable(environment, 'CI') === undefined ? 'terminal' : 'ci' };
}

/** What is true of a terminal. */
const nowhere: Host = {
  name: 'terminal',
  isGitea: false,
  base: { kind: 'default-branch' },
  pullRequest: undefined,
  mergeRequest: undefined,
  repository: undefined,
  apiUrl: 'https://api.github.com',
  serverUrl: 'https://github.com',
  isGitHubHostedRunner: false,
  fileLinks: undefined,
  headSha: undefined,
  runUrl: undefined,
  run: undefined,
  event: undefined,
  mergeGroup: undefined,
  workflowRun: undefined,
};

function detectGitHub(environment: Environment, readFile: (path: string) => string): Host {
  const [owner, name] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  const payload = readPayload(environment['GITHUB_EVENT_PATH'], readFile);
  const pullRequest = readPullRequest(payload);
  const serverUrl = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const runId = environment['GITHUB_RUN_ID'];
  const repository = owner === undefined || name === undefined || owner === '' ? undefined : { owner, name };
  const repositoryUrl = repository === undefined ? undefined : `${serverUrl}/${repository.owner}/${repository.name}`;
  const headSha = pullRequest?.headSha ?? environment['GITHUB_SHA'];
  const isGitea = ['GITEA_ACTIONS', 'FORGEJO_ACTIONS'].some((variable) => environment[variable] === 'true');
  return {
    ...nowhere,
    name: 'github',
    isGitea,
    base: findBaseRequest(environment, payload, pullRequest),
    pullRequest,
    repository,
    apiUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
    serverUrl,
    isGitHubHostedRunner: environment['RUNNER_ENVIRONMENT'] === 'github-hosted',
    fileLinks: repositoryUrl === undefined || headSha === undefined ? undefined : `${repositoryUrl}/${isGitea ? 'src/commit' : 'blob'}/${headSha}`,
    headSha,
    runUrl: repositoryUrl === undefined || runId === undefined ? undefined : `${repositoryUrl}/actions/runs/${runId}`,
    run: runId === undefined ? undefined : { id: Number(runId), attempt: Number(environment['GITHUB_RUN_ATTEMPT'] ?? '1') },
    event: environment['GITHUB_EVENT_NAME'],
    mergeGroup: readMergeGroup(record(payload['merge_group'])),
    workflowRun: readWorkflowRun(record(payload['workflow_run'])),
  };
}

function readMergeGroup(group: Fields): MergeGroup | undefined {
  const [headSha, baseSha, baseRef] = [text(group, 'head_sha'), text(group, 'base_sha'), text(group, 'base_ref')];
  if (headSha === undefined || baseSha === undefined || baseRef === undefined) return undefined;
  // `gh-readonly-queue/main/pr-12-<base commit>`: only GitHub can make such a branch.
  const [, number] = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,9})-[0-9a-f]+$/.exec(text(group, 'head_ref') ?? '') ?? [];
  return { headSha, baseSha, baseRef: baseRef.replace(/^refs\/heads\//, ''), pullRequest: number === undefined ? undefined : Number(number) };
}

function readWorkflowRun(run: Fields): WorkflowRun | undefined {
  const { id, run_attempt: attempt } = run;
  const [event, headSha, url] = [text(run, 'event'), text(run, 'head_sha'), text(run, 'html_url')];
  if (typeof id !== 'number' || typeof attempt !== 'number' || event === undefined || headSha === undefined || url === undefined) return undefined;
  return { id, attempt, event, headSha, headBranch: text(run, 'head_branch'), headRepository: text(record(run['head_repository']), 'full_name'), url, conclusion: text(run, 'conclusion'), startedAt: text(run, 'run_started_at'), actor: text(record(run['actor']), 'login') };
}

/** https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows */
function findBaseRequest(environment: Environment, payload: Fields, pullRequest: PullRequest | undefined): BaseRequest {
  if (pullRequest !== undefined) {
    const { baseRef, baseSha, headSha } = pullRequest;
    return { kind: 'merge-base', ref: baseRef, sha: baseSha, headSha };
  }
  const event = environment['GITHUB_EVENT_NAME'] ?? '';
  const group = readMergeGroup(record(payload['merge_group']));
  if (event === 'merge_group' && group !== undefined) return { kind: 'commit', sha: group.baseSha, name: group.baseRef };

  const defaultBranch = findDefaultBranch(environment, payload);
  if (defaultBranch === undefined) return { kind: 'default-branch' };
  // A branch may be pushed many times before it is merged: what it may still change is all that the default branch has not.
  if (environment['GITHUB_REF'] !== `refs/heads/${defaultBranch}`) return { kind: 'merge-base', ref: defaultBranch, sha: undefined };
  const before = text(payload, 'before');
  if (event === 'push' && before !== undefined) return { kind: 'commit', sha: before };
  return { kind: 'none', because: `the event ${event} on the default branch has nothing to compare with` };
}

/** A schedule runs on the default branch, and its payload does not tell which that is. https://github.com/github/codeql-action/pull/1211 */
function findDefaultBranch(environment: Environment, payload: Fields): string | undefined {
  const told = text(record(payload['repository']), 'default_branch');
  const [, branch] = /^refs\/heads\/(.+)$/.exec(environment['GITHUB_REF'] ?? '') ?? [];
  return told ?? (environment['GITHUB_EVENT_NAME'] === 'schedule' ? branch : undefined);
}

function readPullRequest(payload: Fields): PullRequest | undefined {
  const pull = record(payload['pull_request']);
  const [head, base] = [record(pull['head']), record(pull['base'])];
  const number = pull['number'];
  const [headSha, baseSha, baseRef] = [text(head, 'sha'), text(base, 'sha'), text(base, 'ref')];
  if (typeof number !== 'number' || headSha === undefined || baseSha === undefined || baseRef === undefined) return undefined;
  const isFork = text(record(head['repo']), 'full_name') !== text(record(base['repo']), 'full_name');
  return { number, headSha, baseSha, baseRef, isFork };
}

function readPayload(path: string | undefined, readFile: (path: string) => string): Fields {
  return path === undefined || path === '' ? {} : record(JSON.parse(readFile(path)));
}

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}
