import { diffCatalogs } from '../catalog/diff.ts';
import { installFresh } from './install-fresh.ts';
import type { FreshInstallation } from './install-fresh.ts';
import type { FreshObservation, ProjectObservation } from './observation.ts';
import type { ObserveRequest } from './observe-request.ts';
import { walkPlan } from './walk-plan.ts';
import type { WalkedPlan } from './walk-plan.ts';
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
  const { plan } = request;
  const walking =
    plan.walk.length === 0 ? undefined : withWorkbench(request, plan.bringUp.length, (bench) => walkPlan(bench, request));
  const all = [...plan.bringUp, ...plan.walk];
  const installing = withWorkbench(request, all.length, (bench) => installFresh(bench, all));
  // Both are awaited even when one fails, so that each has removed its own database and process.
  const [walk, installation] = await Promise.allSettled([walking, installing]);
  const walked = unwrap(walk);
  const installed = unwrap(installation);
  return {
    observation: {
      ...(walked ?? { bringUp: installed.run, revisions: [] }),
      fresh: describeFresh(installed, walked),
      drift: installed.drift,
    },
    notLookedAt: walked?.notLookedAt ?? [],
  };
}

async function withWorkbench<T>(request: ObserveRequest, longestRun: number, work: (bench: Workbench) => Promise<T>): Promise<T> {
  const { dialect, server, setupSql, timeoutMs } = request;
  const bridge = request.openBridge();
  try {
    const opening = async (): Promise<Workbench> => {
      const { session, endpoint } = await server;
      return Workbench.open({
        dialect,
        server: session,
        urlOf: (database) => dialect.databaseUrl(endpoint, database),
        bridge,
        setupSql,
        timeoutMs,
        runTimeoutMs: timeoutMs * Math.max(1, longestRun),
      });
    };
    // Python imports the project while the server comes up.
    const [loaded, opened] = await Promise.allSettled([bridge.load(), opening()]);
    const bench = unwrap(opened);
    try {
      unwrap(loaded);
      return await work(bench);
    } finally {
      await bench.close();
    }
  } finally {
    await bridge.close();
  }
}

function describeFresh(installed: FreshInstallation, walked: WalkedPlan | undefined): FreshObservation {
  const { outcome, failedRevision, error, durationMs } = installed.run;
  const fresh: FreshObservation = {
    outcome,
    durationMs,
    ...(failedRevision === undefined ? {} : { failedRevision }),
    ...(error === undefined ? {} : { error }),
  };
  if (walked?.end === undefined || installed.catalog === undefined) return fresh;
  return { ...fresh, changes: diffCatalogs(walked.end, installed.catalog, { matchRenames: false }) };
}

function unwrap<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}
