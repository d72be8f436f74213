import type { BaseRequest, Host, PullRequest } from './host.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * Where we run, from the environment and the event's payload.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 * @param readFile reads the file that `GITHUB_EVENT_PATH` names
 */
export function detectHost(environment: Environment, readFile: (path: string) => string): Host {
  const isGitHub = environment['GITHUB_ACTIONS'] === 'true';
  const [owner, name] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  const payload = isGitHub ? readPayload(environment['GITHUB_EVENT_PATH'], readFile) : {};
  const pullRequest = readPullRequest(payload);
  const serverUrl = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const runId = environment['GITHUB_RUN_ID'];
  return {
    name: isGitHub ? 'github' : environment['CI'] === undefined || environment['CI'] === '' ? 'terminal' : 'ci',
    base: isGitHub ? findBaseRequest(environment, payload, pullRequest) : { kind: 'default-branch' },
    pullRequest,
    repository: owner === undefined || name === undefined || owner === '' ? undefined : { owner, name },
    apiUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
    serverUrl,
    isGitHubHostedRunner: environment['RUNNER_ENVIRONMENT'] === 'github-hosted',
    headSha: pullRequest?.headSha ?? environment['GITHUB_SHA'],
    runUrl: owner === undefined || name === undefined || runId === undefined ? undefined : `${serverUrl}/${owner}/${name}/actions/runs/${runId}`,
  };
}

/** https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows */
function findBaseRequest(environment: Environment, payload: Fields, pullRequest: PullRequest | undefined): BaseRequest {
  if (pullRequest !== undefined) {
    const { baseRef, baseSha, headSha } = pullRequest;
    return { kind: 'merge-base', ref: baseRef, sha: baseSha, headSha };
  }
  const event = environment['GITHUB_EVENT_NAME'] ?? '';
  const mergeGroupBase = text(record(payload['merge_group']), 'base_sha');
  if (event === 'merge_group' && mergeGroupBase !== undefined) return { kind: 'commit', sha: mergeGroupBase };

  const defaultBranch = text(record(payload['repository']), 'default_branch');
  if (defaultBranch === undefined) return { kind: 'default-branch' };
  // A branch may be pushed many times before it is merged: what it may still change is all that the default branch has not.
  if (environment['GITHUB_REF'] !== `refs/heads/${defaultBranch}`) return { kind: 'merge-base', ref: defaultBranch, sha: undefined };
  const before = text(payload, 'before');
  if (event === 'push' && before !== undefined) return { kind: 'commit', sha: before };
  return { kind: 'none', because: `the event ${event} on the default branch has nothing to compare with` };
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
