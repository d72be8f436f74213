import { openBridge } from './alembic/bridge.ts';
import type { OriginalDatabase } from './alembic/protocol.ts';
import { SeveralDatabases } from './alembic/several-databases.ts';
import { checkOnDatabase } from './check-on-database.ts';
import type { DatabaseTools, RunnableProject, TargetResult } from './check-on-database.ts';
import type { Target } from './choose-targets.ts';
import { listProblems } from './describe-error.ts';
import { UserError } from './errors.ts';
import { DatabaseSource } from './observe/database-source.ts';
import { limitStep } from './observe/limit-step.ts';
import { listScripts } from './options/list-scripts.ts';
import type { Options } from './options.ts';
import { sayList } from './say-list.ts';

/** As many databases of one project are looked at; who migrates one for each customer has the same in all of them. */
const mostDatabases = 8;

/**
 * Walks a project's history on a target. Where `env.py` migrates several databases, once for each: that one's connections lead to the throw-away
 * database of the walk, and the migrations of the others are left out.
 */
export async function checkOnDatabases(project: RunnableProject, target: Target, options: Options, tools: DatabaseTools): Promise<TargetResult[]> {
  try {
    return [await checkOnDatabase(project, target, options, tools)];
  } catch (error) {
    if (!(error instanceof SeveralDatabases)) throw error;
  }
  const surveyed = await surveyDatabases(project, target, options, tools).catch((error: unknown) => ({ error }));
  if ('error' in surveyed) {
    const problems = listProblems(surveyed.error);
    if (problems === undefined) throw surveyed.error;
    return [{ dialect: target.dialect, image: target.image, server: undefined, python: undefined, observation: undefined, problems, notLookedAt: [] }];
  }
  const { databases } = surveyed;
  const left = databases.slice(mostDatabases).map(({ name }) => `\`${name}\``);
  const results: TargetResult[] = [];
  for (const { key, name } of databases.slice(0, mostDatabases)) {
    tools.progress.phase(`Database ${name}, one of ${String(databases.length)} that env.py migrates`);
    results.push({ ...(await checkOnDatabase({ ...project, original: key }, target, options, tools)), database: name });
  }
  if (left.length === 0) return results;
  return results.map((result) => ({ ...result, notLookedAt: [...result.notLookedAt, `env.py migrates ${String(databases.length)} databases, of which the first ${String(mostDatabases)} were looked at and not ${sayList(left)}.`] }));
}

/** The databases that `env.py` migrates. */
async function surveyDatabases({ python }: RunnableProject, { dialect, image }: Target, options: Options, { servers }: DatabaseTools): Promise<{ readonly databases: readonly OriginalDatabase[] }> {
  const server = await servers.get(dialect, image);
  const { session, workEndpoint } = server;
  const source = await DatabaseSource.open(server, listScripts(options.setupSql, dialect));
  const bridge = openBridge(python, dialect.name);
  try {
    const databases = await source.lend((database) => bridge.survey(dialect.databaseUrl(workEndpoint, database), limitStep(session, database, options.timeoutMs)));
    if (databases.length > 1) return { databases };
    throw new UserError('env-py', {
      what: 'env.py migrates several databases, but not the same ones each time.',
      where: 'env.py',
      remedy: 'Let it take the list of databases from its configuration, or give the gate one of them by the option `ini-section` or `x-arguments`.',
    });
  } finally {
    await bridge.close();
    await source.close();
  }
}
