import type { FillRequest, FillResult } from './fill-request.ts';
import { KeyPool } from './key-pool.ts';
import { orderTables } from './plan/order-tables.ts';
import type { FillStep } from './plan/order-tables.ts';
import { planTable } from './plan/plan-table.ts';
import type { TablePlan } from './plan/table-plan.ts';
import type { TableShape } from './table-shape.ts';
import { tableKey } from './table-shape.ts';
import { chooseHandle, setPostponed } from './trying/set-postponed.ts';
import { fillRound } from './trying/try-rows.ts';
import type { Outcomes } from './trying/try-rows.ts';
import { loadFaker } from './values/load-faker.ts';

/** Parents that are read of tables that had rows before: more are not needed. */
const maxParents = 1000;

/**
 * Puts rows into every table that has none: parents first, what the server makes left to it, what it refuses tried again with other values.
 * Tables that have rows are left as they are, and referred to. The same request on the same database makes the same rows.
 * @throws what the session throws where the database cannot be reached or read
 */
export async function fillTables(request: FillRequest): Promise<FillResult> {
  const { session, tables, rows, seed, style, alsoFitting } = request;
  const empty = tables.filter(({ hasRows }) => !hasRows);
  if (empty.length === 0 || rows < 1) return { filled: [], unfilled: [] };
  const faker = await loadFaker();
  const byKey = new Map(tables.map((table) => [tableKey(table), table]));
  const later = Map.groupBy(alsoFitting, tableKey);
  const referredBy = listReferredBy([...tables, ...alsoFitting]);
  const plans = empty.map((table) => planTable(table, later.get(tableKey(table)) ?? [], byKey, faker, { lexis: session.lexis, seed, rows, referredBy }));
  const rounds = orderTables(plans);
  const steps = rounds.flat().flatMap((unit) => unit.tables);
  const pool = new KeyPool(session, listWanted(steps), Math.max(rows, maxParents));
  const outcomes: Outcomes = new Map();

  await pool.read(tables.filter(({ hasRows }) => hasRows));
  for (const round of rounds) {
    await fillRound(round, { session, pool, rows, style }, outcomes);
    await pool.read(round.flatMap((unit) => unit.tables.flatMap(({ plan }) => (hasFilled(outcomes, plan) ? [plan.shape] : []))));
  }
  await setPostponed(session, steps, pool);
  return gatherResult(empty, outcomes, await countMadeByServer(session, plans, outcomes));
}

function listReferredBy(tables: readonly TableShape[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const references = tables.flatMap(({ foreignKeys }) => foreignKeys);
  return new Map([...Map.groupBy(references, ({ target }) => tableKey(target))].map(([key, own]) => [key, own.map(({ targetColumns }) => targetColumns)]));
}

function hasFilled(outcomes: Outcomes, { key }: TablePlan): boolean {
  const outcome = outcomes.get(key);
  return outcome !== undefined && 'rows' in outcome;
}

/** What is asked of the rows of each table once they are there: the keys by which they are referred to, and by which they are told where they are changed. */
function listWanted(steps: readonly FillStep[]): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, Set<string>>();
  const want = (key: string, columns: readonly string[]): void => {
    wanted.set(key, new Set([...(wanted.get(key) ?? []), ...columns]));
  };
  for (const { plan, references, postponed } of steps) {
    for (const { target, targetColumns } of [...references, ...postponed]) want(target, targetColumns);
    for (const { columns, nullColumns } of postponed) want(plan.key, [...(chooseHandle(plan) ?? []), ...columns.filter((column) => !nullColumns.includes(column))]);
  }
  return new Map([...wanted].map(([key, columns]) => [key, [...columns]]));
}

/** Rows that triggers have put into tables which took none of ours. */
async function countMadeByServer(session: FillRequest['session'], plans: readonly TablePlan[], outcomes: Outcomes): Promise<ReadonlyMap<string, number>> {
  const refused = plans.filter((plan) => plan.shape.refuses === undefined && !hasFilled(outcomes, plan));
  const counts = new Map<string, number>();
  for (const { key, shape } of refused) {
    const [column] = shape.columns;
    if (column !== undefined) counts.set(key, (await session.readValues(shape, [column.name], maxParents)).length);
  }
  return counts;
}

function gatherResult(tables: readonly TableShape[], outcomes: Outcomes, made: ReadonlyMap<string, number>): FillResult {
  const filled = tables.flatMap((table) => {
    const outcome = outcomes.get(tableKey(table));
    const rows = outcome !== undefined && 'rows' in outcome ? outcome.rows : (made.get(tableKey(table)) ?? 0);
    return rows === 0 ? [] : [{ schema: table.schema, name: table.name, rows }];
  });
  const isFilled = (table: TableShape): boolean => filled.some(({ schema, name }) => schema === table.schema && name === table.name);
  const unfilled = tables.flatMap((table) => {
    const outcome = outcomes.get(tableKey(table));
    return outcome === undefined || 'rows' in outcome || isFilled(table) ? [] : [{ schema: table.schema, name: table.name, reason: outcome.reason }];
  });
  return { filled, unfilled };
}
