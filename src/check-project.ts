import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBridge } from './alembic/bridge.ts';
import type { LoadAnswer } from './alembic/protocol.ts';
import type { AlembicBridge, BridgeSettings, Interpreter } from './alembic/runner.ts';
import { checks } from './checks/registry.ts';
import type { ServerPool, PoolTools } from './database/server-pool.ts';
import { listProblems } from './describe-error.ts';
import type { Dialect } from './dialects/dialect.ts';
import { findDialect as findSupported, supportedDialects } from './dialects/registry.ts';
import { UserError } from './errors.ts';
import type { Host } from './host/host.ts';
import { applySuppressions, judgeGraph, judgeObservation } from './judge.ts';
import type { JudgeRequest } from './judge.ts';
import { observeProject } from './observe/observe-project.ts';
import { describeOldHistory } from './observe/describe-old-history.ts';
import type { Options } from './options.ts';
import { findDialect } from './project/find-dialect.ts';
import { findInterpreter } from './project/find-interpreter.ts';
import type { AlembicProject } from './project/project.ts';
import { readHistory } from './project/read-history.ts';
import type { ProjectResult } from './report/build-report.ts';
import type { Finding } from './report/report.ts';
import { compareGraphs } from './revisions/compare-graphs.ts';
import type { RevisionGraph } from './revisions/graph.ts';
import type { RevisionHistory } from './revisions/history.ts';
import { planRoundTrips } from './revisions/plan.ts';
import type { Timings } from './timings.ts';

/** What an entry lends to the gate. */
export interface GateTools extends PoolTools {
  readonly host: Host;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of `bridge.py`, which lies elsewhere in the bundle than in the sources. */
  readonly bridgeScript: string;
  /** Told the findings from the files alone, before anything is started. */
  readonly onGraphFindings: (findings: readonly Finding[]) => void;
}

interface ProjectTools extends GateTools {
  readonly servers: ServerPool;
  readonly timings: Timings;
}

/** Checks one project: what its files tell, and, where its graph can be walked, what happens on a database. */
export async function checkProject(project: AlembicProject, options: Options, tools: ProjectTools): Promise<ProjectResult> {
  const result: Mutable<ProjectResult> = { ...emptyResult, config: project.name };
  try {
    const history = await readHistory(project, options, tools.host.base);
    result.history = history;
    const { graph, newRevisions, baseName } = history;
    tools.progress.detail(`${project.name}: ${String(graph.revisions.size)} revision${graph.revisions.size === 1 ? '' : 's'}, ${String(newRevisions.size)} new${baseName === undefined ? '' : ` against ${baseName}`}`);
    const context = { history, downgrades: options.downgrades, expectedHeads: options.heads };
    const request: JudgeRequest = { checks, severities: options.checks, project: project.name, readSource: (file) => readSource(project, file) };
    const fromGraph = judgeGraph(request, context);
    result.findings = applySuppressions(request, context, fromGraph, false);
    tools.onGraphFindings(result.findings);
    const obstacle = findObstacle(history.graph);
    if (obstacle !== undefined) return { ...result, notLookedAt: [obstacle] };
    if (history.graph.revisions.size === 0) return { ...result, notLookedAt: [`${project.name} has no revisions.`] };

    const fromDatabase = await checkOnDatabase(project, history, options, tools, result);
    const found = fromDatabase === undefined ? [] : judgeObservation(request, { ...context, ...fromDatabase });
    const isWhole = fromDatabase !== undefined && result.problems.length === 0;
    return { ...result, findings: applySuppressions(request, context, [...fromGraph, ...found], isWhole) };
  } catch (error) {
    const problems = listProblems(error);
    if (problems === undefined) throw error;
    return { ...result, problems: [...result.problems, ...problems] };
  }
}

