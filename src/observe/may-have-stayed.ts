import type { Dialect } from '../dialects/dialect.ts';
import { listOperations } from '../sql/find-statement.ts';
import { listKept } from '../sql/list-kept.ts';
import type { StepObservation } from './observation.ts';

/**
 * Whether a step that did not end well may have left something in the database: what its catalog shows, or rows, which are not read.
 * Where nothing is known of it, because Python died with what it had recorded, it may.
 */
export function mayHaveStayed({ outcome, changes, statements, error }: StepObservation, dialect: Dialect): boolean {
  const isUnknown = statements.length === 0 && (outcome === 'timed-out' || error?.type === 'process-exit');
  // The revision had come to its end; what failed then may have come after the commit.
  const isNoted = statements.some((statement) => statement.isBookkeeping && !statement.isFailed && listOperations(statement).some(({ kind }) => isNote.has(kind)));
  return changes.length > 0 || isUnknown || isNoted || listKept(statements, dialect).length > 0;
}

/** What Alembic does when it notes in its version table that a revision was applied, or no longer is. */
const isNote: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);
