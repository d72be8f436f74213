import { readFileSync } from 'node:fs';
import * as core from '@actions/core';
import { checks } from '../checks/registry.ts';
import { detectHost } from '../host/detect-host.ts';
import { defaults } from '../options/defaults.ts';
import type { OptionName } from '../options/definitions.ts';
import { readOptions } from '../options/read-options.ts';
import type { ActionTools } from './action-context.ts';
import { checkRevisions } from './check-revisions.ts';
import { commentOnRun } from './comment-on-run.ts';
import { fitGitea } from './fit-gitea.ts';
import { reportParts } from './report-parts.ts';
import { watchPullRequests } from './watch-pull-requests.ts';

/** The action: inputs -> mode -> the job's verdict. Throws a `UserError` for what the workflow can mend. */
export async function runAction(tools: ActionTools): Promise<void> {
  const options = readOptions({
    source: { get: readInput, describe: (name) => `input ${name}` },
    currentDirectory: tools.environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    checkIds: checks.map(({ id }) => id),
  });
  if (options.githubToken !== undefined) core.setSecret(options.githubToken);
  const context = fitGitea({ options, host: detectHost(tools.environment, (path) => readFileSync(path, 'utf8')), tools });
  switch (options.mode) {
    case 'check':
      return checkRevisions(context);
    case 'comment':
      return commentOnRun(context);
    case 'report':
      return reportParts(context);
    case 'watch':
      return watchPullRequests(context);
  }
}

/**
 * An input as the workflow sets it. The runner fills in the defaults of action.yml, which must not go before a file of options,
 * so an input that says its default counts as not given.
 */
function readInput(name: OptionName): string | undefined {
  const value = core.getInput(name);
  return value === defaults[name] ? undefined : value;
}
