import type { StepResult } from '../alembic/runner.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { ObjectName, Operation, ParsedStatement } from '../sql/operation.ts';
import type { StatementObservation } from './observation.ts';

/**
 * Adds to each executed statement what its text says. `dialect.loadParser` must have been awaited.
 * @param database the throw-away database, which a project that asks for its own database's name writes as a schema, and the catalog does not
 */
export function readStatements(statements: StepResult['statements'], dialect: Dialect, database: string): StatementObservation[] {
  return statements.map((statement) => ({ ...statement, parsed: leaveOutSchema(dialect.parseStatement(statement.sql), database) }));
}

function leaveOutSchema(statement: ParsedStatement, database: string): ParsedStatement {
  if (!statement.parsed) return statement;
  const shorten = (name: ObjectName): ObjectName => (name.schema === database ? { ...name, schema: undefined } : name);
  const operations = statement.operations.map((operation): Operation => {
    const { target, copy } = operation;
    return { ...operation, target: shorten(target), ...(copy === undefined ? {} : { copy: { ...copy, from: shorten(copy.from) } }) };
  });
  return { ...statement, operations };
}
