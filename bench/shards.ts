/**
 * How long one job takes for a history, and how long each of several that divide it (`shard`) takes, one after the other on this machine:
 * the longest of them is what a workflow waits for. Ratios of one run.
 *
 * `node bench/shards.ts 200 4 --dialect sqlite` (revisions, jobs; default 200 4 on SQLite; PostgreSQL comes from the npm packages).
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePythonEnvironment } from '../scripts/python-environment.mjs';
import { writeHistory } from './write-history.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { dialect: { type: 'string', default: 'sqlite' } } });
const [revisions = 200, jobs = 4] = positionals.map(Number);
const python = await ensurePythonEnvironment('default');
const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-bench-'));

/** Milliseconds of one job. */
function run(...words: readonly string[]): number {
  const provider = values.dialect === 'postgresql' ? ['--database', 'embedded'] : [];
  const started = performance.now();
  const done = spawnSync(process.execPath, [join(import.meta.dirname, '../src/cli.ts'), 'check', '--revisions', 'all', '--dialect', values.dialect, '--python', python, ...provider, ...words], { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status === null || done.status > 1) throw new Error(`${words.join(' ')} ended with ${String(done.status)}:\n${done.stdout}\n${done.stderr}`);
  return performance.now() - started;
}

try {
  await writeHistory(directory, revisions, values.dialect === 'postgresql' ? 'postgresql://nobody@nowhere/none' : 'sqlite:///nowhere.db');
  const whole = run();
  console.log(`${String(revisions)} revisions on ${values.dialect} in one job: ${(whole / 1000).toFixed(1)} s`);
  const parts = Array.from({ length: jobs }, (_, at) => run('--shard', `${String(at + 1)}/${String(jobs)}`));
  for (const [at, part] of parts.entries()) console.log(`part ${String(at + 1)}/${String(jobs)}: ${(part / 1000).toFixed(1)} s, ${(part / whole).toFixed(2)} of it`);
  console.log(`the longest of ${String(jobs)}: ${(Math.max(...parts) / whole).toFixed(2)} of one job, ${(whole / Math.max(...parts)).toFixed(1)} times as fast`);
} finally {
  await rm(directory, { recursive: true });
}
