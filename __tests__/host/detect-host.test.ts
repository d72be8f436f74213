import { describe, expect, test } from 'vitest';
import { detectHost } from '../../src/host/detect-host.ts';
import type { BaseRequest, Host, PullRequest } from '../../src/host/host.ts';

type Environment = Readonly<Record<string, string>>;

const [base, head, merge, before, group] = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(40)) as [string, string, string, string, string];
const repository = { id: 186853002, name: 'shop', full_name: 'ada/shop', default_branch: 'main', private: false, owner: { login: 'ada' } };
const fork = { id: 186853003, name: 'shop', full_name: 'grace/shop', default_branch: 'main', fork: true };

/** The payload of a pull request's event, as https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request has it. */
function pullRequestPayload(headRepository: unknown = repository, baseRef = 'main'): object {
  return {
    action: 'synchronize',
    number: 7,
    before,
    after: head,
    pull_request: {
      number: 7,
      state: 'open',
      draft: false,
      head: { label: 'ada:topic', ref: 'topic', sha: head, repo: headRepository },
      base: { label: `ada:${baseRef}`, ref: baseRef, sha: base, repo: repository },
      merge_commit_sha: merge,
    },
    repository,
    sender: { login: 'ada' },
  };
}

const runner: Environment = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_PATH: '/home/runner/work/_temp/_github_workflow/event.json',
  GITHUB_REPOSITORY: 'ada/shop',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '1658821493',
  GITHUB_SHA: merge,
  RUNNER_ENVIRONMENT: 'github-hosted',
};

/** The host of a job; `ref` and `event` as the runner sets `GITHUB_REF` and `GITHUB_EVENT_NAME`. */
function detect(event: string, ref: string, payload: object, changes: Environment = {}): Host {
  const environment: Environment = { ...runner, GITHUB_EVENT_NAME: event, GITHUB_REF: ref, GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''), ...changes };
  return detectHost(environment, (path) => {
    if (path !== environment['GITHUB_EVENT_PATH']) throw new Error(`Read ${path}`);
    return JSON.stringify(payload);
  });
}

const onGitHub: Omit<Host, 'base' | 'event'> = {
  name: 'github',
  pullRequest: undefined,
  repository: { owner: 'ada', name: 'shop' },
  apiUrl: 'https://api.github.com',
  serverUrl: 'https://github.com',
  isGitHubHostedRunner: true,
  isGitea: false,
  mergeRequest: undefined,
  fileLinks: `https://github.com/ada/shop/blob/${merge}`,
  headSha: merge,
  runUrl: 'https://github.com/ada/shop/actions/runs/1658821493',
  run: { id: 1658821493, attempt: 1 },
  mergeGroup: undefined,
  workflowRun: undefined,
};

const pullRequest: PullRequest = { number: 7, headSha: head, baseSha: base, baseRef: 'main', isFork: false };
const mergeBase: BaseRequest = { kind: 'merge-base', ref: 'main', sha: base, headSha: head };
const ofPullRequest = { ...onGitHub, headSha: head, fileLinks: `https://github.com/ada/shop/blob/${head}`, pullRequest, base: mergeBase };
const mergeBaseWithMain: BaseRequest = { kind: 'merge-base', ref: 'main', sha: undefined };

