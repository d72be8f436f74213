import { UserError } from '../errors.ts';

/** One way to bring a report to people; its failure is told and hurts nothing else. */
export interface Delivery {
  readonly name: string;
  /** What it gives is awaited. */
  readonly run: () => unknown;
}

/** Runs each delivery and gives a sentence for each that failed. */
export async function deliver(deliveries: readonly Delivery[]): Promise<string[]> {
  const failures: string[] = [];
  for (const { name, run } of deliveries) {
    try {
      await run();
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}${error instanceof UserError && error.details !== undefined ? `\n${error.details}` : ''}`);
    }
  }
  return failures;
}
