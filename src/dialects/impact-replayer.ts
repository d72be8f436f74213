import type { StatementImpact, StatementObservation } from '../observe/observation.ts';

/** Statements of one step, to be run once more. */
export interface ReplayRequest {
  /** A database of ours in the state before the step, which nobody else uses. */
  readonly database: string;
  /** The one in which they were executed, whose name their texts may have. */
  readonly source: string;
  readonly statements: readonly StatementObservation[];
  /** For one statement. */
  readonly timeoutMs: number;
}

/** What a replay gave. */
export interface Replay {
  /** By the statements' place in the list, from 0. */
  readonly impacts: ReadonlyMap<number, StatementImpact>;
  /** The statement at which it came to an end before the last one, and why. */
  readonly stopped?: { readonly at: number; readonly because: string };
}

/**
 * Runs statements once more on a copy of the database in which they were executed, and asks the server of each change of a table which is
 * the cheapest way to make it that it accepts; by that the change is made, so that the next statement meets what it met at first.
 */
export interface ImpactReplayer {
  /** The places of those statements of a step that change a table which the step has not made. */
  listChanges(statements: readonly StatementObservation[]): readonly number[];
  /** The places of those that run others, which are not seen one by one: a procedure that is called. */
  listUnseen(statements: readonly StatementObservation[]): readonly number[];
  replay(request: ReplayRequest): Promise<Replay>;
}
