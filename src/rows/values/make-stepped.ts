import type { ColumnDemand } from '../conditions/demand.ts';
import type { RowValue } from '../row-value.ts';
import type { Random } from './random.ts';
import { readLimits, readTicks, writeTicks } from './ticks.ts';
import type { SteppedType } from './ticks.ts';
import type { Window } from './window-by-name.ts';

/** Which of a column's values is asked for. */
export interface Wish {
  /** The row's place and how many there are to be. */
  readonly row: number;
  readonly rows: number;
  /** How many values were not taken before for this row. */
  readonly attempt: number;
  readonly demand: ColumnDemand | undefined;
  /** The simplest values of the type. */
  readonly isTame: boolean;
  /** Seeded by column, row and attempt. */
  readonly random: Random;
}

/** Values that are tried where the name puts them, before others. */
const windowAttempts = 12;
const nearSteps = 1000n;

/** A number, day, time or moment; undefined where the demand leaves none. Moments of later rows are later, and do not mix with those of other rows. */
export function makeStepped(type: SteppedType, window: Window, wish: Wish): RowValue | undefined {
  const bounds = readBounds(type, wish.demand);
  if (bounds === undefined) return undefined;
  if (wish.isTame) {
    const tame = [makeTame(type, wish), makeClose(type, wish, bounds)].find((ticks) => ticks !== undefined && ticks >= bounds.low && ticks <= bounds.high);
    if (tame !== undefined) return writeTicks(tame, type);
  }
  const { low, high } = chooseRange(type, window, bounds, wish);
  const isFew = high - low < BigInt(4 * wish.rows);
  const ticks = isFew ? low + (BigInt(wish.row + wish.attempt) % (high - low + 1n)) : wish.random.between(low, high);
  return writeTicks(onWholeSecond(type, ticks, low), type);
}

/** A few hours or days after a bound, as rules ask that limit how far two moments lie apart; undefined where there is none. */
function makeClose(type: SteppedType, { row, attempt, demand }: Wish, { low, high }: Window): bigint | undefined {
  if (!isMoment(type) || (demand?.min === undefined && demand?.max === undefined)) return undefined;
  const step = type.kind === 'date' ? 1n : 'precision' in type && type.kind !== 'decimal' ? 3600n * 10n ** BigInt(type.precision) : 1n;
  const distance = step * BigInt(1 + ((row + attempt) % 10));
  // The bound itself may be left out already.
  return onWholeSecond(type, demand.min === undefined ? high - distance : low + distance, low);
}

/** A whole number below ten, the first of a month, a full hour. */
function makeTame(type: SteppedType, { row, attempt }: Wish): bigint | undefined {
  const turn = row + attempt;
  const two = (number: number): string => String(number).padStart(2, '0');
  if (type.kind === 'time') return readTicks({ kind: 'text', value: `${two(turn % 24)}:00:00` }, type);
  if (isMoment(type)) return readTicks({ kind: 'text', value: `${String(2020 + (Math.floor(turn / 12) % 15))}-${two(1 + (turn % 12))}-01 00:00:00` }, type);
  return readTicks({ kind: 'number', digits: String(turn % 10) }, type);
}

/** The first and the last step that a demand leaves; undefined where it leaves none or speaks of something else. */
export function readBounds(type: SteppedType, demand: ColumnDemand | undefined): Window | undefined {
  let { low, high } = readLimits(type);
  if (demand?.min !== undefined) {
    const ticks = readTicks(demand.min.value, type);
    if (ticks === undefined) return undefined;
    // A bound between two steps is rounded down.
    const isStep = isOnStep(demand.min.value, ticks, type);
    const first = isStep && !demand.min.isExclusive ? ticks : ticks + 1n;
    if (first > low) low = first;
  }
  if (demand?.max !== undefined) {
    const ticks = readTicks(demand.max.value, type);
    if (ticks === undefined) return undefined;
    const last = demand.max.isExclusive && isOnStep(demand.max.value, ticks, type) ? ticks - 1n : ticks;
    if (last < high) high = last;
  }
  return low <= high ? { low, high } : undefined;
}

function isOnStep(bound: RowValue, ticks: bigint, type: SteppedType): boolean {
  if (bound.kind !== 'number') return true;
  const written = writeTicks(ticks, type);
  return written.kind === 'number' && Number(written.digits) === Number(bound.digits);
}

function chooseRange(type: SteppedType, window: Window, bounds: Window, { row, rows, attempt, demand }: Wish): Window {
  const inside = { low: larger(window.low, bounds.low), high: smaller(window.high, bounds.high) };
  const isDisjoint = inside.low > inside.high;
  if (attempt < windowAttempts && !isDisjoint) return isMoment(type) ? takeSlot(window, inside, row, rows) : inside;
  const span = isMoment(type) ? spanOfYears(type) : nearSteps;
  // Near the bound, of which the one that was asked for counts more than the type's own.
  if (demand?.min === undefined && demand?.max !== undefined && isDisjoint) return { low: larger(bounds.high - span, bounds.low), high: bounds.high };
  const start = isDisjoint ? bounds.low : inside.low;
  const near = { low: start, high: smaller(start + span, bounds.high) };
  if (attempt < 2 * windowAttempts) return isMoment(type) && attempt < windowAttempts ? takeSlot(near, near, row, rows) : near;
  return bounds;
}

/** The part of a window that is one row's, where it is wide enough and within what is left of the window. */
function takeSlot({ low, high }: Window, inside: Window, row: number, rows: number): Window {
  const size = (high - low + 1n) / BigInt(rows);
  const start = larger(low + size * BigInt(row % rows), inside.low);
  const end = smaller(low + size * BigInt((row % rows) + 1) - 1n, inside.high);
  return start > end ? inside : { low: start, high: end };
}

function isMoment(type: SteppedType): boolean {
  return type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'time';
}

function spanOfYears(type: SteppedType): bigint {
  if (type.kind === 'date') return 1000n;
  return 'precision' in type && type.kind !== 'decimal' ? 86_400n * 1000n * 10n ** BigInt(type.precision) : nearSteps;
}

/** People and programs write whole seconds; those with fractions are an edge. */
function onWholeSecond(type: SteppedType, ticks: bigint, low: bigint): bigint {
  if ((type.kind !== 'timestamp' && type.kind !== 'time') || type.precision === 0) return ticks;
  const second = 10n ** BigInt(type.precision);
  const whole = ticks - (((ticks % second) + second) % second);
  return whole >= low ? whole : ticks;
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
