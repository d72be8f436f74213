import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBridge } from '../../src/alembic/bridge.ts';
import type { ProjectPython } from '../../src/alembic/project-python.ts';
import type { BridgeRequest } from '../../src/alembic/protocol.ts';
import type { AlembicBridge } from '../../src/alembic/runner.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const answers: Partial<Record<BridgeRequest['do'], unknown>> = {
  load: { python: '3.12.0', alembic: '1.16.0', sqlalchemy: '2.0.0', databaseVersion: null, revisions: [], heads: [], bases: [], error: null },
  current: { sql: null, file: null, line: null },
};

/** A bridge whose Python reads the project and then gives no answer; it begins its first revision after some time, or never, and may note that for one look alone. */
function openSilent(beginsAfterMs: number, looks = Infinity): AlembicBridge {
  const started = performance.now();
  let left = looks;
  const process = {
    hasEnded: false,
    ask: ({ do: what }: BridgeRequest): Promise<unknown> => (what in answers ? Promise.resolve(answers[what]) : new Promise(() => undefined)),
    readBegun: () => (performance.now() - started >= beginsAfterMs && left-- > 0 ? 'r0' : undefined),
    kill: () => Promise.resolve(),
  };
  const python = { settings: { repositoryRoot: '/', workingDirectory: '/', config: [] }, start: () => Promise.resolve(process) };
  return openBridge(python as unknown as ProjectPython, 'postgresql');
}

const limitOf = (timeoutMs: number) => ({ timeoutMs, cancel: () => Promise.resolve() });
const many = Array.from({ length: 214 }, (_, n) => `r${String(n)}`);

/** What was asked for gave, or threw, once some time had gone by. */
async function seeAfter(asked: Promise<unknown>, passedMs: number): Promise<unknown> {
  const ended = asked.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(passedMs);
  return Promise.race([ended, Promise.resolve('is waited for')]);
}

describe('the first run or step', () => {
  it.each([
    ['run of many revisions', 180, (bridge: AlembicBridge) => bridge.run('', many, limitOf(many.length * 60_000))],
    ['run of many revisions that may take long each', 600, (bridge: AlembicBridge) => bridge.run('', many, limitOf(many.length * 600_000))],
    ['run of none', 180, (bridge: AlembicBridge) => bridge.run('', [], limitOf(60_000))],
    ['step', 180, (bridge: AlembicBridge) => bridge.step('', 'r0', 'upgrade', limitOf(60_000))],
    ['step that may take long', 600, (bridge: AlembicBridge) => bridge.step('', 'r0', 'upgrade', limitOf(600_000))],
  ])('of an env.py that hangs, a %s, ends after %i s and says so', async (_name, seconds, ask) => {
    const asked = ask(openSilent(Infinity));
    expect(await seeAfter(asked, seconds * 1000)).toBe('is waited for');
    expect(await seeAfter(asked, 10_000)).toMatchObject({ code: 'env-py', what: `env.py did not come to the revisions within ${String(seconds)} s.` });
  });

  it.each([0, 50_000, 170_000])('has its whole limit, and no more, from where a revision begins after %i ms', async (beginsAfterMs) => {
    const asked = openSilent(beginsAfterMs).step('', 'r0', 'upgrade', limitOf(60_000));
    expect(await seeAfter(asked, beginsAfterMs + 59_000)).toBe('is waited for');
    expect(await seeAfter(asked, 10_000)).toMatchObject({ outcome: 'timed-out', error: { message: 'not done within 60 s' } });
  });

  it('has its limit also where the revision that was begun is done a moment later', async () => {
    const asked = openSilent(0, 1).run('', many, limitOf(many.length * 60_000));
    expect(await seeAfter(asked, 3_600_000)).toBe('is waited for');
  });

  it('is waited for although its limit is longer than a timer can be', async () => {
    const asked = openSilent(0).run('', many, limitOf(2 ** 31));
    expect(await seeAfter(asked, 3_600_000)).toBe('is waited for');
  });
});
