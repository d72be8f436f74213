import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { makeDirectory } from '../temporary-directory.ts';

test('a check goes on to its exit code where nobody reads what it writes', async () => {
  const cwd = makeDirectory({ 'alembic.ini': '[alembic]\nscript_location = migrations\n', 'migrations/env.py': '', 'migrations/versions/a1.py': 'revision = "a1"\ndown_revision = "gone"\n' });
  const running = execa(process.execPath, [join(import.meta.dirname, '../../src/cli.ts'), 'check', '--revisions', 'all'], { cwd, reject: false });
  running.stdout.destroy();
  const { exitCode, stderr } = await running;
  expect([exitCode, stderr]).toEqual([1, '']);
}, 60_000);
