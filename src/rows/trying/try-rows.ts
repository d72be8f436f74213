import { explainMissing } from '../making/choose-references.ts';
import { makePresets } from '../making/make-presets.ts';
import { makeRow } from '../making/make-row.ts';
import type { RowMaking } from '../making/make-row.ts';
import { TakenValues } from '../making/taken-values.ts';
import type { MadeRow, Variation } from '../making/variation.ts';
import { writeInserts } from '../making/write-inserts.ts';
import type { KeyPool } from '../key-pool.ts';
import type { FillStep, FillUnit } from '../plan/order-tables.ts';
import type { RowInsert, RowRefusal, RowSession } from '../row-session.ts';
import { firstVariation, listBlamed, listNextVariations, listRowVariations, listSpareVariations } from './list-variations.ts';

/** What tables are filled with. */
export interface Filling {
  readonly session: RowSession;
  readonly pool: KeyPool;
  readonly rows: number;
  readonly style: Variation['style'];
}

/** How many rows each table of a unit got, or why it got none; by `tableKey`. */
export type Outcomes = Map<string, { readonly rows: number } | { readonly reason: string }>;

/** Tries of the first row of a table, and of those after one that was taken. */
const maxTries = 40;
const laterTries = 20;
/** Tries that may take too long: what hangs with some rows most likely hangs with all, and each costs seconds. */
const maxHanging = 2;
const noRow = 'no row was found that meets all of its keys and conditions';

/** Inserts as many rows as can be had in the tables of a round: all at once, and those that are refused one by one, with other values. */
export async function fillRound(units: readonly FillUnit[], filling: Filling, outcomes: Outcomes): Promise<void> {
  let ready: PreparedUnit[] = [];
  for (const unit of units) {
    const prepared = prepareUnit(unit, filling, outcomes);
    if (prepared !== undefined) ready.push(prepared);
  }
  while (ready.length > 0) {
    const refusal = await filling.session.change(ready.flatMap(({ inserts }) => inserts));
    if (refusal === undefined) break;
    const refused = findUnit(ready, refusal.index);
    if (refused === undefined) throw new Error(`the server refused change ${refusal.index}, which was not made: ${refusal.message}`);
    // What is checked at the end of a transaction may be another unit's fault.
    const own = ready.length > 1 ? await filling.session.change(refused.inserts) : refusal;
    ready = ready.filter((prepared) => prepared !== refused);
    if (own === undefined) noteCounts(refused, outcomes);
    else await fillRefused(refused, own, filling, outcomes);
  }
  for (const prepared of ready) noteCounts(prepared, outcomes);
}

function noteCounts({ unit, counts }: PreparedUnit, outcomes: Outcomes): void {
  unit.tables.forEach(({ plan }, index) => outcomes.set(plan.key, { rows: counts[index] ?? 0 }));
}

interface PreparedUnit {
  readonly unit: FillUnit;
  readonly inserts: readonly RowInsert[];
  /** Rows of each table. */
  readonly counts: readonly number[];
}

function prepareUnit(unit: FillUnit, filling: Filling, outcomes: Outcomes): PreparedUnit | undefined {
  const reasons = unit.tables.map((step) => step.reason ?? explainMissing(step, filling.pool));
  const found = reasons.find((reason) => reason !== undefined);
  if (found !== undefined) {
    unit.tables.forEach(({ plan }, index) => outcomes.set(plan.key, { reason: reasons[index] ?? `it and a table that cannot be filled need each other: ${found}` }));
    return undefined;
  }
  const prepared = makeUnit(unit, filling, firstVariation(filling.style)) ?? makeUnit(unit, filling, firstVariation('plain')) ?? makeUnit(unit, filling, { ...firstVariation('plain'), isRing: true });
  if (prepared === undefined) for (const { plan } of unit.tables) outcomes.set(plan.key, { reason: noRow });
  return prepared;
}

