import { expect } from 'vitest';
import { clean } from './action-bench.ts';
import type { ActionBench } from './action-bench.ts';
import { makeZip } from './make-zip.ts';
import type { PullRequestRepository } from './pull-request-repository.ts';
import type { ActionRun } from './run-action.ts';
import type { EventSettings } from './webhook-event.ts';

/** What `alembic-gate init --forks` gives the second workflow. */
export const companionPermissions = { actions: 'read', contents: 'read', 'pull-requests': 'write' } as const;
export const firstRun = 30_433_642;

/** The artifact that a run on a fork uploads: the file of `json-file`. */
export function packReport(report: unknown): Buffer {
  return makeZip([{ name: 'alembic-gate.json', bytes: typeof report === 'string' ? report : JSON.stringify(report) }]);
}

/** A run on pull request 7, from a fork, has ended and left these artifacts. */
export interface Ended extends Omit<EventSettings, 'event'> {
  readonly artifacts?: readonly Buffer[];
}

/** The second workflow's event. */
export async function endRun(bench: ActionBench, { artifacts = [], ...settings }: Ended = {}): Promise<PullRequestRepository> {
  const { github } = bench;
  const repository = await bench.openPullRequest(clean, { isFork: true, ...settings, event: 'workflow_run', run: { conclusion: 'failure', ...settings.run } });
  github.permissions = companionPermissions;
  const { id = firstRun, headRepository = 'visitor/shop', ...run } = settings.run ?? {};
  github.state.addRun({ headSha: repository.headSha, ...run, id, headRepository });
  for (const zip of artifacts) github.state.addArtifact(id, 'alembic-gate', zip);
  github.forgetRequests();
  return repository;
}

/** Writes the comment of a run with this report as the second workflow does, which needs no Python and no database. */
export async function commentOn(bench: ActionBench, report: unknown, { id = firstRun }: { readonly id?: number } = {}): Promise<ActionRun> {
  const repository = await endRun(bench, { artifacts: [packReport(report)], run: { id } });
  const run = await bench.run(repository, { mode: 'comment' });
  expect(run.exitCode, [...run.commands, run.log].join('\n')).toBe(0);
  return run;
}