describe('an event of GitHub', () => {
  test.each<[title: string, event: string, ref: string, payload: object, host: Omit<Host, 'event'>]>([
    ['pull_request', 'pull_request', 'refs/pull/7/merge', pullRequestPayload(), ofPullRequest],
    ['pull_request from a fork', 'pull_request', 'refs/pull/7/merge', pullRequestPayload(fork), { ...ofPullRequest, pullRequest: { ...pullRequest, isFork: true } }],
    ['pull_request from a fork that was deleted', 'pull_request', 'refs/pull/7/merge', pullRequestPayload(null), { ...ofPullRequest, pullRequest: { ...pullRequest, isFork: true } }],
    [
      'pull_request into another branch',
      'pull_request',
      'refs/pull/7/merge',
      pullRequestPayload(repository, 'release/2'),
      { ...ofPullRequest, pullRequest: { ...pullRequest, baseRef: 'release/2' }, base: { kind: 'merge-base', ref: 'release/2', sha: base, headSha: head } },
    ],
    ['pull_request_target', 'pull_request_target', 'refs/heads/main', pullRequestPayload(fork), { ...ofPullRequest, pullRequest: { ...pullRequest, isFork: true } }],
    ['pull_request_review', 'pull_request_review', 'refs/pull/7/merge', { ...pullRequestPayload(), action: 'submitted', review: { state: 'approved' } }, ofPullRequest],
    ['push to the default branch', 'push', 'refs/heads/main', { ref: 'refs/heads/main', before, after: merge, forced: false, commits: [], repository }, { ...onGitHub, base: { kind: 'commit', sha: before } }],
    ['push to another branch', 'push', 'refs/heads/topic', { ref: 'refs/heads/topic', before, after: merge, repository }, { ...onGitHub, base: mergeBaseWithMain }],
    ['push of a new branch', 'push', 'refs/heads/topic', { ref: 'refs/heads/topic', before: '0'.repeat(40), after: merge, created: true, repository }, { ...onGitHub, base: mergeBaseWithMain }],
    ['push of the first commits', 'push', 'refs/heads/main', { ref: 'refs/heads/main', before: '0'.repeat(40), after: merge, created: true, repository }, { ...onGitHub, base: { kind: 'commit', sha: '0'.repeat(40) } }],
    ['push of a tag that is named as the default branch', 'push', 'refs/tags/main', { ref: 'refs/tags/main', before: '0'.repeat(40), after: merge, repository }, { ...onGitHub, base: mergeBaseWithMain }],
    [
      'merge_group',
      'merge_group',
      `refs/heads/gh-readonly-queue/main/pr-7-${base}`,
      { action: 'checks_requested', merge_group: { head_sha: merge, head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${base}`, base_sha: group, base_ref: 'refs/heads/main' }, repository },
      { ...onGitHub, base: { kind: 'commit', sha: group, name: 'main' }, mergeGroup: { headSha: merge, baseSha: group, baseRef: 'main', pullRequest: 7 } },
    ],
    [
      'workflow_run',
      'workflow_run',
      'refs/heads/main',
      { action: 'completed', workflow_run: { id: 30433642, run_attempt: 2, event: 'pull_request', head_sha: head, head_branch: 'topic', html_url: 'https://github.com/ada/shop/actions/runs/30433642', head_repository: fork, conclusion: 'failure', run_started_at: '2026-11-21T14:00:00Z', actor: { login: 'grace' } }, repository },
      {
        ...onGitHub,
        base: { kind: 'none', because: 'the event workflow_run on the default branch has nothing to compare with' },
        workflowRun: { id: 30433642, attempt: 2, event: 'pull_request', headSha: head, headBranch: 'topic', headRepository: 'grace/shop', url: 'https://github.com/ada/shop/actions/runs/30433642', conclusion: 'failure', startedAt: '2026-11-21T14:00:00Z', actor: 'grace' },
      },
    ],
    ['schedule', 'schedule', 'refs/heads/main', { schedule: '30 5 * * 1', repository }, { ...onGitHub, base: { kind: 'none', because: 'the event schedule on the default branch has nothing to compare with' } }],
    ['schedule, whose payload has no repository', 'schedule', 'refs/heads/main', { schedule: '30 5 * * 1' }, { ...onGitHub, base: { kind: 'none', because: 'the event schedule on the default branch has nothing to compare with' } }],
    [
      'workflow_dispatch on the default branch',
      'workflow_dispatch',
      'refs/heads/main',
      { inputs: null, ref: 'refs/heads/main', repository, workflow: '.github/workflows/gate.yml' },
      { ...onGitHub, base: { kind: 'none', because: 'the event workflow_dispatch on the default branch has nothing to compare with' } },
    ],
    ['workflow_dispatch on another branch', 'workflow_dispatch', 'refs/heads/topic', { inputs: {}, ref: 'refs/heads/topic', repository }, { ...onGitHub, base: mergeBaseWithMain }],
    ['an event whose payload tells nothing', 'push', 'refs/heads/main', {}, { ...onGitHub, base: { kind: 'default-branch' } }],
    ['a pull request whose payload lacks its base', 'pull_request', 'refs/pull/7/merge', { pull_request: { number: 7, head: { sha: head } } }, { ...onGitHub, base: { kind: 'default-branch' } }],
  ])('%s', (_, event, ref, payload, host) => {
    expect(detect(event, ref, payload)).toEqual({ ...host, event });
  });
});

describe('the runner', () => {
  test.each<[title: string, changes: Environment, host: Partial<Host>]>([
    ['of GitHub', {}, {}],
    ['of one’s own', { RUNNER_ENVIRONMENT: 'self-hosted' }, { isGitHubHostedRunner: false }],
    [
      'of GitHub Enterprise',
      { GITHUB_API_URL: 'https://git.example/api/v3', GITHUB_SERVER_URL: 'https://git.example' },
      { apiUrl: 'https://git.example/api/v3', serverUrl: 'https://git.example', runUrl: 'https://git.example/ada/shop/actions/runs/1658821493', fileLinks: `https://git.example/ada/shop/blob/${head}` },
    ],
    ...['GITEA_ACTIONS', 'FORGEJO_ACTIONS'].map((mark): [string, Environment, Partial<Host>] => [
      `that sets ${mark}`,
      { [mark]: 'true', GITHUB_API_URL: 'https://git.example/api/v1', GITHUB_SERVER_URL: 'https://git.example' },
      {
        isGitea: true,
        apiUrl: 'https://git.example/api/v1',
        serverUrl: 'https://git.example',
        runUrl: 'https://git.example/ada/shop/actions/runs/1658821493',
        fileLinks: `https://git.example/ada/shop/src/commit/${head}`,
      },
    ]),
    ['without an event file', { GITHUB_EVENT_PATH: '' }, { base: { kind: 'default-branch' }, pullRequest: undefined, headSha: merge, fileLinks: onGitHub.fileLinks }],
    ['that does a run again', { GITHUB_RUN_ATTEMPT: '3' }, { run: { id: 1658821493, attempt: 3 } }],
  ])('%s', (_, changes, host) => {
    expect(detect('pull_request', 'refs/pull/7/merge', pullRequestPayload(), changes)).toEqual({ ...ofPullRequest, event: 'pull_request', ...host });
  });
});

describe('elsewhere', () => {
  const alone: Host = {
    name: 'terminal',
    base: { kind: 'default-branch' },
    pullRequest: undefined,
    repository: undefined,
    apiUrl: 'https://api.github.com',
    serverUrl: 'https://github.com',
    isGitHubHostedRunner: false,
    isGitea: false,
    mergeRequest: undefined,
    fileLinks: undefined,
    headSha: undefined,
    runUrl: undefined,
    run: undefined,
    event: undefined,
    mergeGroup: undefined,
    workflowRun: undefined,
  };
  test.each<[title: string, environment: Environment, host: Host]>([
    ['a laptop', { HOME: '/home/ada' }, alone],
    ['a laptop with an empty CI', { CI: '' }, alone],
    ['another CI', { CI: 'true' }, { ...alone, name: 'ci' }],
    ['a laptop that leaves variables of GitHub about, an event file among them', { GITHUB_EVENT_PATH: '/tmp/event.json', GITHUB_EVENT_NAME: 'push' }, alone],
  ])('%s', (_, environment, host) => {
    const readNothing = (path: string): string => {
      throw new Error(`Read ${path}`);
    };
    expect(detectHost(environment, readNothing)).toEqual(host);
  });
});