async function checkOnDatabase(
  project: AlembicProject,
  history: RevisionHistory,
  options: Options,
  tools: ProjectTools,
  result: Mutable<ProjectResult>,
): Promise<{ dialect: Dialect; observation: NonNullable<ProjectResult['observation']> } | undefined> {
  const interpreter = await findInterpreter(project, options.python, tools.environment);
  const settings = describeBridge(project, interpreter, options, tools);
  const dialect = await chooseDialect(project, options, settings, tools);
  result.dialect = { name: dialect.name, title: dialect.title };

  tools.progress.phase(dialect.title);
  const server = tools.servers.get(dialect);
  const bridges = { walk: openBridge({ ...settings, dialect: dialect.name }), fresh: openBridge({ ...settings, dialect: dialect.name }) };
  const forget = tools.disposals.add(() => closeBridges(bridges));
  try {
    // Both read the project while the server comes up.
    const [loaded] = await Promise.all([bridges.walk.load(), bridges.fresh.load(), dialect.loadParser()]);
    result.python = { python: loaded.python, alembic: loaded.alembic, sqlalchemy: loaded.sqlalchemy, origin: interpreter.origin };
    const { version, provider, image } = await server;
    result.server = { version, provider, image };
    tools.progress.detail(`${dialect.title} ${version} (${provider}${image === undefined ? '' : `, ${image}`}); Python ${loaded.python}, Alembic ${loaded.alembic}, SQLAlchemy ${loaded.sqlalchemy}`);

    const graph = compareWithAlembic(history, loaded, result);
    const observed = await observeProject({
      graph,
      newRevisions: history.newRevisions,
      plan: planRoundTrips(graph, history.newRevisions),
      dialect,
      server,
      bridges,
      setupSql: options.setupSql,
      downgrades: options.downgrades,
      timeoutMs: options.timeoutMs,
      progress: tools.progress,
    });
    result.observation = observed.observation;
    result.notLookedAt = [...result.notLookedAt, ...observed.notLookedAt];
    const oldHistory = describeOldHistory(observed.observation, history, dialect);
    if (oldHistory !== undefined) result.problems = [...result.problems, oldHistory];
    return { dialect, observation: observed.observation };
  } finally {
    await closeBridges(bridges);
    forget();
  }
}

async function closeBridges(bridges: { readonly walk: AlembicBridge; readonly fresh: AlembicBridge }): Promise<void> {
  await Promise.all([bridges.walk.close(), bridges.fresh.close()]);
}

function describeBridge(project: AlembicProject, interpreter: Interpreter, options: Options, tools: GateTools): BridgeSettings {
  const { config, section, workingDirectory, repositoryRoot } = project;
  const { xArguments, databaseEnv, githubToken } = options;
  // The token under any other name that the workflow gave it.
  const hiddenEnv = Object.keys(tools.environment).filter((name) => githubToken !== undefined && tools.environment[name] === githubToken);
  return { bridgeScript: tools.bridgeScript, interpreter, workingDirectory, repositoryRoot, config, section, xArguments, dialect: undefined, databaseEnv, hiddenEnv };
}

async function chooseDialect(project: AlembicProject, options: Options, settings: BridgeSettings, tools: GateTools): Promise<Dialect> {
  const found = await findDialect(project, options.dialect, async () => {
    const bridge = openBridge(settings);
    const forget = tools.disposals.add(() => bridge.close());
    try {
      return (await bridge.probe()).map(({ dialect }) => dialect);
    } finally {
      await bridge.close();
      forget();
    }
  });
  const dialect = findSupported(found.name);
  tools.progress.detail(`${project.name}: ${found.name}, from ${found.origin}`);
  if (dialect !== undefined) return dialect;
  throw new UserError('unknown-dialect', {
    what: `The project uses ${found.name} (${found.origin}), which this version of Alembic Gate does not run yet.`,
    where: project.name,
    remedy: `It runs ${supportedDialects.join(', ')}. Set the option \`dialect\` where the project can use one of them.`,
  });
}

/** Alembic is believed: what it reads otherwise is told, and its graph is walked. */
function compareWithAlembic(history: RevisionHistory, loaded: LoadAnswer, result: Mutable<ProjectResult>): RevisionGraph {
  const { graph, differences } = compareGraphs(history.graph, loaded.revisions, loaded.heads, loaded.bases);
  result.notLookedAt = [...result.notLookedAt, ...differences];
  return graph;
}

/** Why a graph cannot be walked. */
function findObstacle(graph: RevisionGraph): string | undefined {
  const defects = [
    ...(graph.unreadable.length + graph.notRevisions.length > 0 ? ['a revision file cannot be read'] : []),
    ...(graph.duplicates.length > 0 ? ['two files have the same id'] : []),
    ...(graph.missing.length > 0 ? ['a parent is missing'] : []),
    ...(graph.cycles.length > 0 ? ['revisions wait for each other'] : []),
  ];
  return defects.length === 0 ? undefined : `No database was started, because the history cannot be walked: ${defects.join(', ')}.`;
}

function readSource(project: AlembicProject, file: string): string | undefined {
  try {
    return readFileSync(join(project.repositoryRoot, file), 'utf8');
  } catch {
    // A finding about a deleted file has no excerpt.
    return undefined;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const emptyResult: Omit<ProjectResult, 'config'> = {
  history: undefined,
  dialect: undefined,
  server: undefined,
  python: undefined,
  observation: undefined,
  findings: [],
  problems: [],
  notLookedAt: [],
};
