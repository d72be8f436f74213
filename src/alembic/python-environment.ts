/** Files that change later steps of a GitHub job, what the action was given, and what changes how Node.js runs. */
const jobVariables = /^(GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|ACTIONS_.*|INPUT_.*|NODE_OPTIONS)$/;

/**
 * What speaks for a job's identity, or may write in its name, on the CIs that we know.
 * https://docs.gitlab.com/ci/variables/predefined_variables/ https://learn.microsoft.com/azure/devops/pipelines/build/variables
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/ https://circleci.com/docs/reference/variables/
 * https://buildkite.com/docs/pipelines/configure/environment-variables https://docs.drone.io/pipeline/environment/reference/
 */
const tokenVariables =
  /^((GITHUB|GH|GITHUB_ENTERPRISE|GH_ENTERPRISE|GITEA|FORGEJO|GITLAB|ALEMBIC_GATE_GITLAB|GITLAB_PRIVATE|RUNNER|CI_JOB|CI_BUILD|BUILDKITE_AGENT_ACCESS|CIRCLE)_TOKEN|CI_JOB_JWT(_V\d)?|CI_(REGISTRY|DEPLOY|DEPENDENCY_PROXY|NETRC)_PASSWORD|CI_REPOSITORY_URL|DRONE_NETRC_PASSWORD|SYSTEM_ACCESSTOKEN|BITBUCKET_STEP_OIDC_TOKEN|CIRCLE_OIDC_TOKEN(_V\d)?)$/;

/** A shorter value stands in other variables by chance. */
const shortestSecret = 8;

/**
 * The environment that Python gets: ours without tokens, under whatever names they stand, without the job's command files and without the names in
 * `hidden`. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#environment-files
 */
export function writePythonEnvironment(ours: Readonly<Record<string, string | undefined>>, hidden: readonly string[]): Record<string, string> {
  const given = Object.entries(ours).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const names = new Set(hidden);
  const secrets = new Set(given.filter(([name, value]) => tokenVariables.test(name) && value.length >= shortestSecret).map(([, value]) => value));
  const shown = given.filter(([name, value]) => !jobVariables.test(name) && !tokenVariables.test(name) && !names.has(name) && !secrets.has(value));
  return { ...Object.fromEntries(shown), PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' };
}
