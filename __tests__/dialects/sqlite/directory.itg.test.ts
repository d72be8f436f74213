import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makePrivatePlace } from '../../database/private-place.ts';
import type { PrivatePlace } from '../../database/private-place.ts';

const module = new URL('../../../src/dialects/sqlite/directory.ts', import.meta.url).href;
const program = `
import { writeFileSync } from 'node:fs';
import { openDirectory } from ${JSON.stringify(module)};
const { endpoint, stop } = await openDirectory();
writeFileSync(endpoint.host + '/x.db', 'content');
process.on('SIGUSR2', async () => { await stop(); await stop(); console.log('stopped'); });
console.log(endpoint.host);
setInterval(() => undefined, 1000);
`;

let place: PrivatePlace;
beforeEach(() => { place = makePrivatePlace(); });
afterEach(() => { place.remove(); });

async function start(environment: Readonly<Record<string, string>>): Promise<{ child: ReturnType<typeof spawn>; lines: AsyncIterator<string>; directory: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, lines, directory: String((await lines.next()).value) };
}

test('it is closed to others, lies where TMPDIR says, and goes with its content when it is stopped, twice as well', async () => {
  const { child, lines, directory } = await start({ TMPDIR: place.directory });
  expect(directory.startsWith(`${place.directory}/alembic-gate-`)).toBe(true);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  child.kill('SIGUSR2');
  expect((await lines.next()).value).toBe('stopped');
  expect(existsSync(directory)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'close');
});

test.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const)('it goes when we end by %s', async (signal) => {
  const { child } = await start({ TMPDIR: place.directory });
  child.kill(signal);
  await once(child, 'close');
  await vi.waitFor(() => { expect(place.findLeftovers()).toEqual([]); }, { timeout: 10_000, interval: 50 });
});

test('it goes with its content where the process that should remove it cannot', async () => {
  const { child, lines, directory } = await start({ TMPDIR: place.directory, PATH: '/nonexistent' });
  child.kill('SIGUSR2');
  expect((await lines.next()).value).toBe('stopped');
  expect(existsSync(directory)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'close');
});

test('it is not left where that process cannot be started', async () => {
  // Longer than what Linux takes for one string of an environment.
  const program = `process.env.PATH = 'x'.repeat(200_000);\nconst { openDirectory } = await import(${JSON.stringify(module)});\nawait openDirectory().catch((error) => console.log(error.code))`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { env: { ...process.env, TMPDIR: place.directory }, stdio: ['ignore', 'pipe', 'inherit'] });
  expect(String((await once(child.stdout, 'data') as [Buffer])[0])).toBe('E2BIG\n');
  await once(child, 'close');
  expect(place.findLeftovers()).toEqual([]);
});
