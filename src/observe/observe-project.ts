import type { AlembicBridge } from '../alembic/runner.ts';
import { diffCatalogs } from '../catalog/diff.ts';
import type { Catalog } from '../catalog/model.ts';
import type { DatabaseServer } from '../database/provider.ts';
import { UserError } from '../errors.ts';
import { DatabaseSource, runScripts } from './database-source.ts';
import type { Prepare } from './database-source.ts';
import { readOldModels, sayUntried } from './deploy-order/read-old-models.ts';
import type { KnownModels } from './deploy-order/read-old-models.ts';
import { installFresh } from './install-fresh.ts';
import type { FreshInstallation } from './install-fresh.ts';
import { layBaseline } from './lay-baseline.ts';
import { limitStep } from './limit-step.ts';
import { haveMet } from './meet-on-server.ts';
import type { Seen } from './meet-on-server.ts';
import type { BringUpObservation, FreshObservation, ProjectObservation, RehearsalObservation } from './observation.ts';
import type { ObserveRequest } from './observe-request.ts';
import { findRehearsalObstacle, findUnfinishedTrip } from './rehearse-rollback.ts';
import { planStops } from './walk-plan.ts';
import type { WalkStop } from './walk-revisions.ts';
import { walkRowsAlone, walkTwice } from './walk-twice.ts';
import type { WalkedTwice } from './walk-twice.ts';
import { Workbench } from './workbench.ts';

/** What was seen, and what was not looked at, one sentence each. */
export interface Observed {
  readonly observation: ProjectObservation;
  readonly notLookedAt: readonly string[];
}

/**
 * Walks the plan on a throw-away database, empty, and on one with rows, and at the same time installs a fresh one straight to the heads and
 * rehearses its rollback. Where the plan ends before the heads, what is seen there is left to the job that reaches them.
 * Records; judges nothing. Throws a `UserError` where Python, Alembic, the `setup-sql` or the server cannot be used.
 */
export async function observeProject(request: ObserveRequest): Promise<Observed> {
  const server = await request.server;
  const source = await DatabaseSource.open(server, request.setupSql, prepareBaseline(request, server));
  const stops = planStops(request);
  const own = stops.slice(request.plan.passed.length);
  const models = request.oldCode === undefined || stops.length === 0 ? undefined : readOldModels(request.oldCode, { ...request, server, source });
  // Told where it is awaited, which is later.
  models?.catch(() => undefined);
  try {
    // With one new revision the rehearsal would repeat the round trip step by step.
    const hasRehearsal = own.length > 1 && request.downgrades !== 'off';
    const obstacle = findRehearsalObstacle(own);
    const rehearsed = hasRehearsal && obstacle === undefined ? own : [];
    const sideBySide = await observe(request, server, source, stops, rehearsed, models, false).catch((error: unknown) => {
      // One may have removed what another was just reading. Where that was not the reason, it is refused again.
      if (isOfServer(error) && server.provider !== 'url') return undefined;
      throw error;
    });
    const mustBeAlone = sideBySide === undefined || haveMet(sideBySide, { dialect: request.dialect, provider: server.provider }, await source.listMade());
    const seen = mustBeAlone ? await observeAlone(request, server, source, stops, rehearsed, models) : sideBySide;
    const notTried = seen.rows?.deployOrder?.notTried ?? (await explainUntried(seen, models));
    if (!hasRehearsal) return { observation: combine(seen, request.plan, false), notLookedAt: notTried };
    const because = obstacle ?? findUnfinishedTrip(seen.walked?.revisions ?? []) ?? (seen.installed?.rehearsal === undefined ? `the ${request.plan.reachesHeads ? 'heads were' : 'last of these revisions was'} not reached` : undefined);
    return { observation: combine(seen, request.plan, because === undefined), notLookedAt: [...notTried, ...(because === undefined ? [] : [`The rollback rehearsal was left out: ${because}.`])] };
  } finally {
    // Also where no walk came to ask for them: their database must not outlive us.
    await models?.catch(() => undefined);
    await source.close();
  }
}

/** How a new database is brought to the baseline; undefined where there is none. */
function prepareBaseline({ baseline, bridges, dialect, oldCode, timeoutMs }: ObserveRequest, { session, workEndpoint }: DatabaseServer): Prepare | undefined {
  if (baseline === undefined) return undefined;
  return async (database) => {
    const limit = limitStep(session, database, timeoutMs * baselineSteps);
    await layBaseline(baseline, { dialect, bridge: bridges.walk, oldCode, limit }, dialect.databaseUrl(workEndpoint, database), (scripts) => runScripts(session, database, scripts, 'baseline-sql'));
  };
}

/** A baseline stands for many steps. */
const baselineSteps = 10;

/** Whether it is a server's refusal of a question of ours: the drivers put its code (MySQL's) or severity (PostgreSQL's) into the error. */
function isOfServer(error: unknown): boolean {
  return error instanceof Error && ('sqlState' in error || 'severity' in error);
}

/** Why it was not tried what the running release can still do, where no walk with rows came to it. */
async function explainUntried({ walked, rows }: Seen, models: Promise<KnownModels> | undefined): Promise<readonly string[]> {
  if (models === undefined || walked?.bringUp.outcome !== 'applied') return [];
  const known = await models;
  return [sayUntried('because' in known ? known.because : `there was no walk with rows${rows?.because === undefined ? '' : `, because ${rows.because}`}`)];
}

