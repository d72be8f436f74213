/**
 * The README's demonstration: the gate on `examples/employee-data`, with the embedded PostgreSQL. The example's one revision
 * leaves a sequence behind, so the gate must fail; the demonstration fails when it does not.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensurePythonEnvironment } from './python-environment.mjs';

const root = join(import.meta.dirname, '..');
const python = await ensurePythonEnvironment('default');
const gate = spawnSync(
  process.execPath,
  [
    join(root, 'dist/cli.cjs'),
    'check',
    ...['--working-directory', join(root, 'examples/employee-data')],
    ...['--database', 'embedded'],
    ...['--python', python],
    ...['--revisions', 'all'],
    ...['--setup-sql', 'CREATE SCHEMA mar7schema'],
  ],
  { cwd: root, stdio: 'inherit' },
);
if (gate.status !== 1) {
  console.error(`The demonstration expected the gate to fail on the example (exit code 1), but it ended with ${String(gate.status)}.`);
  process.exit(1);
}
console.log('\nThis is what the gate is for: the revision above cannot be undone cleanly. The exit code was 1, which blocks a merge.');
