/** Files that change later steps of a GitHub job, and what speaks for its identity. */
const jobVariables = /^(GITHUB_(TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|ACTIONS_.*|INPUT_.*|RUNNER_TOKEN|NODE_OPTIONS)$/;

/**
 * The environment that Python gets: ours without tokens, without the job's command files and without the names in `hidden`.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#environment-files
 */
export function writePythonEnvironment(ours: Readonly<Record<string, string | undefined>>, hidden: readonly string[]): Record<string, string> {
  const secret = new Set(hidden);
  const shown = Object.entries(ours).filter(([name, value]) => value !== undefined && !jobVariables.test(name) && !secret.has(name));
  return { ...Object.fromEntries(shown), PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' };
}
