import type { StepResult } from '../alembic/runner.ts';
import type { Catalog } from '../catalog/model.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { ObjectName, Operation, ParsedStatement } from '../sql/operation.ts';
import type { StatementObservation } from './observation.ts';

/**
 * Adds to each executed statement what its text says. `dialect.loadParser` must have been awaited.
 * @param before the catalog before them, where it was measured what each asks of a database in use
 * @param database the throw-away database, which a project that asks for its own database's name writes as a schema, and the catalog does not
 */
export function readStatements(statements: StepResult['statements'], dialect: Dialect, database: string, before?: Catalog): StatementObservation[] {
  return statements.map(({ reading, ...executed }) => {
    const statement = { ...executed, parsed: leaveOutSchema(dialect.parseStatement(executed.sql), database) };
    const impact = before === undefined ? undefined : dialect.readImpact?.(statement, reading, before);
    return impact === undefined ? statement : { ...statement, impact };
  });
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
