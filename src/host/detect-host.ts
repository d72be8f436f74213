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

function findBaseRequest(environment: Environment, payload: Fields, pullRequest: PullRequest | undefined): BaseRequest {
  const defaultBranch = text(record(payload['repository']), 'default_branch');
  switch (environment['GITHUB_EVENT_NAME']) {
    case 'pull_request':
    case 'pull_request_target':
      return pullRequest === undefined ? { kind: 'default-branch' } : { kind: 'merge-base', ref: pullRequest.baseRef, sha: pullRequest.baseSha };
    case 'push': {
      const before = text(payload, 'before');
      return before === undefined ? { kind: 'default-branch' } : { kind: 'commit', sha: before };
    }
    case 'merge_group': {
      const sha = text(record(payload['merge_group']), 'base_sha');
      return sha === undefined ? { kind: 'default-branch' } : { kind: 'commit', sha };
    }
    default:
      return defaultBranch !== undefined && environment['GITHUB_REF_NAME'] === defaultBranch
        ? { kind: 'none', because: `the event ${environment['GITHUB_EVENT_NAME'] ?? ''} on the default branch has nothing to compare with` }
        : defaultBranch === undefined
          ? { kind: 'default-branch' }
          : { kind: 'merge-base', ref: defaultBranch, sha: undefined };
  }
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
