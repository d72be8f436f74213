import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePrivatePlace } from './private-place.ts';
import type { PrivatePlace } from './private-place.ts';
import { startHolder } from './run-holder.ts';

let place: PrivatePlace;
beforeEach(() => {
  place = makePrivatePlace();
});
afterEach(() => { place.remove(); });

const hold = (...words: string[]) => startHolder(['embedded', ...words], { TMPDIR: place.directory });

const noLeftovers = (): Promise<void> => vi.waitFor(() => { expect(place.findLeftovers()).toEqual([]); }, { timeout: 15_000, interval: 50 });

describe('a private server', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('ends on %s while it works', async (signal, code) => {
    const holder = hold();
    expect(await holder.readLine()).toBe('starting');
    expect(await holder.readLine()).toMatch(/^\{"databases":\["alembic_gate_\w+_1","alembic_gate_\w+_2"\]\}$/);
    expect(place.findLeftovers().length).toBeGreaterThan(1);
    holder.kill(signal);
    const { errors, ...end } = await holder.ended;
    expect(end).toEqual({ code, signal: null });
    expect(errors.split('\n')[0]).toBe(`Interrupted by ${signal}; removing databases and servers.`);
    expect(errors).not.toContain('bug:');
    // Ended before the process did, not some time after.
    expect(place.findLeftovers()).toEqual([]);
  });

  test.each([0, 60, 150, 300, 450])('ends when it is interrupted %i ms after its start began', async (afterMs) => {
    const holder = hold();
    await holder.readLine();
    await sleep(afterMs);
    holder.kill('SIGTERM');
    const { code, errors } = await holder.ended;
    expect(code).toBe(143);
    expect(errors).not.toContain('bug:');
    expect(place.findLeftovers()).toEqual([]);
  });

  test.each([60, 150, 300, 450, 1500])('ends after we are killed %i ms after its start began', async (afterMs) => {
    const holder = hold();
    await holder.readLine();
    await sleep(afterMs);
    holder.kill('SIGKILL');
    expect(await holder.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
    await noLeftovers();
  });

  test('ends with an error that nobody caught', async () => {
    const holder = hold('throw');
    expect(await holder.ended).toMatchObject({ code: 2, errors: expect.stringMatching(/^bug: thrown by the test\n/) as string });
    expect(place.findLeftovers()).toEqual([]);
  });

  test('ends when it is disposed of, and then nothing keeps the process', async () => {
    const holder = hold('end');
    expect(await holder.ended).toMatchObject({ code: 0, signal: null });
    expect(place.findLeftovers()).toEqual([]);
  });
});
