/**
 * What a round trip of every revision costs, side by side on one server in one run:
 * (a) three `alembic` commands per revision, (b) one Python process calling `alembic.command` three times per revision,
 * (c) `alembic-gate check --revisions all --rows 0`, because neither of the others looks at rows (`rows.ts` measures those); and a pull request's one new revision against plain `alembic upgrade head`.
 *
 * `npm run bench -- 50 200 1000 --dialect mysql --image mysql:9.7` (sizes, default 50 200; dialect, default PostgreSQL from the npm
 * packages; MySQL and MariaDB run in containers). (a) and (b) are measured on at most `--sample` revisions
 * spread evenly over the history (default 200: whole up to there) and scaled, because at 1,000 revisions they take hours; (c) is measured whole.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePythonEnvironment } from '../scripts/python-environment.mjs';
import { openDatabaseServer } from '../src/database/open-database-server.ts';
import type { DatabaseServer } from '../src/database/provider.ts';
import { readDialects } from '../src/options/definitions.ts';
import { getDialect } from '../src/dialects/registry.ts';
import { revisionIds, writeHistory } from './write-history.ts';

const root = join(import.meta.dirname, '..');
const python = await ensurePythonEnvironment('default');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string', default: '200' }, dialect: { type: 'string', default: 'postgresql' }, image: { type: 'string' } },
});
const sampleSize = Number(values.sample);
const sizes = positionals.map(Number);
const dialect = getDialect(readDialects(values.dialect)[0] ?? 'postgresql');
const driver = { postgresql: 'psycopg2', mysql: 'pymysql', mariadb: 'pymysql', sqlite: 'pysqlite' }[dialect.name];
/** Where the gate gets a server of its own. */
const provider = dialect.name === 'postgresql' ? 'embedded' : 'container';
const imageWords = values.image === undefined ? [] : ['--image', values.image];

interface Row {
  readonly revisions: number;
  readonly processesMs: number;
  readonly oneProcessMs: number;
  readonly gateMs: number;
  readonly plainUpgradeMs: number;
  readonly pullRequestMs: number;
}

function run(command: string, words: readonly string[], directory: string, url: string, expectedStatus = 0): { durationMs: number; output: string } {
  const started = performance.now();
  const done = spawnSync(command, words, { cwd: directory, encoding: 'utf8', env: { ...process.env, DATABASE_URL: url }, maxBuffer: 1 << 28 });
  if (done.status !== expectedStatus) throw new Error(`${command} ${words.join(' ')} ended with ${String(done.status)}:\n${done.stdout}\n${done.stderr}`);
  return { durationMs: performance.now() - started, output: done.stdout };
}

async function withDatabase<T>(server: DatabaseServer, work: (url: string) => T): Promise<T> {
  const database = await server.session.createDatabase();
  try {
    return work(nameDriver(dialect.databaseUrl(server.endpoint, database)));
  } finally {
    await server.session.dropDatabase(database);
  }
}

/** A URL for the plain command, which knows no other driver than the one that is named. */
function nameDriver(url: string): string {
  return url.replace('://', `+${driver}://`);
}

async function measureSize(server: DatabaseServer, count: number): Promise<Row> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-bench-'));
  try {
    await writeHistory(directory, count, `${dialect.name}+${driver}://${dialect.openDirectory === undefined ? 'localhost/' : '/'}never`);
    const ids = revisionIds(count);
    const stride = Math.max(1, Math.floor(count / sampleSize));
    const sampled = ids.filter((_, index) => index % stride === stride - 1);
    const scale = count / sampled.length;
    const alembic = (words: readonly string[], url: string): number => run(python, ['-m', 'alembic', ...words], directory, url).durationMs;

    const processesMs = await withDatabase(server, (url) => {
      let spentMs = 0;
      for (const id of sampled) {
        const parent = ids[ids.indexOf(id) - 1];
        if (parent !== undefined) alembic(['upgrade', parent], url);
        spentMs += alembic(['upgrade', id], url) + alembic(['downgrade', parent ?? 'base'], url) + alembic(['upgrade', id], url);
      }
      return spentMs * scale;
    });
    const oneProcessMs = await withDatabase(server, (url) => {
      const { output } = run(python, [join(import.meta.dirname, 'one-process.py'), sampled.join(','), ids.join(',')], directory, url);
      return Number(output.trim().split('\n').at(-1)) * 1000 * scale;
    });
    // A database that is a file has no server to be lent.
    const lent = dialect.openDirectory === undefined ? nameDriver(dialect.databaseUrl(server.endpoint, server.endpoint.maintenanceDatabase)) : provider;
    const gate = (revisions: string, database: string): number =>
      run(
        process.execPath,
        [join(root, 'dist/cli.cjs'), 'check', '--database', database, '--python', python, '--revisions', revisions, '--working-directory', directory, '--dialect', dialect.name, '--rows', '0', ...(database === 'container' ? imageWords : [])],
        directory,
        '',
      ).durationMs;
    const gateMs = gate('all', lent);
    const plainUpgradeMs = await withDatabase(server, (fresh) => alembic(['upgrade', 'head'], fresh));
    // It starts a server of its own, as it does for a pull request; the comparison is with the upgrade and the start of the same server.
    const pullRequestMs = gate(ids.at(-1) ?? '', provider);
    return { revisions: count, processesMs, oneProcessMs, gateMs, plainUpgradeMs, pullRequestMs };
  } finally {
    await rm(directory, { recursive: true });
  }
}

function ratio(of: number, to: number): string {
  return (of / to).toFixed(1);
}

const starting = performance.now();
const server = await openDatabaseServer({
  dialect,
  database: { provider },
  image: values.image,
  mayFallBack: false,
  log: () => undefined,
});
const serverStartMs = performance.now() - starting;
try {
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  console.log(`${dialect.title} ${server.version}, started in ${seconds(serverStartMs)} s; (a) and (b) on ${String(sampleSize)} revisions, scaled`);
  console.log('| revisions | (a) processes s | (b) one process s | (c) gate s | a/c | b/c | plain upgrade s | pull request s | ratio to upgrade + server start |');
  console.log('|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const size of sizes.length === 0 ? [50, 200] : sizes) {
    const row = await measureSize(server, size);
    const cells = [
      String(row.revisions),
      seconds(row.processesMs),
      seconds(row.oneProcessMs),
      seconds(row.gateMs),
      ratio(row.processesMs, row.gateMs),
      ratio(row.oneProcessMs, row.gateMs),
      seconds(row.plainUpgradeMs),
      seconds(row.pullRequestMs),
      ratio(row.pullRequestMs, row.plainUpgradeMs + serverStartMs),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  await server.dispose();
}
