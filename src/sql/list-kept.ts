import type { Dialect } from '../dialects/dialect.ts';
import type { StatementObservation } from '../observe/observation.ts';
import { listWorking } from './find-statement.ts';

const commits = /^\s*(COMMIT|END)\b/i;
const rollsBack = /^\s*ROLLBACK\b/i;

/**
 * Whether what was done before a statement, or by it, stays when its step ends right after it: also where the statement itself does nothing but
 * commit, or only reads when no transaction is open any more.
 */
export function keepsWork(statement: StatementObservation, dialect: Pick<Dialect, 'commitsItself'>): boolean {
  if (rollsBack.test(statement.sql)) return false;
  return dialect.commitsItself(statement) || (!statement.isFailed && (commits.test(statement.sql) || statement.isAutocommit));
}

/**
 * The statements of a failed step whose work may have stayed: those that were committed by themselves, by a later statement that commits
 * whatever was done before it, or by the revision. The last of these may be the one that failed.
 */
export function listKept(statements: readonly StatementObservation[], dialect: Pick<Dialect, 'commitsItself'>): readonly StatementObservation[] {
  const last = statements.findLastIndex((statement) => keepsWork(statement, dialect));
  return listWorking(statements.slice(0, last + 1)).filter(({ isFailed }) => !isFailed);
}
