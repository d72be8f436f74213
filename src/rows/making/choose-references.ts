import type { KeyPool } from '../key-pool.ts';
import type { FillStep } from '../plan/order-tables.ts';
import type { ReferencePlan } from '../plan/table-plan.ts';
import type { RowValue } from '../row-value.ts';

/** The columns of a row that refer to other rows; undefined where these parents do not go together. */
export function chooseReferences(step: FillStep, pool: KeyPool, row: number, attempt: number, isNull: (reference: ReferencePlan) => boolean): Map<string, RowValue> | undefined {
  const values = new Map<string, RowValue>();
  let shift = attempt;
  for (const reference of step.references) {
    const tuples = pool.tuplesOf(reference.target, reference.targetColumns);
    const fitting = tuples.filter((tuple) => reference.columns.every((column, index) => isFree(values.get(column), tuple[index])));
    const canBeNull = reference.nullColumns.some((column) => !values.has(column));
    if (canBeNull && (fitting.length === 0 || isNull(reference))) {
      setNull(values, reference);
      continue;
    }
    const place = reference.isShared ? Math.floor(row / 2) : row;
    const tuple = fitting[(place + (shift % Math.max(1, fitting.length))) % Math.max(1, fitting.length)];
    shift = Math.floor(shift / Math.max(1, fitting.length));
    if (tuple !== undefined) reference.columns.forEach((column, index) => values.set(column, { kind: 'sql', sql: tuple[index] ?? 'NULL' }));
    else if (!reference.isSoft && !isMissing(reference, values)) return undefined;
  }
  for (const reference of step.postponed) setNull(values, reference);
  return values;
}

function isFree(taken: RowValue | undefined, sql: string | undefined): boolean {
  return taken === undefined || (taken.kind === 'sql' && taken.sql === sql);
}

/** One NULL is enough for a reference to count as met, unless it is full; then all of its columns may be NULL. */
function setNull(values: Map<string, RowValue>, { nullColumns }: ReferencePlan): void {
  for (const column of nullColumns) if (!values.has(column)) values.set(column, { kind: 'null' });
}

function isMissing({ columns }: ReferencePlan, values: ReadonlyMap<string, RowValue>): boolean {
  return columns.some((column) => values.get(column)?.kind === 'null');
}

/** Why a table cannot be filled for want of rows that it has to refer to. */
export function explainMissing(step: FillStep, pool: KeyPool): string | undefined {
  const missing = step.references.find(({ isSoft, nullColumns, target, targetColumns }) => !isSoft && nullColumns.length === 0 && pool.tuplesOf(target, targetColumns).length === 0);
  return missing === undefined ? undefined : `its column ${missing.columns.join(', ')} has to refer to ${missing.targetName}, which has no rows`;
}
