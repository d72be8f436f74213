import { openBridge } from './alembic/bridge.ts';
import type { AlembicBridge } from './alembic/runner.ts';
import type { LoadAnswer } from './alembic/protocol.ts';
import type { ProjectPython } from './alembic/project-python.ts';
import { tellUnusedImages } from './choose-targets.ts';
import type { Target } from './choose-targets.ts';
import type { ServerPool } from './database/server-pool.ts';
import type { Dialect } from './dialects/dialect.ts';
import { listProblems } from './describe-error.ts';
import { describeOldHistory } from './observe/describe-old-history.ts';
import { observeProject } from './observe/observe-project.ts';
import type { OldCode } from './observe/observe-request.ts';
import { listScripts } from './options/list-scripts.ts';
import type { Options } from './options.ts';
import type { Progress } from './progress.ts';
import type { WrittenTree } from './project/base-tree.ts';
import type { ProjectResult } from './report/build-report.ts';
import { chooseBaseline } from './choose-baseline.ts';
import { compareGraphs } from './revisions/compare-graphs.ts';
import type { RevisionGraph } from './revisions/graph.ts';
import type { RevisionHistory } from './revisions/history.ts';
import { listBelow } from './revisions/list-below.ts';
import { planRoundTrips } from './revisions/plan.ts';
import type { Slice } from './revisions/plan.ts';

/** What a target needs to be checked. */
export interface DatabaseTools {
  readonly servers: ServerPool;
  readonly progress: Progress;
}

/** A project as Python runs it. */
export interface RunnableProject {
  readonly history: RevisionHistory;
  readonly python: ProjectPython;
  /** Those of the new revisions that this job looks at. */
  readonly slice: Slice;
  /** The files of the merge base, or why they are not to be had; undefined where they are not asked for. */
  readonly oldTree: Promise<WrittenTree> | undefined;
  /** Where `env.py` migrates several databases, the key of the one that is walked. */
  readonly original?: string | undefined;
}

/** What happened on one database; what was not reached is absent. */
export type TargetResult = Pick<ProjectResult, 'image' | 'server' | 'python' | 'observation' | 'problems' | 'notLookedAt' | 'database'> & { readonly dialect: Dialect };

/** Walks a project's history on one database. What a user can mend is a problem of the result; only a bug is thrown. */
export async function checkOnDatabase(project: RunnableProject, target: Target, options: Options, tools: DatabaseTools): Promise<TargetResult> {
  const { dialect, image } = target;
  const result: Mutable<TargetResult> = { dialect, image, server: undefined, python: undefined, observation: undefined, problems: [], notLookedAt: tellUnusedImages(options) };
  try {
    await walk(project, target, options, tools, result);
  } catch (error) {
    const problems = listProblems(error);
    if (problems === undefined) throw error;
    result.problems = [...result.problems, ...problems];
  }
  return result;
}

async function walk({ history, slice, python, oldTree, original }: RunnableProject, { dialect, image }: Target, options: Options, tools: DatabaseTools, result: Mutable<TargetResult>): Promise<void> {
  const server = tools.servers.get(dialect, image);
  const open = (): AlembicBridge => openBridge(python, dialect.name, undefined, original);
  const bridges = { walk: open(), fresh: open(), rows: options.rows === 0 ? undefined : open() };
  const oldBridge = oldTree?.then((tree) => ('because' in tree ? tree : openBridge(python, dialect.name, tree.directory, original)));
  try {
    // All read the project while the server comes up.
    const [loaded] = await Promise.all([bridges.walk.load(), bridges.fresh.load(), bridges.rows?.load(), dialect.loadParser()]);
    result.python = { python: loaded.python, alembic: loaded.alembic, sqlalchemy: loaded.sqlalchemy, origin: python.settings.interpreter.origin };
    const { provider, image: running, version: ours, session } = await server;
    const isRestricted = options.role === 'restricted' && session.restrict !== undefined;
    if (options.role === 'restricted' && !isRestricted) result.notLookedAt = [...result.notLookedAt, `${dialect.title} knows no roles, so \`role: restricted\` changes nothing.`];
    // Where the database runs inside of Python, that one's version counts and not that of our own.
    const version = loaded.databaseVersion ?? ours;
    result.server = { version, provider, image: running, ...(isRestricted ? { isRestricted } : {}) };
    tools.progress.detail(`${dialect.title} ${version} (${provider}${running === undefined ? '' : `, ${running}`}); Python ${loaded.python}, Alembic ${loaded.alembic}, SQLAlchemy ${loaded.sqlalchemy}`);

    const graph = compareWithAlembic(history, loaded, result);
    const baseline = chooseBaseline(options.baseline, history, dialect);
    const observed = await observeProject({
      graph,
      newRevisions: history.newRevisions,
      judged: slice.revisions,
      plan: planRoundTrips(graph, history.newRevisions, slice, baseline === undefined ? new Set() : listBelow(graph, baseline.revisions)),
      baseline,
      dialect,
      server,
      bridges,
      oldCode: oldBridge === undefined ? undefined : { name: history.baseName ?? 'the merge base', bridge: oldBridge },
      setupSql: listScripts(options.setupSql, dialect),
      seedSql: listScripts(options.seedSql, dialect),
      rows: options.rows,
      downgrades: options.downgrades,
      timeoutMs: options.timeoutMs,
      progress: tools.progress,
    });
    result.observation = observed.observation;
    result.notLookedAt = [...result.notLookedAt, ...observed.notLookedAt];
    result.problems = [...result.problems, ...(listProblems(observed.observation.rows?.refused) ?? [])];
    const oldHistory = describeOldHistory(observed.observation, history, dialect);
    if (oldHistory !== undefined) result.problems = [...result.problems, oldHistory];
  } finally {
    await Promise.all([bridges.walk.close(), bridges.fresh.close(), bridges.rows?.close(), closeOld(oldBridge)]);
  }
}

async function closeOld(opening: OldCode['bridge'] | undefined): Promise<void> {
  const bridge = await opening?.catch(() => undefined);
  if (bridge !== undefined && 'close' in bridge) await bridge.close();
}

/** Alembic is believed: what it reads otherwise is told, and its graph is walked. */
function compareWithAlembic(history: RevisionHistory, loaded: LoadAnswer, result: Mutable<TargetResult>): RevisionGraph {
  const { graph, differences } = compareGraphs(history.graph, loaded.revisions, loaded.heads, loaded.bases);
  result.notLookedAt = [...result.notLookedAt, ...differences];
  return graph;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
