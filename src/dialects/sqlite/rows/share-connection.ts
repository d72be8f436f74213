import { withConnection } from '../connect.ts';
import type { SqliteConnection } from '../connect.ts';

/**
 * Does pieces of reading that are asked for at once, as with `Promise.all`, on one connection: each new one reads the whole schema, which for a
 * thousand tables takes ten milliseconds. It is closed after them, before anything else can happen.
 */
export function createSharedReader(file: string): <T>(work: (connection: SqliteConnection) => T) => Promise<T> {
  let waiting: Waiting[] = [];
  const run = (): void => {
    const ready = waiting;
    waiting = [];
    try {
      withConnection(file, { mayWrite: false }, (connection) => ready.forEach(({ start }) => start(connection)));
    } catch (error) {
      for (const { fail } of ready) fail(error);
    }
  };
  return (work) =>
    new Promise((resolve, reject) => {
      const start = (connection: SqliteConnection): void => {
        try {
          resolve(work(connection));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      waiting.push({ start, fail: reject });
      if (waiting.length === 1) queueMicrotask(run);
    });
}

interface Waiting {
  readonly start: (connection: SqliteConnection) => void;
  /** Where there is no connection. */
  readonly fail: (error: unknown) => void;
}
