import { expect, test } from 'vitest';
import { writePythonEnvironment } from '../../src/alembic/python-environment.ts';

const added = { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' };
const token = 'glpat-x7Pq2Rz9';

/** The names that Python does not get. */
function findWithheld(ours: Readonly<Record<string, string>>, hidden: readonly string[] = []): string[] {
  const given = writePythonEnvironment(ours, hidden);
  return Object.keys(ours).filter((name) => given[name] === undefined);
}

test('Python gets what the project needs, and no word of Node.js', () => {
  const ours = { PATH: '/usr/bin', HOME: '/root', DATABASE_URL: 'postgresql://a@b/c', CI: 'true', CI_PROJECT_ID: '5', GITHUB_SHA: 'abc', NODE_OPTIONS: '--inspect', EMPTY: '', GONE: undefined };
  const rest = Object.fromEntries(Object.entries(ours).filter(([name]) => name !== 'NODE_OPTIONS' && name !== 'GONE'));
  expect(writePythonEnvironment(ours, [])).toEqual({ ...rest, ...added });
});

test.each<[ci: string, names: readonly string[]]>([
  ['GitHub', ['GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_ENTERPRISE_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_CACHE_URL', 'INPUT_GITHUB-TOKEN', 'RUNNER_TOKEN', 'GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']],
  ['Gitea and Forgejo', ['GITEA_TOKEN', 'FORGEJO_TOKEN']],
  ['GitLab', ['ALEMBIC_GATE_GITLAB_TOKEN', 'GITLAB_TOKEN', 'GITLAB_PRIVATE_TOKEN', 'CI_JOB_TOKEN', 'CI_BUILD_TOKEN', 'CI_JOB_JWT', 'CI_JOB_JWT_V2', 'CI_REGISTRY_PASSWORD', 'CI_DEPLOY_PASSWORD', 'CI_DEPENDENCY_PROXY_PASSWORD', 'CI_REPOSITORY_URL']],
  ['others', ['SYSTEM_ACCESSTOKEN', 'BITBUCKET_STEP_OIDC_TOKEN', 'BUILDKITE_AGENT_ACCESS_TOKEN', 'CIRCLE_TOKEN', 'CIRCLE_OIDC_TOKEN', 'CIRCLE_OIDC_TOKEN_V2', 'DRONE_NETRC_PASSWORD', 'CI_NETRC_PASSWORD']],
])('the tokens of %s are withheld', (_, names) => {
  const ours = Object.fromEntries(names.map((name, index) => [name, `secret number ${String(index)}`]));
  expect(findWithheld(ours)).toEqual(names);
});

test('a token is withheld under any other name that the job gave it', () => {
  expect(findWithheld({ CI_JOB_TOKEN: token, MY_TOKEN: token, PIP_PASSWORD: token, OTHER: 'glpat-another' })).toEqual(['CI_JOB_TOKEN', 'MY_TOKEN', 'PIP_PASSWORD']);
});

test('what is set to a word is no token that stands elsewhere', () => {
  expect(findWithheld({ GITLAB_TOKEN: 'true', CI: 'true', GH_TOKEN: '' })).toEqual(['GITLAB_TOKEN', 'GH_TOKEN']);
});

test('names that are asked for are withheld', () => {
  expect(findWithheld({ PATH: '/usr/bin', MINE: 'x' }, ['MINE'])).toEqual(['MINE']);
});
