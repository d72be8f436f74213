import { join } from 'node:path';
import * as core from '@actions/core';
import { DisposalRegistry, installSignalHandlers } from './database/disposal.ts';
import { describeBug, listProblems } from './describe-error.ts';
import { runAction } from './github/run-action.ts';

const disposals = new DisposalRegistry();
const showFailure = (error: unknown): number => {
  const problems = listProblems(error);
  if (problems === undefined) core.error(describeBug(error));
  for (const { what, where, remedy } of problems ?? []) core.error(`${what} ${remedy}`, { title: where === undefined ? 'Alembic Gate' : `Alembic Gate: ${where}` });
  core.setFailed(problems === undefined ? 'Alembic Gate has a bug.' : 'Alembic Gate could not start.');
  return 2;
};
installSignalHandlers(disposals, {
  exit: (exitCode) => process.exit(exitCode),
  log: (line) => {
    core.info(line);
  },
  showBug: showFailure,
});
void runAction({ environment: process.env, bridgeScript: join(import.meta.dirname, 'bridge/bridge.py'), checkPages: join(import.meta.dirname, 'docs/checks'), disposals })
  .catch(showFailure)
  // What the project's code left open in this process must not keep the job.
  .then(() => process.exit());
