import type { Dialect } from '../dialects/dialect.ts';
import type { RowsObservation } from '../observe/observation.ts';
import type { RowsReport } from './report.ts';

interface NamedTable {
  readonly schema: string | null;
  readonly name: string;
}

/** Which tables had rows made for them, and which could not. */
export function reportRows({ filling: { filled, unfilled } }: RowsObservation, dialect: Pick<Dialect, 'defaultSchema'>): RowsReport {
  const nameTable = ({ schema, name }: NamedTable): string => (schema === null || schema === dialect.defaultSchema ? name : `${schema}.${name}`);
  // A table that lost its rows is filled again, and so is one that comes again after a failure.
  const rows = new Map(filled.map((table) => [nameTable(table), table.rows]));
  const reasons = new Map(unfilled.map((table) => [nameTable(table), table.reason]));
  return {
    filled: [...rows].map(([table, count]) => ({ table, rows: count })),
    unfilled: [...reasons].filter(([table]) => !rows.has(table)).map(([table, reason]) => ({ table, reason })),
  };
}
