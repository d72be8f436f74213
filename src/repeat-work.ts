import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does `work` again as long as `chooseWaitMs` gives a time to wait before the next attempt (the first attempt is 1); throws the error for
 * which it gives none. The whole of the work is repeated: a request that a server says has failed may have been carried out.
 */
export async function repeatWork<T>(work: () => Promise<T>, chooseWaitMs: (error: unknown, attempt: number) => number | undefined): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = chooseWaitMs(error, attempt);
      if (waitMs === undefined) throw error;
      await sleep(waitMs);
    }
  }
}
