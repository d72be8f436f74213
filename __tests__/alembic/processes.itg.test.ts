import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBridge } from '../../src/alembic/bridge.ts';
import type { AlembicBridge } from '../../src/alembic/runner.ts';
import { makePrivatePlace } from '../database/private-place.ts';
import { AlembicWorkspace, bridgeScript } from './alembic-workspace.ts';

let workspace: AlembicWorkspace;
beforeAll(async () => { workspace = await AlembicWorkspace.open(); });
afterAll(() => workspace.close());

/** A zombie does not live; whoever has to reap it does so later. */
const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

test('the bridges of a project are processes of one parent that has imported Alembic, each with a session of its own', async () => {
  const revisions = { a1: { upgrade: 'import os, alembic\nprint(os.getpid(), os.getsid(0), os.getppid(), id(alembic))' } };
  const { python, bridge, database, url } = await workspace.begin({ revisions });
  const beside = openBridge(python, 'postgresql');
  const run = async (one: AlembicBridge): Promise<number[]> => {
    const { output } = await one.step(url, 'a1', 'upgrade', workspace.limit(database));
    await one.step(url, 'a1', 'downgrade', workspace.limit(database));
    return (output ?? '').trim().split(' ').map(Number);
  };
  const [pid, session, ...shared] = await run(bridge);
  const [otherPid, otherSession, ...otherShared] = await run(beside);
  expect([session, otherSession]).toEqual([pid, otherPid]);
  expect(otherPid).not.toBe(pid);
  // The same object at the same place in both: neither has imported it itself.
  expect(otherShared).toEqual(shared);
  await beside.close();
  expect([isAlive(Number(otherPid)), isAlive(Number(pid))]).toEqual([false, true]);
  await python.close();
  // Whose parent is gone is buried by the system's first process, in its own time.
  await expect.poll(() => [pid, ...shared.slice(0, 1)].filter((one) => isAlive(Number(one))), { timeout: 10_000 }).toEqual([]);
});

test('a revision that kills the parent has failed, and the next step has a new one', async () => {
  const revisions = { bad: { upgrade: 'import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(3600)' }, good: {} };
  const { bridge, database, url } = await workspace.begin({ revisions });
  expect(await bridge.step(url, 'bad', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'failed', error: { type: 'process-exit', message: expect.stringContaining('SIGKILL') as string } });
  expect(await bridge.step(url, 'good', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
});

test('a revision that stops the parent and hangs is ended all the same', async () => {
  const revisions = { bad: { upgrade: 'import os, signal, time\nprint(os.getpid(), flush=True)\nos.kill(os.getppid(), signal.SIGSTOP)\ntime.sleep(3600)' }, good: {} };
  const { bridge, database, url } = await workspace.begin({ revisions });
  expect(await bridge.step(url, 'bad', 'upgrade', workspace.limit(database, 1_000))).toMatchObject({ outcome: 'timed-out' });
  expect(await bridge.step(url, 'good', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
});

test.each(['control', 'data'] as const)('a process ends when the other side of its %s socket goes with an answer unread', async (which) => {
  const place = makePrivatePlace();
  const controlPath = join(place.directory, 'c');
  const dataPath = join(place.directory, 'd');
  const control = createServer().listen(controlPath);
  const data = createServer({ pauseOnConnect: true }).listen(dataPath);
  const child = spawn(workspace.python, [bridgeScript, controlPath], { stdio: 'ignore', detached: true });
  try {
    const [connection] = (await once(control, 'connection')) as [Socket];
    // Looked for beforehand: it may come before the answer is read.
    const connected = once(data, 'connection');
    connection.write(`${JSON.stringify({ id: 1, socket: dataPath })}\n`);
    const [line] = (await once(connection, 'data')) as [Buffer];
    const { pid } = JSON.parse(line.toString()) as { pid: number };
    const [bridge] = (await connected) as [Socket];
    connection.pause();
    bridge.write(`${JSON.stringify({ do: 'current', id: 1 })}\n`);
    await sleep(500);
    if (which === 'control') {
      process.kill(pid, 'SIGKILL');
      await sleep(200);
      connection.destroy();
      await once(child, 'exit');
    } else {
      bridge.destroy();
      await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
    }
  } finally {
    child.kill('SIGKILL');
    control.close();
    data.close();
    place.remove();
  }
});
