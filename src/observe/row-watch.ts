import type { RowFingerprint } from '../rows/fingerprint.ts';
import { mayChangeRows } from '../sql/list-row-changes.ts';
import type { StepObservation } from './observation.ts';
import type { Workbench } from './workbench.ts';

/** Reads the rows of a walk's database only where statements may have changed those that were there: it costs a query for each table. */
export class RowWatch {
  readonly #bench: Workbench;
  #now: RowFingerprint | undefined;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  /** The rows before a round trip. */
  async begin(): Promise<RowFingerprint> {
    this.#now ??= await this.#bench.readFingerprint();
    return this.#now;
  }

  /**
   * The rows after an upgrade, or after a downgrade that followed it; undefined where neither changed any.
   * @param steps the upgrade and what followed
   */
  async look(steps: readonly StepObservation[]): Promise<RowFingerprint | undefined> {
    return changesRows(steps) ? this.#bench.readFingerprint() : undefined;
  }

  /** Ends a round trip that made these steps. */
  settle(steps: readonly StepObservation[]): void {
    if (changesRows(steps)) this.forget();
  }

  /** The database is another now. */
  forget(): void {
    this.#now = undefined;
  }
}

function changesRows(steps: readonly StepObservation[]): boolean {
  const made = steps[0]?.statements ?? [];
  return steps.some(({ statements }) => mayChangeRows(statements, made));
}
