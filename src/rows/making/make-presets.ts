import { chooseDemand } from './choose-demand.ts';
import type { TablePlan } from '../plan/table-plan.ts';
import type { ColumnShape } from '../table-shape.ts';
import type { FillStep, FillUnit } from '../plan/order-tables.ts';
import type { RowValue } from '../row-value.ts';
import { makeColumn } from './make-column.ts';
import { TakenValues } from './taken-values.ts';
import type { MadeRow } from './variation.ts';

/**
 * Keys that we give ourselves, so that rows of one insert can refer to each other: each row to that of the same place in the other table.
 * A numbered column gets its numbers from us as well, far from those that a history would write itself, wherever it may.
 * @param isRing rows of a table that refers to itself refer to the next one
 */
export function makePresets(unit: FillUnit, step: FillStep, rows: number, isRing: boolean): (row: number) => MadeRow {
  const steps = new Map(unit.tables.map((table) => [table.plan.key, table]));
  const referred = unit.tables.flatMap(({ circular }) => circular.filter(({ target }) => target === step.plan.key).flatMap(({ targetColumns }) => targetColumns));
  const isNeeded = ({ name }: ColumnShape): boolean => referred.includes(name) || step.plan.columns.length === 0;
  const counters = step.plan.shape.columns.filter((column) => (column.made === 'always' ? isNeeded(column) : column.made === 'counter' && (isNeeded(column) || canCountFar(column, step.plan))));
  const outside = step.circular.filter(({ target }) => target !== step.plan.key);
  const inside = isRing ? step.circular.filter(({ target }) => target === step.plan.key) : [];
  if (inside.length === 0 && counters.length === 0 && outside.length === 0 && !isReferredFromOutside(unit, step)) return () => new Map();
  const made = new Map<FillStep, Map<string, readonly RowValue[]>>();
  const makeKey = (other: FillStep, column: string, row: number): RowValue => {
    const ofStep = made.get(other) ?? new Map<string, readonly RowValue[]>();
    const keys = ofStep.get(column) ?? makeKeys(other, column, rows);
    made.set(other, ofStep.set(column, keys));
    return keys[row] ?? count(row);
  };
  return (row) => {
    const values = new Map<string, RowValue>(counters.map((column) => [column.name, count(canCountFar(column, step.plan) ? farAway + row : row)]));
    for (const column of new Set(listReferredFromOutside(unit, step))) values.set(column, makeKey(step, column, row));
    for (const { columns, targetColumns } of inside) {
      for (const [index, column] of columns.entries()) {
        const targetColumn = targetColumns[index] ?? '';
        // Both rows have what is part of the key and the reference at once.
        if (targetColumn === column) continue;
        values.set(targetColumn, makeKey(step, targetColumn, row));
        values.set(column, makeKey(step, targetColumn, (row + 1) % rows));
      }
    }
    for (const { columns, target, targetColumns } of outside) {
      const other = steps.get(target);
      columns.forEach((column, index) => other === undefined || values.set(column, makeKey(other, targetColumns[index] ?? '', row)));
    }
    return values;
  };
}

/** Where a history numbers rows itself it begins at 1: such a revision is not to trip over rows that we have made up. */
const farAway = 1000;

/** Whether a numbered column may begin elsewhere than the server would. */
function canCountFar({ name, type }: ColumnShape, { conditions, partitions, exclusions }: TablePlan): boolean {
  if (type.kind !== 'integer' || type.max < 2n * BigInt(farAway)) return false;
  return ![...conditions, ...partitions.flat()].some(({ columns }) => columns.includes(name)) && !exclusions.some(({ elements }) => elements.some(({ column }) => column === name));
}

function listReferredFromOutside(unit: FillUnit, { plan }: FillStep): readonly string[] {
  return unit.tables.filter((table) => table.plan !== plan).flatMap(({ circular }) => circular.flatMap(({ target, targetColumns }) => (target === plan.key ? targetColumns : [])));
}

function isReferredFromOutside(unit: FillUnit, step: FillStep): boolean {
  return listReferredFromOutside(unit, step).length > 0;
}

/** A key for each row, each different from those before as far as can be; the same wherever they are asked for. */
function makeKeys({ plan }: FillStep, column: string, rows: number): readonly RowValue[] {
  const own = plan.columns.find(({ shape }) => shape.name === column);
  const taken = new TakenValues([]);
  const demand = chooseDemand(plan, 0)?.columns.get(column);
  return Array.from({ length: rows }, (_, row) => {
    const value = own === undefined ? undefined : makeColumn(own, { row, rows, attempt: 0, demand, edge: undefined, taken, isDistinct: false, isTame: false });
    if (value !== undefined) taken.add(new Map([[column, value]]));
    return value ?? count(row);
  });
}

function count(row: number): RowValue {
  return { kind: 'number', digits: String(row + 1) };
}
