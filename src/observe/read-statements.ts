import type { StepResult } from '../alembic/runner.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { StatementObservation } from './observation.ts';

/** Adds to each executed statement what its text says. `dialect.loadParser` must have been awaited. */
export function readStatements(statements: StepResult['statements'], dialect: Dialect): StatementObservation[] {
  return statements.map((statement) => ({ ...statement, parsed: dialect.parseStatement(statement.sql) }));
}
