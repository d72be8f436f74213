import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayCount } from './say-count.ts';
import type { Approval } from './approval/approval.ts';
import { openBridge } from './alembic/bridge.ts';
import { ProjectPython } from './alembic/project-python.ts';
import { checkOnDatabases } from './check-on-databases.ts';
import type { RunnableProject, TargetResult } from './check-on-database.ts';
import type { CheckContext } from './checks/check.ts';
import { newCodeBreaks } from './checks/compatibility/new-code-breaks.ts';
import { oldCodeBreaks } from './checks/compatibility/old-code-breaks.ts';
import { rivalRevision } from './checks/revisions/rival-revision.ts';
import { isOffEverywhere } from './checks/find-severity.ts';
import { checks } from './checks/registry.ts';
import { takeFromBaseline } from './choose-baseline.ts';
import { chooseTargets } from './choose-targets.ts';
import type { Target } from './choose-targets.ts';
import type { PoolTools, ServerPool } from './database/server-pool.ts';
import { describeBridge } from './describe-bridge.ts';
import { listProblems } from './describe-error.ts';
import type { Dialect } from './dialects/dialect.ts';
import { getDialect } from './dialects/registry.ts';
import type { Host } from './host/host.ts';
import { applySuppressions, judgeGraph, judgeObservation, judgeRivals, judgeSuppressions, sortFindings } from './judge.ts';
import type { JudgeRequest } from './judge.ts';
import type { Options } from './options.ts';
import { openBaseTree } from './project/base-tree.ts';
import type { BaseTree } from './project/base-tree.ts';
import { findDialect } from './project/find-dialect.ts';
import { findInterpreter } from './project/find-interpreter.ts';
import { sayUnreadRevisions } from './project/find-unread-revisions.ts';
import type { AlembicProject } from './project/project.ts';
import { readHistory } from './project/read-history.ts';
import type { ProjectResult } from './report/build-report.ts';
import type { Finding } from './report/report.ts';
import { sayEmptyPart, sayLeftToLast, takePart } from './report/take-part.ts';
import { hasTooManyHeads } from './revisions/expected-heads.ts';
import type { RevisionGraph } from './revisions/graph.ts';
import type { RevisionHistory } from './revisions/history.ts';
import type { RivalsAnswer } from './skew/find-rivals.ts';
import { takeSlice } from './revisions/plan.ts';
import type { Timings } from './timings.ts';

/** What an entry lends to the gate. */
export interface GateTools extends PoolTools {
  readonly host: Host;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of `bridge.py`, which lies elsewhere in the bundle than in the sources. */
  readonly bridgeScript: string;
  /** Told the findings from the files alone, before anything is started. */
  readonly onGraphFindings: (findings: readonly Finding[]) => void;
  /** Which queued pull request adds which file; absent where there is no merge queue. Only a bug is thrown. */
  readonly readQueue?: () => Promise<ReadonlyMap<string, number>>;
  /** What other open pull requests add that collides with a project's new revisions; absent where none can be asked for. Only a bug is thrown. */
  readonly readRivals?: (project: AlembicProject, history: RevisionHistory) => Promise<RivalsAnswer>;
  /** What the label says that agrees to findings; absent where none can. A label that cannot be read is told as such, not thrown. */
  readonly readApproval?: () => Promise<Approval | undefined>;
}

interface ProjectTools extends GateTools {
  readonly servers: ServerPool;
  readonly timings: Timings;
}

/**
 * Checks one project: what its files tell, and, where its graph can be walked, what happens on each database that is asked for.
 * Gives a result for each of those; one where none was come to.
 */
