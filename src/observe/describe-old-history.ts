import { adviseModule } from '../alembic/advise-module.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Problem } from '../report/report.ts';
import type { RevisionHistory } from '../revisions/history.ts';
import type { BringUpObservation, ProjectObservation } from './observation.ts';

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
  return {
    code: 'old-history',
    what: `The history before the new revisions does not upgrade from an empty database${at}: ${error?.message ?? failed.outcome}.`.replace(/\.\.$/, '.'),
    ...(where === undefined ? {} : { where }),
    remedy: `This is not the new revisions' doing. ${suggestRemedy(failed, dialect)}`,
    ...(error?.traceback === undefined ? {} : { details: error.traceback }),
  };
}

function suggestRemedy({ error }: Pick<BringUpObservation, 'error'>, dialect: Dialect): string {
  const missing = error === undefined ? undefined : dialect.readMissingPrerequisite(error.message);
  if (missing?.setupSql !== undefined) return `The ${missing.kind} ${missing.name} is made by no revision; set \`setup-sql: ${missing.setupSql}\`.`;
  if (missing?.image !== undefined) return `The server lacks the extension ${missing.name}; set \`image: ${missing.image}\`.`;
  return adviseModule(error?.message ?? '') ?? 'Make `alembic upgrade head` work on an empty database, or prepare one with the option `setup-sql`.';
}
