import type { StatementObservation } from '../../observe/observation.ts';
import { isSameName } from '../../catalog/same-name.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { Operation } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { isOfBase } from '../rows/row-table.ts';
import { listRowTrips } from '../rows/row-trips.ts';
import { findStep } from '../round-trip/step-place.ts';
import { isNamed } from './list-references.ts';
import { listLossesAlong } from './list-rows-along.ts';
import type { LossAlong } from './list-rows-along.ts';
import { tellTakingAlong } from './list-unread-losses.ts';
import type { TakingAlong } from './list-unread-losses.ts';

/** Values of a column of the base that an upgrade made NULL by a foreign key with ON DELETE SET NULL, though no statement speaks of them. */
export interface EmptiedReference extends LossAlong {
  readonly revision: string;
  readonly column: string;
  readonly statement: StatementObservation;
  /** The table to whose rows the values referred. */
  readonly referred: string;
  readonly way: TakingAlong;
}

/**
 * References to rows of a table that is dropped, as a table is that gives way to its copy, or whose rows are replaced. A DELETE or TRUNCATE tells of its own.
 * https://sqlite.org/lang_droptable.html
 */
export function listEmptiedReferences(context: ObservationContext): readonly EmptiedReference[] {
  return listRowTrips(context).flatMap((trip): EmptiedReference[] => {
    const step = findStep(trip, 'upgrade', 1);
    const statements = step?.outcome === 'applied' ? step.statements.filter(({ isBookkeeping }) => !isBookkeeping) : [];
    const found = statements.flatMap((statement) =>
      listOperations(statement).flatMap((operation) => {
        if (!takesRows(operation, statement)) return [];
        const way = tellTakingAlong(statements, operation);
        return listLossesAlong(context, trip.revision, operation).flatMap((loss): EmptiedReference[] => {
          const { column } = loss;
          return column === undefined || !isOfBase(loss, context) || isWritten(statements, loss) ? [] : [{ ...loss, column, revision: trip.revision, statement, referred: operation.target.name, way }];
        });
      }),
    );
    return found.filter((one, index) => found.findIndex((other) => one.schema === other.schema && one.table === other.table && one.column === other.column) === index);
  });
}

function takesRows({ kind }: Operation, { sql }: StatementObservation): boolean {
  return kind === 'drop-table' || (kind === 'insert' && /\bREPLACE\b/i.test(sql));
}

/** Whether a statement of the revision writes to the column itself. */
function isWritten(statements: readonly StatementObservation[], { schema, table, column }: LossAlong): boolean {
  return statements.flatMap(listOperations).some(({ kind, target, assigned = [] }) => kind === 'update' && isNamed(target, { schema, name: table }) && assigned.some((one) => isSameName(one.column, column)));
}
