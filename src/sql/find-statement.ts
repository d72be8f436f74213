import type { StatementObservation } from '../observe/observation.ts';
import type { Operation, OperationKind } from './operation.ts';

/** An effect whose statement is looked for. */
export interface Effect {
  readonly kinds: readonly OperationKind[];
  readonly schema: string | null;
  /** Name of the table, type, view …; a function's without its arguments. */
  readonly target: string;
  /** Column, constraint, trigger or label, where the effect is one inside the target. */
  readonly member?: string;
}

/**
 * The statement that had an effect: the first whose operation names it. A schema left out in the statement is any. Where none
 * names it (a DO block, a function, a cascade), the last procedural or cascading one is given, because it can only have been that.
 */
export function findStatement(statements: readonly StatementObservation[], effect: Effect): StatementObservation | undefined {
  const exact = statements.find((statement) => listOperations(statement).some((operation) => names(operation, effect)));
  if (exact !== undefined) return exact;
  const indirect = statements.filter((statement) =>
    listOperations(statement).some(({ kind, flags }) => kind === 'procedural' || kind === 'drop-owned' || flags.includes('cascade')),
  );
  return indirect.at(-1);
}

export function listOperations(statement: StatementObservation): readonly Operation[] {
  return statement.parsed.parsed ? statement.parsed.operations : [];
}

function names({ kind, target, member }: Operation, effect: Effect): boolean {
  return (
    effect.kinds.includes(kind) &&
    target.name === effect.target &&
    (target.schema === undefined || effect.schema === null || target.schema === effect.schema) &&
    (effect.member === undefined || member === undefined || member === effect.member)
  );
}
