import { KeyPool } from './key-pool.ts';
import { orderTables } from './plan/order-tables.ts';
import { planTable } from './plan/plan-table.ts';
import type { RowChange, RowInsert, RowSession } from './row-session.ts';
import type { TableShape } from './table-shape.ts';
import { tableKey } from './table-shape.ts';
import { fillRound } from './trying/try-rows.ts';
import { loadFaker } from './values/load-faker.ts';

/** A table and the columns of it that are given values; all others are left to the server. */
export interface TrialTable {
  readonly table: TableShape;
  readonly columns: readonly string[];
}

/** Rows that are there to be referred to. */
const maxParents = 100;
/** Others than those that tables are filled with. */
const seed = 2;

/**
 * One more row for each table that the server takes, beside the rows that are in it, by `tableKey`; none for a table that takes no such row.
 * Each was tried and taken back. Its rows refer to rows that are in the database.
 * @param wanted tables as they are now
 */
export async function findTrialRows(session: RowSession, tables: readonly TableShape[], wanted: readonly TrialTable[]): Promise<ReadonlyMap<string, RowInsert>> {
  const faker = await loadFaker();
  const byKey = new Map(tables.map((table) => [tableKey(table), table]));
  const plans = wanted.map(({ table, columns }) => planTable(keepColumns(table, columns), [], byKey, faker, { lexis: session.lexis, seed, rows: 1, referredBy: new Map() }));
  const steps = plans.flatMap((plan) => orderTables([plan]).flat());
  const references = steps.flatMap(({ tables: own }) => own.flatMap((step) => [...step.references, ...step.circular]));
  const referred = Map.groupBy(references, ({ target }) => target);
  const columnsOf = new Map([...referred].map(([key, own]) => [key, [...new Set(own.flatMap(({ targetColumns }) => targetColumns))]]));
  const pool = new KeyPool(session, columnsOf, maxParents);
  await pool.read(tables);

  const taken = new Map<string, RowInsert>();
  const trying: RowSession = { ...session, change: (changes) => tryAndNote(session, changes, taken) };
  // All at once: none refers to a row that is tried, because that is taken back.
  await fillRound(steps, { session: trying, pool, rows: 1, style: 'plain' }, new Map());
  return taken;
}

async function tryAndNote(session: RowSession, changes: readonly RowChange[], taken: Map<string, RowInsert>): ReturnType<RowSession['change']> {
  const refusal = await session.tryChange(changes);
  if (refusal !== undefined) return refusal;
  for (const change of changes) if (change.kind === 'insert') taken.set(tableKey(change.table), change);
  return undefined;
}

/** A table as one knows it who knows only some of its columns. */
function keepColumns(table: TableShape, columns: readonly string[]): TableShape {
  const isKept = (names: readonly string[]): boolean => names.every((name) => columns.includes(name));
  return {
    ...table,
    columns: table.columns.filter(({ name }) => columns.includes(name)),
    keys: table.keys.filter((key) => isKept(key.columns)),
    foreignKeys: table.foreignKeys.filter((key) => isKept(key.columns)),
    hasRows: false,
  };
}
