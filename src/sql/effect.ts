import type { OperationKind } from './operation.ts';

/** An effect whose statement is looked for. */
export interface Effect {
  /** What may have done it, the most direct first. */
  readonly kinds: readonly OperationKind[];
  readonly schema: string | null;
  /** Name of the table, type, view …; a function's without its arguments. */
  readonly target: string;
  /** Column, constraint, index, trigger or label, where the effect is one inside the target. */
  readonly member?: string;
}