export async function checkProject(project: AlembicProject, options: Options, tools: ProjectTools): Promise<readonly ProjectResult[]> {
  let known: ProjectResult = { ...emptyResult, config: project.name };
  try {
    const { history, notLookedAt: given, problems: fromBaseline } = takeFromBaseline(await readHistory(project, options, tools.host.base), options.baseline);
    const { graph, newRevisions, baseName, baseCommit } = history;
    const unread = await sayUnreadRevisions(project, baseCommit).then((sentence) => (sentence === undefined ? [] : [sentence]));
    tools.progress.detail(`${project.name}: ${sayCount(graph.revisions.size, 'revision')}, ${String(newRevisions.size)} new${baseName === undefined ? '' : ` against ${baseName}`}`);
    const pullRequests = await findPullRequests(history, options, tools);
    const context: CheckContext = { history, downgrades: options.downgrades, expectedHeads: options.heads, smallTables: options.smallTables, ...(pullRequests === undefined ? {} : { pullRequests }) };
    const request: JudgeRequest = { checks, severities: options.checks, project: project.name, readSource: (file) => readSource(project, file) };
    const fromGraph = judgeGraph(request, context);
    const { shard } = options;
    const slice = shard === undefined ? undefined : takeSlice(graph, newRevisions, shard);
    // The report is of the revisions that this job looks at; the checks see what is new as a whole.
    const own = slice === undefined ? history : { ...history, newRevisions: slice.revisions };
    known = { ...known, history: own, findings: settle(request, { context, own }, fromGraph, fromGraph, false) };
    tools.onGraphFindings(known.findings);
    const obstacle = findObstacle(graph);
    if (obstacle !== undefined) return [{ ...known, notLookedAt: [obstacle, ...unread] }];
    if (graph.revisions.size === 0) return [{ ...known, notLookedAt: [`${project.name} has no revisions.`, ...unread] }];
    if (shard !== undefined && slice?.isLast === false && slice.revisions.size === 0) return [{ ...known, isEmptyPart: true, notLookedAt: [sayEmptyPart(shard, project.name)] }];
    if (shard !== undefined && slice !== undefined) tools.progress.detail(`${project.name}: part ${String(shard.index)}/${String(shard.of)}, ${sayCount(slice.revisions.size, 'revision')} of the new ones`);

    const asked = askForRivals(project, history, options, tools);
    const results = await checkOnTargets(project, known, { history, slice: slice ?? { revisions: newRevisions, isLast: true } }, options, tools);
    const found = results.map(({ dialect, observation }) => (observation === undefined ? [] : judgeObservation(request, { ...context, dialect, observation }, slice)));
    const isWhole = results.every(({ observation, problems }) => observation !== undefined && problems.length === 0);
    const others = await asked;
    const fromFiles = [...fromGraph, ...judgeRivals(request, { ...context, rivals: others.rivals })];
    const all = [...fromFiles, ...found.flat()];
    const leftToLast = shard === undefined || slice?.isLast !== false ? [] : [sayLeftToLast(shard)];
    return results.map((result, index) => ({
      ...result,
      ...(result.observation === undefined ? {} : { observation: takePart(result.observation) }),
      problems: [...fromBaseline, ...result.problems],
      notLookedAt: [...result.notLookedAt, ...unread, ...given, ...leftToLast, ...others.notLookedAt],
      findings: settle(request, { context, own }, [...fromFiles, ...(found[index] ?? [])], all, isWhole),
    }));
  } catch (error) {
    const problems = listProblems(error);
    if (problems === undefined) throw error;
    return [{ ...known, problems: [...known.problems, ...problems] }];
  }
}

/** Asked for only where pull requests collide. */
async function findPullRequests({ graph }: RevisionHistory, { heads }: Options, { readQueue }: GateTools): Promise<ReadonlyMap<string, number> | undefined> {
  return hasTooManyHeads(graph, graph.heads, heads) || graph.duplicates.length > 0 ? readQueue?.() : undefined;
}

/** Asks while the database comes up; only where there is something new that could collide. */
function askForRivals(project: AlembicProject, history: RevisionHistory, { checks: severities }: Options, { readRivals }: GateTools): Promise<RivalsAnswer> {
  if (readRivals === undefined || history.newRevisions.size === 0 || isOffEverywhere(severities, rivalRevision.id)) return Promise.resolve({ rivals: [], notLookedAt: [] });
  const asked = readRivals(project, history);
  // A bug is thrown where the answer is waited for, and not before.
  asked.catch(() => undefined);
  return asked;
}

