import type { AlembicBridge } from '../alembic/runner.ts';
import { diffCatalogs } from '../catalog/diff.ts';
import type { Catalog } from '../catalog/model.ts';
import { installFresh } from './install-fresh.ts';
import type { FreshInstallation } from './install-fresh.ts';
import type { FreshObservation, ProjectObservation } from './observation.ts';
import type { ObserveRequest } from './observe-request.ts';
import { walkPlan } from './walk-plan.ts';
import { Workbench } from './workbench.ts';

/** What was seen, and what was not looked at, one sentence each. */
export interface Observed {
  readonly observation: ProjectObservation;
  readonly notLookedAt: readonly string[];
}

/**
 * Walks the plan on a throw-away database, and at the same time installs a fresh one straight to the heads.
 * Records; judges nothing. Throws a `UserError` where Python, Alembic, the `setup-sql` or the server cannot be used.
 */
export async function observeProject(request: ObserveRequest): Promise<Observed> {
  const { plan, bridges } = request;
  const walking =
    plan.walk.length === 0
      ? undefined
      : withWorkbench(request, bridges.walk, plan.bringUp.length, (bench) => walkPlan(bench, request));
  const all = [...plan.bringUp, ...plan.walk];
  const installing = withWorkbench(request, bridges.fresh, all.length, (bench) => installFresh(bench, all));
  // Both are awaited even when one fails, so that each has removed its own databases.
  const [walk, installation] = await Promise.allSettled([walking, installing]);
  const walked = unwrap(walk);
  const installed = unwrap(installation);
  const { notLookedAt = [], end, ...walkObservation } = walked ?? { bringUp: installed.run, revisions: [] };
  return {
    observation: { ...walkObservation, fresh: describeFresh(installed, end), drift: installed.drift },
    notLookedAt,
  };
}

async function withWorkbench<T>(
  request: ObserveRequest,
  bridge: AlembicBridge,
  longestRun: number,
  work: (bench: Workbench) => Promise<T>,
): Promise<T> {
  const { dialect, setupSql, timeoutMs } = request;
  const { session, endpoint } = await request.server;
  const bench = await Workbench.open({
    dialect,
    server: session,
    urlOf: (database) => dialect.databaseUrl(endpoint, database),
    bridge,
    setupSql,
    timeoutMs,
    runTimeoutMs: timeoutMs * Math.max(1, longestRun),
  });
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
}

function describeFresh(installed: FreshInstallation, end: Catalog | undefined): FreshObservation {
  const { outcome, failedRevision, error, durationMs } = installed.run;
  const fresh: FreshObservation = {
    outcome,
    durationMs,
    ...(failedRevision === undefined ? {} : { failedRevision }),
    ...(error === undefined ? {} : { error }),
  };
  if (end === undefined || installed.catalog === undefined) return fresh;
  return { ...fresh, changes: diffCatalogs(end, installed.catalog, { matchRenames: false }) };
}

function unwrap<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}
