import { relative } from 'node:path';
import { openBridge } from '../alembic/bridge.ts';
import { explainEnvironment } from '../alembic/explain-failure.ts';
import { ProjectPython } from '../alembic/project-python.ts';
import type { LoadAnswer } from '../alembic/protocol.ts';
import type { AlembicBridge, ModelsReading, StepLimit } from '../alembic/runner.ts';
import { SeveralDatabases } from '../alembic/several-databases.ts';
import { chooseTargets } from '../choose-targets.ts';
import type { Target } from '../choose-targets.ts';
import type { DisposalRegistry } from '../database/disposal.ts';
import type { ServerPool } from '../database/server-pool.ts';
import { describeBridge } from '../describe-bridge.ts';
import { listProblems } from '../describe-error.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { getDialect } from '../dialects/registry.ts';
import { UserError } from '../errors.ts';
import { DatabaseSource } from '../observe/database-source.ts';
import { limitStep } from '../observe/limit-step.ts';
import { readMissing } from '../observe/read-missing.ts';
import { listScripts } from '../options/list-scripts.ts';
import type { Options } from '../options.ts';
import { findDialect } from '../project/find-dialect.ts';
import { findInterpreter } from '../project/find-interpreter.ts';
import type { AlembicProject } from '../project/project.ts';
import { readRevisionFiles } from '../project/read-revision-files.ts';
import { refuseBytecode } from '../project/refuse-bytecode.ts';
import { buildGraph } from '../revisions/build-graph.ts';
import { readRevision } from '../revisions/read-revision.ts';
import { sayCount } from '../say-count.ts';
import { sayList } from '../say-list.ts';
import type { Examination, Found } from './examination.ts';

/** What an examination is made with. */
export interface ExaminationTools {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of `bridge.py`. */
  readonly bridgeScript: string;
  readonly servers: ServerPool;
  readonly disposals: DisposalRegistry;
}

/**
 * Goes the way of a check up to the first revision: configuration, interpreter, Alembic, dialect, server, env.py on a throw-away database.
 * What a user can mend ends it and is told; only a bug is thrown. The servers are the caller's to end.
 */
export async function examineProject(project: AlembicProject, options: Options, tools: ExaminationTools): Promise<Examination> {
  const found: Found[] = [];
  const tell = (what: string, text: string): void => void found.push({ what, text });
  try {
    await goThrough(project, options, tools, tell);
    return { project: project.name, found, missing: [] };
  } catch (error) {
    const missing = listProblems(error);
    if (missing === undefined) throw error;
    return { project: project.name, found, missing };
  }
}

type Tell = (what: string, text: string) => void;

async function goThrough(project: AlembicProject, options: Options, tools: ExaminationTools, tell: Tell): Promise<void> {
  const place = (path: string): string => relative(project.repositoryRoot, path) || '.';
  const section = project.config.every((path) => path.endsWith('.toml')) ? 'tool.alembic' : project.section;
  tell('configuration', `${project.config.map(place).join(' and ')}, section [${section}]`);
  tell('run from', place(project.workingDirectory));
  tell('scripts', place(project.scriptLocation));
  await refuseBytecode(project);
  const graph = buildGraph((await readRevisionFiles(project)).map(readRevision));
  const heads = graph.heads.length === 0 ? '' : `, ${graph.heads.length === 1 ? 'head' : 'heads'} ${sayList(graph.heads)}`;
  tell('revisions', `${String(graph.revisions.size)} in ${project.versionLocations.map(place).join(', ')}${heads}`);

  const interpreter = await findInterpreter(project, options.python, tools.environment);
  const python = new ProjectPython(describeBridge(project, interpreter, options, tools.environment, tools.bridgeScript));
  const forget = tools.disposals.add(() => python.close());
  try {
    const tellInterpreter = (): void => tell('interpreter', `${interpreter.command.join(' ')}, found by: ${interpreter.origin}`);
    const loaded = await readPackages(python).catch((error: unknown) => {
      // One that does not start is not found; one that lacks a package is.
      if (!(error instanceof UserError) || error.code !== 'no-python') tellInterpreter();
      throw error;
    });
    tellInterpreter();
    tell('packages', `Python ${loaded.python}, Alembic ${loaded.alembic}, SQLAlchemy ${loaded.sqlalchemy}`);
    for (const target of chooseTargets(await chooseDialects(project, options, python, tell), options)) await tryTarget(target, python, options, tools, tell);
  } finally {
    await python.close();
    forget();
  }
}

