import type { RevisionObservation, StepObservation } from '../../observe/observation.ts';
import { tableKey } from '../../rows/table-shape.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { ObjectName } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { findRows, isOfBase, nameTable } from './row-table.ts';

/** A table that a failed statement worked on, and how many rows it had. */
export interface FailedTable {
  readonly name: string;
  readonly rows: number;
  /** They were made for the walk, and are not the history's or the user's. */
  readonly isMade: boolean;
  /** The table was there before the pull request. */
  readonly isOfBase: boolean;
}

/** The table of the statement that failed, where the statement tells one. */
export function findFailedTable(step: StepObservation, { rows, made }: RevisionObservation, context: ObservationContext): FailedTable | undefined {
  const stage = step.direction === 'downgrade' ? rows?.upgraded : step.attempt === 2 ? rows?.downgraded : rows?.before;
  const [table] = listFailedTables(step).flatMap((target) => findRows(stage, target) ?? []);
  if (table === undefined) return undefined;
  const known = { schema: table.schema, table: table.name };
  return { name: nameTable(known, context.dialect), rows: table.count, isMade: made?.has(tableKey(table)) === true, isOfBase: isOfBase(known, context) };
}

/** What the failed statement works on: a copy stands for the table that it is made of. */
export function listFailedTables({ statements }: StepObservation): readonly ObjectName[] {
  const failed = statements.find(({ isFailed }) => isFailed);
  return failed === undefined ? [] : listOperations(failed).flatMap(({ target, copy }) => (copy === undefined ? [target] : [copy.from, target]));
}
