import type { BridgeSettings, Interpreter } from './alembic/runner.ts';
import type { Options } from './options.ts';
import type { AlembicProject } from './project/project.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How a project's Python is started. @param bridgeScript absolute path of `bridge.py` */
export function describeBridge(project: AlembicProject, interpreter: Interpreter, options: Options, environment: Environment, bridgeScript: string): BridgeSettings {
  const { config, section, workingDirectory, repositoryRoot } = project;
  const { xArguments, databaseEnv, githubToken } = options;
  // The token under any other name that the workflow gave it.
  const hiddenEnv = Object.keys(environment).filter((name) => githubToken !== undefined && environment[name] === githubToken);
  return { bridgeScript, interpreter, workingDirectory, repositoryRoot, config, section, xArguments, databaseEnv, hiddenEnv };
}