/** What is judged, and the history with those of the new revisions that are this job's. */
interface Judging {
  readonly context: CheckContext;
  readonly own: RevisionHistory;
}

/** The findings of one database as the suppressions leave them; whether one suppresses nothing is judged from those of `all`. */
function settle(request: JudgeRequest, { context, own }: Judging, findings: readonly Finding[], all: readonly Finding[], isWhole: boolean): Finding[] {
  return sortFindings([...applySuppressions(context, findings), ...judgeSuppressions(request, { ...context, history: own }, all, isWhole)]);
}

async function checkOnTargets(project: AlembicProject, known: ProjectResult, { history, slice }: Pick<RunnableProject, 'history' | 'slice'>, options: Options, tools: ProjectTools): Promise<(ProjectResult & TargetResult)[]> {
  const interpreter = await findInterpreter(project, options.python, tools.environment);
  const python = new ProjectPython(describeBridge(project, interpreter, options, tools.environment, tools.bridgeScript));
  tools.progress.detail(`${project.name}: ${interpreter.command.join(' ')}, found by: ${interpreter.origin}`);
  const forget = tools.disposals.add(() => python.close());
  const oldTree = slice.isLast || options.baseline?.kind === 'models' ? findOldTree(project, history, options, tools) : undefined;
  try {
    const targets = chooseTargets(await chooseDialects(project, options, python, tools), options);
    // They come up side by side; whoever waits for one hears of its failure.
    for (const { dialect, image } of targets) void tools.servers.get(dialect, image);
    const results: (ProjectResult & TargetResult)[] = [];
    for (const target of targets) {
      tools.progress.phase(describeTarget(target));
      const seen = await checkOnDatabases({ history, slice, python, oldTree: oldTree?.written }, target, options, tools);
      results.push(...seen.map((result) => ({ ...known, ...result })));
    }
    return results;
  } finally {
    await python.close();
    forget();
    await oldTree?.close();
  }
}

/** The files of the release that runs while the pull request is deployed, where a check wants to know what it can still do. */
function findOldTree({ repositoryRoot }: AlembicProject, { graph, newRevisions, baseCommit }: RevisionHistory, { baseline, checks: severities, rows }: Options, { disposals }: GateTools): BaseTree | undefined {
  if (baseline?.kind === 'models' && baseCommit !== undefined) return openBaseTree(repositoryRoot, baseCommit, disposals);
  if (newRevisions.size === 0 || [oldCodeBreaks, newCodeBreaks].every(({ id }) => isOffEverywhere(severities, id))) return undefined;
  const leaveOut = (because: string): BaseTree => ({ written: Promise.resolve({ because }), close: () => Promise.resolve() });
  if (newRevisions.size === graph.revisions.size) return leaveOut('all revisions are looked at, so no release was there before them; for the same reason nothing is told of destroyed rows, of locks and of what a running release needs');
  if (rows === 0) return leaveOut('the walk with rows is switched off (`rows: 0`)');
  return baseCommit === undefined ? leaveOut('there is no merge base to take its models from') : openBaseTree(repositoryRoot, baseCommit, disposals);
}

function describeTarget({ dialect, image }: Target): string {
  return `${dialect.title}${image === undefined ? '' : ` (${image})`}`;
}

async function chooseDialects(project: AlembicProject, { dialects }: Options, python: ProjectPython, tools: GateTools): Promise<readonly Dialect[]> {
  if (dialects.length > 0) return dialects.map(getDialect);
  const found = await findDialect(project, async () => {
    const bridge = openBridge(python, undefined);
    try {
      return (await bridge.probe()).map(({ dialect }) => dialect);
    } finally {
      await bridge.close();
    }
  });
  tools.progress.detail(`${project.name}: ${found.name}, from ${found.origin}`);
  return [getDialect(found.name)];
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

const emptyResult: Omit<ProjectResult, 'config'> = {
  history: undefined,
  dialect: undefined,
  image: undefined,
  server: undefined,
  python: undefined,
  observation: undefined,
  findings: [],
  problems: [],
  notLookedAt: [],
};
