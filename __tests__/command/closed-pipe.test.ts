import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';

test.each([['check', '--help'], ['explain', 'round-trip/downgrade-leaves-trace']])('%s %s ends well where nobody reads what it writes', async (...words) => {
  const running = execa(process.execPath, [join(import.meta.dirname, '../../src/cli.ts'), ...words], { reject: false });
  running.stdout.destroy();
  const { exitCode, stderr } = await running;
  expect([exitCode, stderr]).toEqual([0, '']);
});
