import type { Dialect } from '../dialects/dialect.ts';
import type { StatementObservation } from '../observe/observation.ts';
import { listWorking } from './find-statement.ts';

const endsTransaction = /^\s*(COMMIT|END)\b/i;

/**
 * The statements of a failed step whose work may have stayed: those that were committed by themselves, by a later statement that commits
 * whatever was done before it, or by the revision. The last of these may be the one that failed.
 */
export function listKept(statements: readonly StatementObservation[], dialect: Pick<Dialect, 'commitsItself'>): readonly StatementObservation[] {
  const last = statements.findLastIndex((statement) => dialect.commitsItself(statement) || (!statement.isFailed && endsTransaction.test(statement.sql)));
  return listWorking(statements.slice(0, last + 1)).filter(({ isFailed }) => !isFailed);
}
