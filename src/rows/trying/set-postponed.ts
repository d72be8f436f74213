import type { KeyPool } from '../key-pool.ts';
import type { FillStep } from '../plan/order-tables.ts';
import type { ReferencePlan, TablePlan } from '../plan/table-plan.ts';
import type { RowSession, RowUpdate } from '../row-session.ts';

/**
 * Lets rows refer to others that were not there when they were inserted: all but one of each table. What the server refuses stays NULL.
 * The pool holds the rows as they are by now.
 */
export async function setPostponed(session: RowSession, steps: readonly FillStep[], pool: KeyPool): Promise<void> {
  let updates = steps.flatMap(({ plan, postponed }) => postponed.flatMap((reference) => writeUpdates(plan, reference, pool)));
  while (updates.length > 0) {
    const refusal = await session.change(updates);
    if (refusal === undefined) return;
    // Others of the same reference would most likely be refused as well.
    const refused = updates[refusal.index];
    const isSame = (update: RowUpdate): boolean => update.table === refused?.table && update.set.map(({ column }) => column).join('\0') === refused.set.map(({ column }) => column).join('\0');
    updates = refused === undefined ? [] : updates.filter((update) => !isSame(update));
  }
}

/** The columns by which rows of a table can be told, where they have to be; undefined: there are none. */
export function chooseHandle({ keys, columns, shape }: TablePlan): readonly string[] | undefined {
  const isThere = (column: string): boolean => columns.find((plan) => plan.shape.name === column)?.isNullable === false || shape.columns.find(({ name }) => name === column)?.made !== undefined;
  return (keys.find(({ isSoft, columns: own }) => !isSoft && own.every(isThere)) ?? keys.find(({ isSoft }) => !isSoft))?.columns;
}

function writeUpdates(plan: TablePlan, reference: ReferencePlan, pool: KeyPool): readonly RowUpdate[] {
  const handle = chooseHandle(plan);
  if (handle === undefined) return [];
  const { columns, target, targetColumns, nullColumns } = reference;
  const isSelf = target === plan.key;
  const isUnique = plan.keys.some((key) => key.columns.every((column) => columns.includes(column)));
  const used = new Set<string>();
  return pool.rowsOf(plan.key).flatMap((row, place): RowUpdate[] => {
    const isTold = handle.every((column) => !/^NULL\b/i.test(row.get(column) ?? 'NULL'));
    if (place === 0 || !isTold) return [];
    const kept = columns.flatMap((column, index) => (nullColumns.includes(column) ? [] : [{ column, index }]));
    const fitting = pool.tuplesOf(target, targetColumns).filter((tuple) => kept.every(({ column, index }) => tuple[index] === row.get(column)) && !(isUnique && used.has(tuple.join('\0'))));
    // The row before, so that rows hang below each other and none below itself.
    const own = isSelf ? targetColumns.map((column) => row.get(column) ?? 'NULL').join('\0') : '';
    const at = fitting.findIndex((tuple) => tuple.join('\0') === own);
    const tuple = isSelf ? fitting[at > 0 ? at - 1 : kept.length > 0 ? at : -1] : fitting[place % Math.max(1, fitting.length)];
    if (tuple === undefined) return [];
    used.add(tuple.join('\0'));
    return [
      {
        kind: 'update',
        table: plan.shape,
        set: columns.flatMap((column, index) => (nullColumns.includes(column) ? [{ column, value: { kind: 'sql', sql: tuple[index] ?? 'NULL' } as const }] : [])),
        where: handle.map((column) => ({ column, value: { kind: 'sql', sql: row.get(column) ?? 'NULL' } as const })),
      },
    ];
  });
}
