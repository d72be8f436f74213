import { findTrialRows } from '../../rows/find-trial-rows.ts';
import type { RowInsert, RowRefusal, RowSession } from '../../rows/row-session.ts';
import { tableKey } from '../../rows/table-shape.ts';
import type { TableShape } from '../../rows/table-shape.ts';

/** Why a table does not take a row that it took before. */
export interface RefusedInsert {
  readonly insert: RowInsert;
  readonly refusal: RowRefusal;
  /** Rows with other values are taken, with the same columns. */
  readonly takesOthers: boolean;
}

/**
 * Tries rows that were taken before on the tables as they are now.
 * @param tables as they are now
 */
export async function tryInserts(session: RowSession, inserts: readonly RowInsert[], tables: readonly TableShape[]): Promise<readonly RefusedInsert[]> {
  const refused: RefusedInsert[] = [];
  let rest = inserts.map((insert) => renewTable(insert, tables));
  while (rest.length > 0) {
    const first = await session.tryChange(rest);
    const insert = first === undefined ? undefined : rest[first.index];
    if (insert === undefined) break;
    rest = rest.filter((one) => one !== insert);
    // What is looked at when all are there may be another's fault.
    const refusal = await session.tryChange([insert]);
    if (refusal === undefined || refusal.tookTooLong === true) continue;
    const table = tables.find((one) => tableKey(one) === tableKey(insert.table));
    const others = table === undefined ? undefined : await findTrialRows(session, tables, [{ table, columns: insert.columns }]);
    const takesOthers = others !== undefined && others.size > 0;
    // The rows that it refers to are others now.
    if (takesOthers && table?.foreignKeys.some(({ name }) => name === refusal.constraint) === true) continue;
    refused.push({ insert, refusal, takesOthers });
  }
  return refused;
}

/** With the rules of the table as it is now, of which a refusal may speak; what is written is written in the columns' types as they were. */
function renewTable(insert: RowInsert, tables: readonly TableShape[]): RowInsert {
  const now = tables.find((one) => tableKey(one) === tableKey(insert.table));
  if (now === undefined) return insert;
  const columns = now.columns.map((column) => insert.table.columns.find(({ name }) => name === column.name) ?? column);
  return { ...insert, table: { ...now, columns: [...columns, ...insert.table.columns.filter(({ name }) => columns.every((column) => column.name !== name))] } };
}