/** Undefined where a table of it has no row. */
function makeUnit(unit: FillUnit, filling: Filling, variation: Variation): PreparedUnit | undefined {
  const made = unit.tables.map((step) => makeRows(makingOf(unit, step, filling, variation), variation));
  // Rows that refer to each other by their places have to be there in all tables.
  const least = Math.min(...made.map(({ length }) => length));
  if (least === 0) return undefined;
  const kept = unit.tables.length === 1 ? made : made.map((rows) => rows.slice(0, least));
  return { unit, inserts: unit.tables.flatMap(({ plan }, index) => writeInserts(plan.shape, kept[index] ?? [])), counts: kept.map(({ length }) => length) };
}

function makingOf(unit: FillUnit, step: FillStep, { pool, rows }: Filling, { isRing }: Pick<Variation, 'isRing'>): RowMaking {
  return { step, pool, rows, presets: makePresets(unit, step, rows, isRing) };
}

function makeRows(making: RowMaking, variation: Variation): readonly MadeRow[] {
  const taken = new TakenValues(making.step.plan.keys);
  return Array.from({ length: making.rows }, (_, row) => {
    for (const own of [variation, ...listSpareVariations()]) {
      const made = makeRow(making, row, own, taken);
      if (made === undefined) continue;
      taken.add(made);
      return made;
    }
    return undefined;
  }).filter((row) => row !== undefined);
}

function findUnit(ready: readonly PreparedUnit[], index: number): PreparedUnit | undefined {
  let end = 0;
  return ready.find(({ inserts }) => index < (end += inserts.length));
}

async function fillRefused({ unit }: PreparedUnit, first: RowRefusal, filling: Filling, outcomes: Outcomes): Promise<void> {
  let refusal = first;
  let hanging = first.tookTooLong === true ? 1 : 0;
  const [step] = unit.tables;
  if (step === undefined) return;
  for (const variation of listNextVariations(step.plan, first, filling.style)) {
    const prepared = makeUnit(unit, filling, variation);
    if (prepared === undefined) continue;
    const next = await filling.session.change(prepared.inserts);
    if (next === undefined) {
      noteCounts(prepared, outcomes);
      return;
    }
    refusal = next;
    if (next.tookTooLong === true && ++hanging >= maxHanging) break;
  }
  const { rows, last } = unit.tables.length === 1 && hanging < maxHanging ? await fillRowByRow(unit, step, filling, refusal) : { rows: 0, last: refusal };
  for (const { plan } of unit.tables) outcomes.set(plan.key, rows > 0 ? { rows } : { reason: `every row that was tried was refused: ${last.message}` });
}

/** One row after the other: columns of which the server speaks when it refuses one are made in another way, the others stay as they were. */
async function fillRowByRow(unit: FillUnit, step: FillStep, filling: Filling, first: RowRefusal): Promise<{ readonly rows: number; readonly last: RowRefusal }> {
  const making = makingOf(unit, step, filling, { isRing: false });
  const taken = new TakenValues(step.plan.keys);
  const ways = listRowVariations();
  const wayAt = (place: number): Variation => ways[place % ways.length] ?? firstVariation('plain');
  // Which way each column is made, and all others; what was taken once is likely to be again.
  const places = new Map<string, number>();
  let [rows, last, place, parents, hanging] = [0, first, 0, 0, 0];
  for (let row = 0; row < filling.rows && hanging < maxHanging; row++) {
    let isTaken = false;
    for (let attempt = 0; attempt < (rows > 0 ? laterTries : maxTries) && !isTaken && hanging < maxHanging; attempt++) {
      const made = makeRow(making, row, { ...wayAt(place), parents, ofColumn: new Map([...places].map(([column, own]) => [column, wayAt(own)])) }, taken);
      const refusal = made === undefined ? undefined : await filling.session.change(writeInserts(step.plan.shape, [made]));
      if (made !== undefined && refusal === undefined) {
        taken.add(made);
        rows++;
        isTaken = true;
        continue;
      }
      last = refusal ?? last;
      if (refusal?.tookTooLong === true) hanging++;
      const blamed = refusal === undefined ? [] : listBlamed(step.plan, refusal);
      for (const column of blamed) places.set(column, (places.get(column) ?? place) + 1);
      if (blamed.some((column) => step.references.some(({ columns }) => columns.includes(column)))) parents++;
      if (blamed.length === 0) place++;
    }
    if (rows === 0) break;
  }
  return { rows, last };
}
