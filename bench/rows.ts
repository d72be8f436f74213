/**
 * What the walk with rows costs, side by side in one run:
 * filling and fingerprinting a number of tables against one query that counts the rows of each, and `alembic-gate check` of one new
 * revision over a history with rows against the same without (`--rows 0`).
 *
 * `npm run bench:rows -- 100 --runs 5 --dialect postgresql` (tables, default 100; a revision adds a table, a column, a second table or an enum, two tables to four
 * revisions).
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePythonEnvironment } from '../scripts/python-environment.mjs';
import { openDatabaseServer } from '../src/database/open-database-server.ts';
import type { Dialect } from '../src/dialects/dialect.ts';
import { getDialect } from '../src/dialects/registry.ts';
import { readDialects } from '../src/options/definitions.ts';
import { fillTables } from '../src/rows/fill-tables.ts';
import { revisionIds, writeHistory } from './write-history.ts';

const root = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' }, dialect: { type: 'string', default: 'postgresql' }, image: { type: 'string' } },
});
const tables = Number(positionals[0] ?? '100');
const runs = Number(values.runs);
const dialect = getDialect(readDialects(values.dialect)[0] ?? 'postgresql');
const provider = dialect.openDirectory !== undefined ? 'auto' : dialect.name === 'postgresql' ? 'embedded' : 'container';

/** The middle one of measurements. */
function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Ten columns of usual kinds and a key to the table before. */
function writeTable(index: number): string {
  const parent = index === 0 ? '' : `, parent_id INTEGER NOT NULL REFERENCES t${String(index - 1)} (id)`;
  const id = { postgresql: 'SERIAL PRIMARY KEY', mysql: 'INTEGER AUTO_INCREMENT PRIMARY KEY', mariadb: 'INTEGER AUTO_INCREMENT PRIMARY KEY', sqlite: 'INTEGER PRIMARY KEY' }[dialect.name];
  return `CREATE TABLE t${String(index)} (id ${id}, email VARCHAR(120) NOT NULL UNIQUE, name VARCHAR(80), age INTEGER CHECK (age >= 0), price NUMERIC(10, 2), is_active BOOLEAN NOT NULL, born DATE, created_at TIMESTAMP NULL, notes TEXT, state VARCHAR(10) CHECK (state IN ('open', 'closed'))${parent})`;
}

async function measureFilling(): Promise<void> {
  const server = await openDatabaseServer({ dialect, database: { provider }, image: values.image, mayFallBack: false, log: () => undefined });
  const times: Record<'counting' | 'filling' | 'fingerprint' | 'again', number[]> = { counting: [], filling: [], fingerprint: [], again: [] };
  try {
    for (let run = 0; run < runs; run += 1) {
      const name = await server.session.createDatabase();
      const database = await server.session.openDatabase(name);
      await database.execute(Array.from({ length: tables }, (_, index) => writeTable(index)).join(';\n'));
      times.filling.push(
        await time(async () => {
          const { filled, unfilled } = await fillTables({ session: database.rows, tables: await database.rows.readTables(undefined), rows: 5, seed: run, style: 'edges', alsoFitting: [] });
          if (filled.length !== tables || unfilled.length > 0) throw new Error(`${String(filled.length)} of ${String(tables)} tables were filled: ${unfilled[0]?.reason ?? ''}`);
        }),
      );
      times.fingerprint.push(await time(() => database.rows.readFingerprint(undefined)));
      times.again.push(await time(() => database.rows.readFingerprint(undefined)));
      times.counting.push(
        await time(async () => {
          for (let index = 0; index < tables; index += 1) await database.rows.readTexts({ schema: dialect.defaultSchema, name: `t${String(index)}` }, ['id'], 1000);
        }),
      );
      await database.close();
      await server.session.dropDatabase(name);
    }
  } finally {
    await server.dispose();
  }
  const [filling, first, again, counting] = [median(times.filling), median(times.fingerprint), median(times.again), median(times.counting)].map(Math.round);
  console.log(`${dialect.title}, ${String(tables)} tables of 11 columns, 5 rows each, median of ${String(runs)}:`);
  console.log(`  reading what they take and filling them ${String(filling)} ms; first fingerprint ${String(first)} ms, again ${String(again)} ms; one query for the keys of each table ${String(counting)} ms`);
}

function check(directory: string, python: string, words: readonly string[]): number {
  const started = performance.now();
  const image = values.image === undefined ? [] : ['--image', values.image];
  const done = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), 'check', '--database', provider, ...image, '--python', python, ...words], { cwd: directory, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${done.stdout}\n${done.stderr}`);
  return performance.now() - started;
}

async function measureGate(of: Dialect): Promise<void> {
  const python = await ensurePythonEnvironment('default');
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-bench-'));
  try {
    const count = tables * 2;
    const driver = { postgresql: 'postgresql+psycopg2://localhost/', mysql: 'mysql+pymysql://localhost/', mariadb: 'mariadb+pymysql://localhost/', sqlite: 'sqlite:///' }[of.name];
    await writeHistory(directory, count, `${driver}never`);
    const newest = revisionIds(count).at(-1) ?? '';
    const times = { without: [] as number[], rows: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      times.without.push(check(directory, python, ['--revisions', newest, '--rows', '0']));
      times.rows.push(check(directory, python, ['--revisions', newest]));
    }
    const [without, rows] = [median(times.without), median(times.rows)];
    console.log(`  one new revision over ${String(count - 1)} old ones (${String(tables)} tables): ${(without / 1000).toFixed(2)} s without rows, ${(rows / 1000).toFixed(2)} s with, ${(rows / without).toFixed(2)} times`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

await measureFilling();
await measureGate(dialect);
