import { readLack } from '../alembic/lacks/read-lack.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { readMissing } from './read-missing.ts';
import type { Problem } from '../report/report.ts';
import type { RevisionHistory } from '../revisions/history.ts';
import type { ProjectObservation } from './observation.ts';

/**
 * The problem of a history that fails before any new revision: it is not this pull request's, and nothing new could be looked at.
 * Undefined where the merge base was reached.
 */
export function describeOldHistory({ bringUp, fresh }: ProjectObservation, { newRevisions }: RevisionHistory, dialect: Dialect): Problem | undefined {
  const failed = bringUp.outcome === 'applied' && newRevisions.size === 0 && fresh?.outcome !== 'applied' ? (fresh ?? bringUp) : bringUp;
  if (failed.outcome === 'applied' || failed.outcome === 'skipped') return undefined;
  const { error, failedRevision } = failed;
  const at = failedRevision === undefined ? '' : ` at revision ${failedRevision}`;
  const where = error?.file === undefined ? undefined : `${error.file}${error.line === undefined ? '' : `:${String(error.line)}`}`;
  const details = error?.traceback === undefined ? {} : { details: error.traceback };
  const lack = error === undefined ? undefined : readLack(error);
  if (lack !== undefined) return { code: 'env-py', what: lack.what, ...(where === undefined ? {} : { where }), remedy: lack.remedy, ...details };
  const missing = error === undefined ? undefined : readMissing(error, dialect);
  return {
    code: 'old-history',
    what: `The history before the new revisions does not upgrade from an empty database${at}: ${error?.message ?? failed.outcome}.`.replace(/\.\.$/, '.'),
    ...(where === undefined ? {} : { where }),
    remedy: `This is not the new revisions' doing. ${missing?.remedy ?? 'Make `alembic upgrade head` work on an empty database, or prepare one with the option `setup-sql`; or let a new one begin later, with `baseline-sql` and `baseline`, or with `baseline: models`.'}`,
    ...details,
  };
}
