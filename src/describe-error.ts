import { inspect } from 'node:util';
import { UserError, UserErrors } from './errors.ts';
import { identity } from './identity.ts';
import type { Problem } from './report/report.ts';

/** User errors as problems of the report; undefined for anything else, which is a bug. */
export function listProblems(error: unknown): Problem[] | undefined {
  if (error instanceof UserErrors) return error.errors.map(toProblem);
  return error instanceof UserError ? [toProblem(error)] : undefined;
}

function toProblem({ code, what, where, remedy, details }: UserError): Problem {
  return { code, what, ...(where === undefined ? {} : { where }), remedy, ...(details === undefined ? {} : { details }) };
}

/** A bug as text: its stack with all causes, the version, and where to report it. */
export function describeBug(error: unknown): string {
  const chain = [error];
  for (let cause = causeOf(error); cause !== undefined && !chain.includes(cause); cause = causeOf(cause)) chain.push(cause);
  const stacks = chain.map((one) => (one instanceof Error ? (one.stack ?? one.message) : inspect(one)));
  return [
    'This is a bug of Alembic Gate, not of your project.',
    stacks.join('\ncaused by: '),
    `${identity.name} ${identity.version}, Node ${process.version}, ${process.platform} ${process.arch}`,
    `Please report it with the text above: ${identity.issuesUrl}`,
  ].join('\n\n');
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
