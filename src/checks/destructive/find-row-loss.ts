import type { Catalog } from '../../catalog/model.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { ObjectName, Operation } from '../../sql/operation.ts';
import type { FoundProblem, ObservationContext } from '../check.ts';
import { agreeWith, listUpgrades, locateStatement } from './find-destruction.ts';

/** Statements of new revisions that take rows from a table of the base; only a statement tells, as the catalog has no rows. */
export function findRowLoss(context: ObservationContext, check: string, kind: 'delete' | 'truncate', describe: (operation: Operation) => string): FoundProblem[] {
  return listUpgrades(context).flatMap(({ revision, step }) =>
    step.statements
      .filter(({ isBookkeeping }) => !isBookkeeping)
      .flatMap((statement) =>
        listOperations(statement)
          .filter((operation) => operation.kind === kind && hasTableAtBase(operation.target, context.observation.base))
          .map((operation) => ({
            revision,
            ...locateStatement(revision, statement, context),
            message: describe(operation),
            remedy: agreeWith('Keep what is deleted elsewhere, or do it outside of a deployment, where it can be looked at first.', check),
            evidence: { sql: statement.sql },
            identity: [revision, kind, operation.target.name],
          })),
      ),
  );
}

/** Whether a table that a statement names stood at the merge base; a schema that the statement leaves out is any. */
function hasTableAtBase(name: ObjectName, base: Catalog | undefined): boolean {
  return [...(base?.objects.values() ?? [])].some(
    (object) => object.kind === 'table' && object.name === name.name && (name.schema === undefined || object.schema === name.schema),
  );
}