async function observe(
  request: ObserveRequest,
  server: DatabaseServer,
  source: DatabaseSource,
  stops: readonly WalkStop[],
  rehearsed: readonly WalkStop[],
  models: Promise<KnownModels> | undefined,
  isAlone: boolean,
): Promise<Seen> {
  const { plan, bridges } = request;
  const open = <T>(bridge: AlembicBridge, longestRun: number, work: (bench: Workbench) => Promise<T>): Promise<T> =>
    withWorkbench(request, server, source, { bridge, longestRun, isAlone }, work);
  const all = [...plan.bringUp, ...plan.passed, ...plan.walk];
  const walk = async (): Promise<Partial<WalkedTwice>> => {
    if (stops.length === 0) return {};
    if (!isAlone) return open(bridges.walk, plan.bringUp.length, (bench) => walkTwice(bench, stops, request, models));
    const { walked } = await open(bridges.walk, plan.bringUp.length, (bench) => walkTwice(bench, stops, { ...request, bridges: { ...bridges, rows: undefined } }, undefined));
    if (bridges.rows === undefined || walked.bringUp.outcome !== 'applied') return { walked };
    return { walked, rows: await open(bridges.rows, plan.bringUp.length, (bench) => walkRowsAlone(bench, stops, request, models, walked)) };
  };
  // Where others' revisions come after, only the rehearsal needs it.
  const install = async (): Promise<FreshInstallation | undefined> =>
    plan.reachesHeads || rehearsed.length > 0 ? open(bridges.fresh, all.length, (bench) => installFresh(bench, all, rehearsed, plan.reachesHeads)) : undefined;
  if (isAlone) return see(await walk(), await install());
  // Both are awaited even when one fails, so that each has removed its own databases.
  const [walked, installed] = await Promise.allSettled([walk(), install()]);
  return see(unwrap(walked), unwrap(installed));
}

function see({ walked, rows }: Partial<WalkedTwice>, installed: FreshInstallation | undefined): Seen {
  return { walked, rows, installed };
}

/** Roles, and on some servers other databases, belong to the whole server: where revisions make one, the walk and the fresh installation must not be there together. */
async function observeAlone(request: ObserveRequest, server: DatabaseServer, source: DatabaseSource, stops: readonly WalkStop[], rehearsed: readonly WalkStop[], models: Promise<KnownModels> | undefined): Promise<Seen> {
  if (server.provider === 'url') {
    throw new UserError('shared-server', {
      what: 'A revision makes or removes something that belongs to the whole server, such as a role or a database, and the gate may not do that on a server that it was lent.',
      remedy: 'Let the gate have a server of its own: set the option `database` to `container`, `embedded` or `local`.',
    });
  }
  request.progress.phase('Once more, one after the other, because revisions change what belongs to the whole server');
  await source.removeMade();
  return observe(request, server, source, stops, rehearsed, models, true);
}

interface BenchSettings {
  readonly bridge: AlembicBridge;
  readonly longestRun: number;
  readonly isAlone: boolean;
}

async function withWorkbench<T>(
  { dialect, timeoutMs }: ObserveRequest,
  { session, workEndpoint }: DatabaseServer,
  source: DatabaseSource,
  { bridge, longestRun, isAlone }: BenchSettings,
  work: (bench: Workbench) => Promise<T>,
): Promise<T> {
  const bench = await Workbench.open({
    dialect,
    server: session,
    urlOf: (database) => dialect.databaseUrl(workEndpoint, database),
    bridge,
    source,
    isAlone,
    timeoutMs,
    runTimeoutMs: timeoutMs * Math.max(1, longestRun),
  });
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
}

function combine({ walked, rows, installed }: Seen, { reachesHeads }: ObserveRequest['plan'], hasRehearsal: boolean): ProjectObservation {
  const { end, start, ...walkObservation } = walked ?? { bringUp: installed?.run ?? nothingBroughtUp, revisions: [] };
  const rehearsal = hasRehearsal && installed !== undefined ? describeRehearsal(start, installed) : undefined;
  const atHeads = installed === undefined || !reachesHeads ? {} : { fresh: describeFresh(installed, end), drift: installed.drift };
  return { ...walkObservation, ...(rows === undefined ? {} : { rows }), ...atHeads, ...(rehearsal === undefined ? {} : { rehearsal }) };
}

const nothingBroughtUp: BringUpObservation = { outcome: 'applied', applied: [], durationMs: 0 };

/** The catalogs of two databases are compared, whose internal numbers mean different things. */
const acrossDatabases = { matchRenames: false };

function describeRehearsal(start: Catalog | undefined, { rehearsal, catalog }: FreshInstallation): RehearsalObservation | undefined {
  if (rehearsal === undefined) return undefined;
  const { steps, down, up } = rehearsal;
  return {
    steps,
    ...(down === undefined || start === undefined ? {} : { trace: diffCatalogs(start, down, acrossDatabases) }),
    ...(up === undefined || catalog === undefined ? {} : { repeat: diffCatalogs(catalog, up) }),
  };
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
  return { ...fresh, changes: diffCatalogs(end, installed.catalog, acrossDatabases) };
}

function unwrap<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}
