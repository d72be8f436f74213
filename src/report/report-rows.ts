import { nameTable } from '../checks/rows/row-table.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { RowsObservation } from '../observe/observation.ts';
import type { FilledTable, UnfilledTable } from '../rows/fill-request.ts';
import type { RowsReport } from './report.ts';

/** Which tables had rows made for them, and which could not. */
export function reportRows({ filling: { filled, unfilled } }: RowsObservation, dialect: Pick<Dialect, 'defaultSchema'>): RowsReport {
  const tell = ({ schema, name: table }: FilledTable | UnfilledTable): string => nameTable({ schema, table }, dialect);
  // A table that lost its rows is filled again, and so is one that comes again after a failure.
  const rows = new Map(filled.map((table) => [tell(table), table.rows]));
  const reasons = new Map(unfilled.map((table) => [tell(table), table.reason]));
  return {
    filled: [...rows].map(([table, count]) => ({ table, rows: count })),
    unfilled: [...reasons].filter(([table]) => !rows.has(table)).map(([table, reason]) => ({ table, reason })),
  };
}
