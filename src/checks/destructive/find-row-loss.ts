import type { StatementObservation } from '../../observe/observation.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { Operation, OperationKind } from '../../sql/operation.ts';
import type { FoundProblem, ObservationContext } from '../check.ts';
import { countLostRows } from '../rows/count-lost.ts';
import { findRows } from '../rows/row-table.ts';
import { findRowTrip } from '../rows/row-trips.ts';
import { findStep } from '../round-trip/step-place.ts';
import { sayCount } from '../../say-count.ts';
import { agreeWith, locateStatement } from './find-destruction.ts';
import { isNamed } from './list-references.ts';
import { isSameLoss, listRowLosses } from './list-row-losses.ts';
import type { RowLossOperation } from './list-row-losses.ts';
import { listEmptiedAlong, listLossesAlong, tellLossesAlong } from './list-rows-along.ts';
import { nameStatement } from './name-statement.ts';

/** Every kind of operation that takes rows. */
export const rowTakers: readonly OperationKind[] = ['delete', 'truncate', 'drop-partition', 'drop-table'];

/** A finding for each line that takes rows of a table, with what went along. */
export function findRowLoss(context: ObservationContext, check: string, kinds: readonly OperationKind[], describe: (operation: Operation, statement: StatementObservation) => string): FoundProblem[] {
  const all = listRowLosses(context, rowTakers);
  const lines = all.filter((loss, index) => all.findIndex((other) => isSameLoss(loss, other)) === index);
  return lines
    .filter(({ operation }) => kinds.includes(operation.kind))
    .map((loss) => {
      const { revision, operation, statement } = loss;
      const along = listLossesAlong(context, revision, operation);
      return {
        revision,
        ...locateStatement(revision, statement, context),
        message: `${describe(operation, statement)}${countTaken(context, loss, lines)}${tellLossesAlong(along)}`,
        remedy: agreeWith('Keep what is deleted elsewhere, or do it outside of a deployment, where it can be looked at first.', check),
        evidence: { sql: statement.sql },
        identity: [revision, operation.kind, operation.target.name, ...(operation.member === undefined ? [] : [operation.member])],
        // One line may run many statements.
        operation: [
          ...new Set(all.filter((other) => isSameLoss(loss, other)).map((other) => nameStatement(other.statement.sql))),
          ...[...listEmptiedAlong(context, operation), ...along.map(({ table, column }) => JSON.stringify([table, column]))].sort(),
        ],
      };
    });
}

/** How many rows a line took from a table: where several did, as far as the driver counted them. */
function countTaken(context: ObservationContext, loss: RowLossOperation, lines: readonly RowLossOperation[]): string {
  const { revision, operation } = loss;
  const { target } = operation;
  const isAlone = !lines.some((other) => other !== loss && other.revision === revision && isNamed(other.operation.target, { schema: target.schema ?? null, name: target.name }));
  const whole = countLostRows(context, revision, target);
  if (isAlone || whole === '') return whole;
  const trip = findRowTrip(context, revision);
  const counted = (trip === undefined ? undefined : findStep(trip, 'upgrade', 1))?.statements.flatMap((statement) => {
    const operations = listOperations(statement);
    return operations.length === 1 && operations.some((one) => isSameLoss({ revision, operation: one, statement }, loss)) ? [statement.rowCount] : [];
  });
  const before = findRows(trip?.rows?.before, target)?.count ?? 0;
  if (counted === undefined || counted.length === 0 || counted.includes(undefined)) return whole;
  const taken = counted.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return taken === 0 ? '' : ` On the walk with rows ${String(taken)} of ${sayCount(before, 'row')} went.`;
}