async function readPackages(python: ProjectPython): Promise<LoadAnswer> {
  const bridge = openBridge(python, undefined);
  try {
    return await bridge.load();
  } finally {
    await bridge.close();
  }
}

async function chooseDialects(project: AlembicProject, { dialects }: Options, python: ProjectPython, tell: Tell): Promise<readonly Dialect[]> {
  const bridge = openBridge(python, undefined);
  const probing = bridge.probe();
  // Where something else tells the dialect, env.py may fail here only because connections are refused.
  probing.catch(() => undefined);
  try {
    const found = dialects.length > 0 ? undefined : await findDialect(project, async () => (await probing).map(({ dialect }) => dialect));
    tell('dialect', found === undefined ? `${dialects.join(', ')}, from the option \`dialect\`` : `${found.name}, from ${found.origin}`);
    const drivers = new Set((await probing.catch(ignoreUserError)).map(({ dialect, driver }) => `${dialect} by ${driver}`));
    if (drivers.size > 0) tell('connects', `to ${sayList([...drivers])}`);
    return found === undefined ? dialects.map(getDialect) : [getDialect(found.name)];
  } finally {
    await bridge.close();
  }
}

/** What it says comes again, and with a connection, where env.py is run on a database. */
function ignoreUserError(error: unknown): [] {
  if (error instanceof UserError) return [];
  throw error;
}

/** Starts the server and runs env.py on a database of it, without a revision. */
async function tryTarget({ dialect, image }: Target, python: ProjectPython, options: Options, tools: ExaminationTools, tell: Tell): Promise<void> {
  const server = await tools.servers.get(dialect, image);
  const bridge = openBridge(python, dialect.name);
  try {
    // Where the database runs inside of Python, that one's version counts.
    const version = (await bridge.load()).databaseVersion ?? server.version;
    tell('database', `${dialect.title} ${version} (${server.provider}${server.image === undefined ? '' : `, ${server.image}`})`);
    const source = await DatabaseSource.open(server, listScripts(options.setupSql, dialect));
    try {
      tell('env.py', await source.lend((database) => runEnvironment(bridge, dialect, dialect.databaseUrl(server.workEndpoint, database), limitStep(server.session, database, options.timeoutMs))));
    } finally {
      await source.close();
    }
  } finally {
    await bridge.close();
  }
}

/** Runs env.py as a check does before the first revision, then for its models, and says what it gives. Throws a `UserError` where it fails. */
async function runEnvironment(bridge: AlembicBridge, dialect: Dialect, url: string, limit: StepLimit): Promise<string> {
  try {
    await bridge.run(url, [], limit);
    return describeModels(await bridge.models(url, limit));
  } catch (error) {
    if (error instanceof SeveralDatabases) return 'runs, and migrates several databases, each of which is checked by itself';
    throw error instanceof UserError ? addMissing(error, dialect) : error;
  }
}

/** What env.py wants of the database and no revision makes is for `setup-sql`. */
function addMissing(error: UserError, dialect: Dialect): UserError {
  const missing = readMissing({ message: error.what }, dialect);
  return missing === undefined ? error : new UserError('env-py', { ...missing, where: error.where ?? 'env.py', ...(error.details === undefined ? {} : { details: error.details }), cause: error });
}

/** Throws a `UserError` where env.py failed. */
function describeModels(models: ModelsReading): string {
  switch (models.outcome) {
    case 'read':
      return `runs, and gives the models of ${sayCount(models.tables.length, 'table')}`;
    case 'no-models':
      return 'runs, and gives no models (`target_metadata`), so they are not compared with the database';
    case 'mixed':
      return `runs, and imports ${sayCount(models.files.length, 'file')} of another tree`;
    case 'failed':
      throw explainEnvironment(models.error, 'Make env.py run on an empty database: `alembic current` shows the same.');
  }
}
