import type { Catalog } from '../../catalog/model.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { ObjectName, Operation, OperationKind } from '../../sql/operation.ts';
import type { FoundProblem, ObservationContext } from '../check.ts';
import { agreeWith, listUpgrades, locateStatement } from './find-destruction.ts';

/** Statements of new revisions that take rows from a table of the base; only a statement tells, as the catalog has no rows. */
export function findRowLoss(context: ObservationContext, check: string, kinds: readonly OperationKind[], describe: (operation: Operation) => string): FoundProblem[] {
  return listUpgrades(context).flatMap(({ revision, step }) =>
    step.statements
      .filter(({ isBookkeeping }) => !isBookkeeping)
      .flatMap((statement) =>
        listOperations(statement)
          .filter((operation) => kinds.includes(operation.kind) && hasTableAtBase(operation.target, context.observation.base))
          .map((operation) => ({
            revision,
            ...locateStatement(revision, statement, context),
            message: describe(operation),
            remedy: agreeWith('Keep what is deleted elsewhere, or do it outside of a deployment, where it can be looked at first.', check),
            evidence: { sql: statement.sql },
            identity: [revision, operation.kind, operation.target.name, ...(operation.member === undefined ? [] : [operation.member])],
          })),
      ),
  );
}

/** Whether a table that a statement names stood at the merge base; a schema that the statement leaves out is any, and the case of letters is not looked at. */
function hasTableAtBase({ schema, name }: ObjectName, base: Catalog | undefined): boolean {
  const tables = [...(base?.objects.values() ?? [])].filter((object) => object.kind === 'table' && (schema === undefined || object.schema === schema));
  return tables.some((table) => table.name.toLowerCase() === name.toLowerCase());
}
