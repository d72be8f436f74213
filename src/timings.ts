import type { Timing } from './report/report.ts';

/** Collects how long the chapters of a run took. */
export class Timings {
  readonly #timings: Timing[] = [];

  /** Runs `work` and notes its time under `what`, also when it throws. */
  async measure<T>(what: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#timings.push({ what, durationMs: performance.now() - started });
    }
  }

  list(): readonly Timing[] {
    return this.#timings;
  }
}
