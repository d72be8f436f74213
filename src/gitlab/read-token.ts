import { readVariable } from '../host/environment.ts';
import type { Environment } from '../host/environment.ts';

/** Variables that may hold a token that writes notes; the first that is set counts. A job's own CI_JOB_TOKEN may not write any. */
const tokenVariables = ['ALEMBIC_GATE_GITLAB_TOKEN', 'GITLAB_TOKEN'] as const;

/** A project's, group's or person's access token for GitLab's API. https://docs.gitlab.com/user/project/settings/project_access_tokens/ */
export function readGitLabToken(environment: Environment): string | undefined {
  return tokenVariables.map((name) => readVariable(environment, name)?.trim()).find((token) => token !== undefined && token !== '');
}
