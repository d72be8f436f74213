import type { RowStages, StepObservation } from '../../observe/observation.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { ObjectName } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { findRows, nameTable } from './row-table.ts';

/** A table that a failed statement worked on, and how many rows it had. */
export interface FailedTable {
  readonly name: string;
  readonly rows: number;
  /** They were made for the walk, and are not the history's or the user's. */
  readonly isMade: boolean;
}

/** The table of the statement that failed, where the statement tells one. */
export function findFailedTable(step: StepObservation, rows: RowStages | undefined, { dialect, observation }: ObservationContext): FailedTable | undefined {
  const stage = step.direction === 'downgrade' ? rows?.upgraded : step.attempt === 2 ? rows?.downgraded : rows?.before;
  const [table] = listFailedTables(step).flatMap((target) => findRows(stage, target) ?? []);
  if (table === undefined) return undefined;
  const isMade = observation.rows?.filling.filled.some(({ schema, name }) => schema === table.schema && name === table.name) === true;
  return { name: nameTable({ schema: table.schema, table: table.name }, dialect), rows: table.count, isMade };
}

/** What the failed statement works on: a copy stands for the table that it is made of. */
export function listFailedTables({ statements }: StepObservation): readonly ObjectName[] {
  const failed = statements.find(({ isFailed }) => isFailed);
  return failed === undefined ? [] : listOperations(failed).flatMap(({ target, copy }) => (copy === undefined ? [target] : [copy.from, target]));
}
