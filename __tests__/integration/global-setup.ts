import { setTimeout as sleep } from 'node:timers/promises';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { listTraces } from './leftovers.ts';

/** What ends by itself after us, such as a guardian that removes its directory, has this long. */
const patienceMs = 5_000;
const pollMs = 100;

/**
 * Makes the Python environment that the suites run Alembic with, once, before any of them; and fails the run when a container, directory or
 * process is left after the last.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  await ensurePythonEnvironment('default');
  const before = new Set(await listTraces());
  return async () => {
    const deadline = Date.now() + patienceMs;
    let left: string[];
    do {
      left = (await listTraces()).filter((trace) => !before.has(trace));
      if (left.length > 0) await sleep(pollMs);
    } while (left.length > 0 && Date.now() < deadline);
    if (left.length === 0) return;
    // What is thrown here would only be printed.
    process.exitCode = 1;
    process.stderr.write(`The suite left behind:\n${left.join('\n')}\n`);
  };
}
